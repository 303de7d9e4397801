"""Who asks, who decides and who pays are three people (RULE-23); the payee stays private (RULE-31)."""

from __future__ import annotations

import itertools

from tests.kit.guards import broken_by
from tests.kit.rooms import Serve
from tests.kit.scenes import application, fund, id_number, ident, requested

PEOPLE = ("anna", "bo", "chen")


async def test_rule_23_every_combination_of_three_people(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10_000)
        for submitter, approver, payer in itertools.product(PEOPLE, repeat=3):
            one = f"/disbursements/{await requested(room, of=money, who=submitter)}"
            if approver == submitter:
                for verb in ("approve", "reject"):
                    assert await room.refused(f"{one}/{verb}", who=approver) == (403, "approver-is-submitter")
                continue
            await room.done(f"{one}/approve", who=approver)
            if payer in (submitter, approver):
                code = "payer-is-submitter" if payer == submitter else "payer-is-approver"
                assert await room.refused(f"{one}/pay", who=payer) == (403, code)
            else:
                assert (await room.done(f"{one}/pay", who=payer))["state"] == "paid"


async def test_rule_23_the_database_holds_it_too(serve: Serve) -> None:
    paid = """update disbursement set state = 'paid', approved_at = now(), approved_by = $2,
              paid_at = now(), paid_by = $3 where id = $1"""
    rejected = "update disbursement set state = 'rejected', rejected_at = now(), rejected_by = $2 where id = $1"
    given = "insert into approval (disbursement_id, approver, approved_at) values ($1, $2, now())"
    async with serve("relief") as room:
        for submitter, other in itertools.permutations(PEOPLE, 2):
            one = await requested(room, who=submitter)
            assert await broken_by(room.conn, paid, one, other, "payer") == "approvals-missing"
            assert await broken_by(room.conn, given, one, submitter) == "approver-is-submitter"
            await room.conn.execute(given, one, other)
            assert await broken_by(room.conn, given, one, other) == "approver-approves-once"
            for approver, payer in itertools.product(PEOPLE, repeat=2):
                guards = {
                    "approver-is-submitter": approver == submitter,
                    "payer-is-submitter": payer == submitter,
                    "payer-is-approver": payer in (approver, other),
                }
                # Where two are broken, Postgres names one of them.
                wrong: list[str | None] = [name for name, holds in guards.items() if holds] or [None]
                assert await broken_by(room.conn, paid, one, approver, payer) in wrong
            assert await broken_by(room.conn, rejected, one, submitter) == "approver-is-submitter"
            assert await broken_by(room.conn, rejected, one, "somebody else") is None


async def test_each_step_once_and_in_order(serve: Serve) -> None:
    async with serve("relief") as room:
        one = f"/disbursements/{await requested(room)}"
        not_requested, not_approved = (409, "disbursement-not-requested"), (409, "disbursement-not-approved")
        assert await room.refused(f"{one}/pay", who="payer") == not_approved
        assert await room.get("/needs-hand") == [{"kind": "disbursement-awaits-approval", "count": 1}]
        await room.done(f"{one}/approve", who="approver")
        assert await room.get("/needs-hand") == [{"kind": "disbursement-awaits-payment", "count": 1}]
        assert await room.refused(f"{one}/approve", who="approver") == not_requested
        await room.done(f"{one}/pay", who="payer")
        assert await room.refused(f"{one}/reject", who="approver") == (409, "disbursement-already-settled")
        assert await room.refused(f"{one}/pay", who="payer") == not_approved
        assert await room.get("/needs-hand") == []
        for verb in ("approve", "reject", "pay"):
            assert await room.refused(f"/disbursements/{ident('no')}/{verb}") == (404, "disbursement-unknown")


async def test_a_rejected_request_gives_its_money_back(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10)
        one = f"/disbursements/{await requested(room, of=money)}"
        assert await room.refused(f"/funds/{money}/disbursements", application(1)) == (422, "fund-insufficient")
        await room.done(f"{one}/reject", who="approver")
        await requested(room, of=money)
        for verb, code in (("reject", "already-settled"), ("approve", "not-requested"), ("pay", "not-approved")):
            assert await room.refused(f"{one}/{verb}", who="approver") == (409, f"disbursement-{code}")
        assert [d["state"] for d in await room.get("/disbursements")] == ["requested", "rejected"]
        assert len(await room.get("/disbursements", state="rejected")) == 1


async def test_rule_31_the_payee_stays_in_the_person_table(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 100)
        payee = {"name": "钱某某", "phone": "13812345678", "id_number": id_number(7)}
        body = {"amount_fen": 5, "purpose": "medical", "payee": payee}
        reply = await room.post(f"/funds/{money}/disbursements", body, who="submitter")
        one = f"/disbursements/{reply.json()['disbursement_id']}"
        await room.done(f"{one}/approve", who="approver")
        await room.done(f"{one}/pay", who="payer")
        reported = reply.text + str(await room.get("/disbursements")) + str(await room.get(f"/funds/{money}/entries"))
        reported += "".join(bytes(r["data"]).decode() for r in await room.conn.fetch("select data from outbox"))
        reported += "".join(bytes(r["reply"]).decode() for r in await room.conn.fetch("select reply from idempotency"))
        assert not [secret for secret in payee.values() if secret in reported]
        assert reply.json()["payee_ref"] in reported
        stored = dict(await room.conn.fetchrow("select name, phone from person") or {})
        assert stored == {"name": payee["name"], "phone": payee["phone"]}


async def test_a_route_asks_for_its_own_permission(serve: Serve) -> None:
    async with serve("relief") as room:
        one = f"/disbursements/{await requested(room)}"
        for verb, needed in (("approve", "approve"), ("reject", "approve"), ("pay", "pay")):
            others = room.permissions - {f"relief:{needed}"}
            how = {"who": "other", "permissions": others}
            assert await room.refused(f"{one}/{verb}", **how) == (403, "permission-missing")
