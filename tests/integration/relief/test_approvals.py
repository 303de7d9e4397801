"""How many people approve, what time voids, what a fund may be spent on, and what is taken back (REL-2 to REL-6)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.relief.reactions import sweep
from tests.integration.relief.recompute import flaws
from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, application, at, fund, granted, ident, now, requested

THRESHOLD = 500_000


async def the_fund(room: Room, fund_id: str) -> dict[str, Any]:
    """A fund whose chain was recomputed."""
    [found] = [f for f in await room.get("/funds") if f["fund_id"] == fund_id]
    assert flaws(fund_id, await room.get(f"/funds/{fund_id}/entries"), found["head"]) == []
    checked: dict[str, Any] = found
    return checked


async def test_rule_23_from_the_threshold_on_two_people_approve(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 10 * THRESHOLD)
        for amount, needed in ((THRESHOLD - 1, 1), (THRESHOLD, 2)):
            body = application(amount, needed)
            asked = await room.done(f"/funds/{money}/disbursements", body, who="submitter")
            assert (asked["approvals_needed"], asked["split"]) == (needed, False)
            one = f"/disbursements/{asked['disbursement_id']}"
            if needed == 2:
                first = await room.done(f"{one}/approve", who="first")
                assert (first["state"], first["approvals_left"]) == ("requested", 1)
                assert await room.refused(f"{one}/approve", who="first") == (409, "already-approved")
                assert await room.refused(f"{one}/pay", who="payer") == (409, "disbursement-not-approved")
            assert (await room.done(f"{one}/approve", who="second"))["state"] == "approved"
            assert await room.refused(f"{one}/pay", who="second") == (403, "payer-is-approver")
            if needed == 2:
                assert await room.refused(f"{one}/pay", who="first") == (403, "payer-is-approver")
            await room.done(f"{one}/pay", who="payer")
        kinds = [kind for _, kind in await room.events(f"fund/{money}")]
        assert kinds.count("disbursement-approved") == 2


async def test_rule_23_a_sum_cut_into_parts_is_flagged_across_funds_and_submitters(serve: Serve) -> None:
    async with serve("relief") as room:
        part = THRESHOLD // 2
        funds = [await fund(room, THRESHOLD) for _ in range(3)]
        flags = []
        for money, who in zip(funds, ("anna", "bo", "chen"), strict=True):
            asked = await room.done(f"/funds/{money}/disbursements", application(part), who=who)
            flags.append((asked["approvals_needed"], asked["split"]))
            one = asked["disbursement_id"]
        assert flags == [(1, False), (2, True), (2, True)]
        # What was rejected counts no more; another payee was never counted.
        for d in await room.get("/disbursements"):
            if d["disbursement_id"] != one:
                await room.done(f"/disbursements/{d['disbursement_id']}/reject", who="approver")
        other = await room.done(f"/funds/{funds[0]}/disbursements", application(part, 2), who="anna")
        assert (other["approvals_needed"], other["split"]) == (1, False)


async def test_racing_parts_of_one_sum_see_each_other(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        funds = [await fund(room, THRESHOLD) for _ in range(8)]
        part = THRESHOLD // 4
        await room.race(*[(f"/funds/{f}/disbursements", application(part, 9)) for f in funds])
        alone = [d["amount_fen"] for d in await room.get("/disbursements") if d["approvals_needed"] == 1]
        assert sum(alone) < THRESHOLD


async def test_parts_for_members_of_a_household_without_its_case_see_each_other(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        funds = [await fund(room, THRESHOLD) for _ in range(8)]
        # 1 and 3 share no case, but both share one with 2.
        case, _ = [await granted(room, n, n + 1) for n in (1, 2)]
        part = THRESHOLD // 4
        wishes = [application(part, 1 + n % 3) for n in range(8)]
        wishes[7] = {"amount_fen": 100_000, "purpose": "medical", "case_id": case, "member": 2}
        outcome = await room.race(
            *[(f"/funds/{f}/disbursements", w) for f, w in zip(funds, wishes, strict=True)], who="anna"
        )
        assert outcome == {"done": 8}
        alone = [d["amount_fen"] for d in await room.get("/disbursements") if d["approvals_needed"] == 1]
        assert sum(alone) < THRESHOLD


async def test_the_inbox_says_what_the_commands_would(serve: Serve) -> None:
    """Whatever it says may be done can be done, and what it says may not is refused by that very rule."""
    async with serve("relief") as room:
        money = await fund(room, 100)
        asked = [await requested(room, 10, of=money, who=who) for who in ("anna", "bo", "chen")]
        await room.done(f"/disbursements/{asked[1]}/approve", who="anna")
        for who in ("anna", "bo", "chen"):
            for row in (await room.http.get("/inbox", headers=room.token(who))).json():
                for verb in ("approve", "pay", "reject"):
                    one = f"/disbursements/{row['disbursement_id']}/{verb}"
                    if row[verb] is not None:
                        assert (await room.refused(one, who=who))[1] == row[verb]
        rows = {r["disbursement_id"]: r for r in (await room.http.get("/inbox", headers=room.token("chen"))).json()}
        assert [rows[asked[1]][verb] for verb in ("approve", "reject", "pay")] == [
            "disbursement-not-requested", None, None,
        ]  # fmt: skip
        await room.done(f"/disbursements/{asked[1]}/pay", who="chen")
        only = room.token("chen", {"relief:read"})
        assert {r["pay"] for r in (await room.http.get("/inbox", headers=only)).json()} == {"permission-missing"}


async def test_an_approved_one_is_given_back_once(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 50)
        one = f"/disbursements/{await requested(room, 20, of=money)}"
        await room.done(f"{one}/approve", who="approver")
        assert await room.refused(f"{one}/reject", who="submitter") == (403, "approver-is-submitter")
        assert (await room.race(*[(f"{one}/reject", None)] * 6, who="approver"))["done"] == 1
        assert await room.refused(f"{one}/pay", who="payer") == (409, "disbursement-not-approved")
        found = await the_fund(room, money)
        assert (found["available_fen"], found["reserved_fen"]) == (50, 0)


async def test_rule_25_a_reservation_expires_once_and_frees_its_money(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        money = await fund(room, 50)
        early, late = await requested(room, 20, of=money), await requested(room, 30, of=money)
        await room.done(f"/disbursements/{early}/approve", who="approver")
        await room.conn.execute("update disbursement set expires_at = now() where id = $1", early)
        assert await room.refused(f"/disbursements/{early}/pay", who="payer") == (409, "disbursement-expired")
        assert [await sweep(room.app.state.pool, now()) for _ in range(3)] == [1, 0, 0]
        found = await the_fund(room, money)
        assert (found["available_fen"], found["reserved_fen"]) == (20, 30)
        states = {d["disbursement_id"]: d["state"] for d in await room.get("/disbursements")}
        assert states == {early: "expired", late: "requested"}
        assert (await room.events(f"fund/{money}"))[-1][1] == "disbursement-expired"
        for verb, code in (("approve", "not-requested"), ("pay", "not-approved"), ("reject", "already-settled")):
            assert await room.refused(f"/disbursements/{early}/{verb}", who="x") == (409, f"disbursement-{code}")


async def test_rule_26_restricted_money_moves_with_every_donors_consent(serve: Serve) -> None:
    async with serve("relief") as room:
        about = {"title": "助学", "purpose": "schooling", "programme": "x", "organisation_id": ORGANISATION}
        money = (await room.done("/funds", about))["fund_id"]
        for donor in ("a", "b"):
            await room.done(f"/funds/{money}/donations", {"organisation_id": ident(donor), "amount_fen": 50})
        path = f"/funds/{money}/disbursements"
        assert await room.refused(path, application(10)) == (422, "purpose-not-allowed")
        consent = {"document": "同意书", "consented_at": at(now())}
        a, b = ({"organisation_id": ident(donor)} | consent for donor in ("a", "b"))
        change = f"/funds/{money}/purpose"
        for consents in ([], [a], [a, a]):
            body = {"purpose": "medical", "consents": consents}
            assert await room.refused(change, body) == (422, "donor-consent-missing")
        late = [a, b | {"consented_at": at(now() + timedelta(hours=1))}]
        assert await room.refused(change, {"purpose": "medical", "consents": late}) == (
            422, "consented-in-the-future",
        )  # fmt: skip
        assert await room.refused(change, {"purpose": "schooling", "consents": [a, b]}) == (422, "purpose-unchanged")
        await room.done(change, {"purpose": "medical", "consents": [a, b]})
        await room.done(path, application(10))
        assert (await room.events(f"fund/{money}"))[-2][1] == "fund-purpose-changed"
        assert await broken_by(room.conn, "delete from consent") == "record-is-final"


async def test_rule_22_a_payment_and_a_donation_are_taken_back_once_and_linked_both_ways(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        money = await fund(room, 50)
        one = await requested(room, 20, of=money)
        await room.done(f"/disbursements/{one}/approve", who="approver")
        await room.done(f"/disbursements/{one}/pay", who="payer")
        path, why = f"/funds/{money}/entries", {"reason": "户名有误，退回"}
        assert await room.refused(f"{path}/2/reverse", why, who="x") == (422, "entry-not-reversible")
        assert await room.refused(f"{path}/9/reverse", why, who="x") == (404, "entry-unknown")
        assert await room.refused(f"{path}/3/reverse", why, who="payer") == (403, "reverser-is-recorder")
        assert await room.refused(f"{path}/1/reverse", why, who="x") == (422, "fund-insufficient")
        outcome = await room.race(*[(f"{path}/3/reverse", why)] * 8, who="approver")
        assert outcome == {"done": 1, "entry-already-reversed": 7}
        await room.done(f"{path}/1/reverse", why, who="approver")
        for number in (4, 5):
            assert await room.refused(f"{path}/{number}/reverse", why, who="x") == (422, "entry-not-reversible")
        entries = await room.get(path)
        links = [(e["kind"], e["reverses"], e["reversed_by"]) for e in entries]
        assert links == [
            ("donation", None, 5), ("reserve", None, None), ("pay", None, 4),
            ("pay-reversal", 3, None), ("donation-reversal", 1, None),
        ]  # fmt: skip
        sums = [sum(leg["amount_fen"] for e in pair for leg in e["legs"]) for pair in (entries[2:4], entries[::4])]
        assert sums == [0, 0]
        found = await the_fund(room, money)
        assert [found[f"{k}_fen"] for k in ("received", "available", "reserved", "disbursed")] == [0, 0, 0, 0]
        assert [k for _, k in await room.events(f"fund/{money}")][-2:] == ["disbursement-reversed", "donation-reversed"]
        assert await broken_by(room.conn, "delete from reversal") == "record-is-final"
        again = "insert into reversal values ($1, 3, 5, 'x', 'x')"
        assert await broken_by(room.conn, again, money) == "entry-already-reversed"


async def test_a_closed_fund_takes_and_gives_nothing(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 50)
        one = await requested(room, 20, of=money)
        assert await room.refused(f"/funds/{money}/close") == (409, "fund-has-reservations")
        assert await room.refused(f"/funds/{money}/disclosures", {"document": "x", "final": True}) == (
            422, "fund-still-open",
        )  # fmt: skip
        await room.done(f"/disbursements/{one}/reject", who="approver")
        await room.done(f"/funds/{money}/close")
        assert await room.refused(f"/funds/{money}/close") == (409, "fund-already-closed")
        assert await room.refused(f"/funds/{money}/disbursements", application(1)) == (422, "fund-closed")
        gift = {"organisation_id": ORGANISATION, "amount_fen": 1}
        assert await room.refused(f"/funds/{money}/donations", gift) == (422, "fund-closed")
        [due] = await room.get("/disclosures")
        assert (due["overdue"], due["last_on"]) == (False, None)
        await room.done(f"/funds/{money}/disclosures", {"document": "决算公告", "final": True})
        again = {"document": "决算公告", "final": True}
        assert await room.refused(f"/funds/{money}/disclosures", again) == (422, "disclosure-already-exists")
        assert (await room.get("/disclosures"))[0]["due_on"] is None
