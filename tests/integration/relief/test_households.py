"""Cases: capped, sealed, noticed, read with reason, erased; no related parties (REL-8 to REL-12, RULE-30, RULE-31)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag

from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, fund, granted, household, ident, person

# From 2024-07-01, 1,595 yuan a person and month: the seed's newest.
STANDARD = 159_500


def draw(case_id: str, amount_fen: int, member: int = 1) -> dict[str, object]:
    """A request for a member of a case."""
    return {"amount_fen": amount_fen, "purpose": "medical", "case_id": case_id, "member": member}


async def test_a_case_is_opened_validated_and_approved_by_three(serve: Serve) -> None:
    async with serve("relief") as room:
        opened = await room.done("/cases", household(1, 2, monthly_fen=2 * STANDARD, months=3), who="anna")
        assert (opened["cap_fen"], opened["duplicates"]) == (2 * STANDARD, 0)
        path = f"/cases/{opened['case_id']}"
        assert await room.refused(f"{path}/approve", who="chen") == (409, "case-not-validated")
        assert await room.refused(f"{path}/validate", who="anna") == (403, "case-validator-is-submitter")
        await room.done(f"{path}/validate", who="bo")
        for who, code in (("anna", "submitter"), ("bo", "validator")):
            assert await room.refused(f"{path}/approve", who=who) == (403, f"case-approver-is-{code}")
        await room.done(f"{path}/approve", who="chen")
        for verb in ("approve", "reject"):
            assert await room.refused(f"{path}/{verb}", who="chen") == (409, "case-not-validated")
        named = household(1) | {"case_id": opened["case_id"]}
        assert await room.refused("/cases", named) == (422, "case-already-exists")
        assert await room.refused("/cases", household(1, 1)) == (422, "member-named-twice")


async def test_art_29_caps_amount_and_time_by_the_standard_of_the_year(serve: Serve) -> None:
    async with serve("relief") as room:
        assert await room.refused("/cases", household(1, monthly_fen=STANDARD + 1)) == (422, "case-above-cap")
        assert await room.refused("/cases", household(1, months=4)) == (422, "case-months-exceeded")
        early = household(1) | {"starts_on": "2019-01-01"}
        assert await room.refused("/cases", early) == (422, "standard-unknown")
        older = household(1, monthly_fen=133_001) | {"starts_on": "2021-07-01"}
        assert await room.refused("/cases", older) == (422, "case-above-cap")
        newer = {"valid_from": "2026-01-01", "monthly_fen": STANDARD + 1, "document": "沪民…"}
        await room.done("/living-standards", newer)
        assert await room.refused("/living-standards", newer) == (422, "living-standard-already-exists")
        await room.done("/cases", household(1, monthly_fen=STANDARD + 1))
        assert len(await room.get("/living-standards")) == 6


async def test_rule_30_duplicates_share_one_cap_also_when_they_race(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        first = await granted(room, 1, 2, monthly_fen=2 * STANDARD, noticed=False)
        second = await room.done("/cases", household(2, 3, monthly_fen=STANDARD), who="submitter")
        assert second["duplicates"] == 1
        listed = {c["case_id"]: c for c in await room.get("/cases")}
        assert listed[first]["duplicates"] == [listed[second["case_id"]]["number"]]
        await room.done(f"/cases/{second['case_id']}/validate", who="validator")
        # Two grants, three people: exactly the standard of three. One fen more is refused.
        third = await room.done("/cases", household(2, 3, monthly_fen=1), who="submitter")
        await room.done(f"/cases/{third['case_id']}/validate", who="validator")
        race = [(f"/cases/{c['case_id']}/approve", None) for c in (second, third)]
        outcome = await room.race(*race, who="approver")
        assert outcome == {"done": 1, "household-above-cap": 1}
        paid = await room.conn.fetchval("select sum(monthly_fen) from relief_case where state = 'approved'")
        assert paid <= 3 * STANDARD


async def test_a_grant_is_drawn_to_its_last_fen_after_its_notice(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        money = await fund(room, 1_000_000)
        case = await granted(room, 1, 2, monthly_fen=100, months=2, noticed=False)
        path = f"/funds/{money}/disbursements"
        assert await room.refused(path, draw(case, 10, 3)) == (404, "member-unknown")
        assert await room.refused(path, draw(ident("no"), 10)) == (404, "case-unknown")
        outcome = await room.race(*[(path, draw(case, 60))] * 8, who="submitter")
        assert outcome == {"done": 3, "case-grant-exceeded": 5}
        asked = [d["disbursement_id"] for d in await room.get("/disbursements")]
        await room.done(f"/disbursements/{asked[0]}/reject", who="approver")
        last = (await room.done(path, draw(case, 80), who="submitter"))["disbursement_id"]
        pay = f"/disbursements/{last}/pay"
        await room.done(f"/disbursements/{last}/approve", who="approver")
        assert await room.refused(pay, who="payer") == (422, "notice-missing")
        notice = await room.done(f"/cases/{case}/notice", who="approver")
        assert await room.refused(f"/cases/{case}/notice", who="approver") == (422, "notice-already-exists")
        assert await room.refused(pay, who="payer") == (422, "notice-still-open")
        objection = await room.done(
            f"/public/notices/{notice['notice_id']}/objections", {"text": "他家另有住房出租，请核实。"}
        )
        await room.conn.execute("update notice set opens_on = opens_on - 30, closes_on = closes_on - 30")
        assert await room.refused(pay, who="payer") == (422, "objection-open")
        late = await room.refused(
            f"/public/notices/{notice['notice_id']}/objections", {"text": "这是一条迟到的异议意见。"}
        )
        assert late == (422, "notice-closed")
        decide = f"/objections/{objection['objection_id']}/decide"
        assert await room.refused(decide, {"upheld": False}, who="submitter") == (403, "objection-decider-is-submitter")
        await room.done(decide, {"upheld": False}, who="approver")
        assert await room.refused(decide, {"upheld": True}, who="approver") == (409, "objection-already-decided")
        await room.done(pay, who="payer")
        for one in asked[1:]:
            await room.done(f"/disbursements/{one}/approve", who="approver")
            await room.done(f"/disbursements/{one}/pay", who="payer")
        [found] = await room.get("/cases")
        assert (found["state"], found["promised_fen"]) == ("paid", 200)
        assert await room.refused(path, draw(case, 1)) == (422, "case-not-approved")


async def test_an_upheld_objection_ends_the_case(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000)
        case = await granted(room, 1, monthly_fen=100, noticed=False)
        one = (await room.done(f"/funds/{money}/disbursements", draw(case, 60), who="submitter"))["disbursement_id"]
        notice = (await room.done(f"/cases/{case}/notice", who="approver"))["notice_id"]
        text = "她的儿子已经代为支付了全部费用。"
        made = (await room.done(f"/public/notices/{notice}/objections", {"text": text}))["objection_id"]
        stored = bytes(await room.conn.fetchval("select sealed from objection"))
        assert text.encode() not in stored
        assert (await room.get(f"/objections/{made}/text"))["text"] == text
        await room.done(f"/objections/{made}/decide", {"upheld": True}, who="approver")
        assert [c["state"] for c in await room.get("/cases")] == ["rejected"]
        await room.done(f"/disbursements/{one}/approve", who="approver")
        await room.conn.execute("update notice set opens_on = opens_on - 30, closes_on = closes_on - 30")
        assert await room.refused(f"/disbursements/{one}/pay", who="payer") == (422, "objection-upheld")
        [read] = await room.get("/case-reads")
        assert (read["case_id"], read["reason"]) == (case, "objection")


async def test_a_notice_gives_no_one_away(serve: Serve) -> None:
    async with serve("relief") as room:
        cases = [await granted(room, n, monthly_fen=90_000 + n, months=1, noticed=False) for n in range(1, 6)]
        fifth = (await room.done(f"/cases/{cases[4]}/notice", who="approver"))["notice_id"]
        await room.conn.execute("update relief_case set neighbourhood_id = $1 where id = $2", ident("x"), cases[0])
        await room.done(f"/cases/{cases[1]}/notice", who="approver")
        notices = await room.get("/public/notices")
        assert {n["notice_id"] == fifth: n["neighbourhood"] for n in notices} == {
            True: "延中居委会", False: None,
        }  # fmt: skip
        reported = {"notice_id", "number", "category", "band", "neighbourhood", "opens_on", "closes_on"}
        reported.add("calendar_announced")
        assert {frozenset(n) for n in notices} == {frozenset(reported)}
        assert {n["band"] for n in notices} == {"below-1000"}
        answer = await room.http.get("/public/notices", headers=room.token("anyone", {"relief:public"}))
        assert answer.status_code == 200
        assert not [n for n in range(1, 6) if person(n)["name"] in answer.text]


async def test_rule_31_a_household_is_sealed_and_who_reads_says_why(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000)
        case = await granted(room, 1, 2, monthly_fen=100)
        reply = await room.done(f"/funds/{money}/disbursements", draw(case, 60, 2), who="submitter")
        secrets = [person(1)["name"], person(1)["id_number"], person(2)["name"], "突发重病", "医院收据"]
        tables = ("relief_case", "case_member", "person", "outbox", "idempotency", "disbursement", "notice")
        stored = ""
        for table in tables:
            rows = await room.conn.fetch(f"select t::text as row from {table} t")
            stored += "".join(row["row"] for row in rows)
        assert not [s for s in secrets if s in stored or s.encode().hex() in stored]
        assert reply["payee_ref"] in stored
        denied = await room.http.get(f"/cases/{case}/file", headers=room.token())
        assert denied.json()["code"] == "invalid-request"
        file = await room.get(f"/cases/{case}/file", reason="payment")
        assert [m["name"] for m in file["members"]] == [person(1)["name"], person(2)["name"]]
        assert (file["need"], file["evidence"]) == ("突发重病，自付费用过高", ["医院收据"])
        [read] = await room.get("/case-reads")
        assert (read["reader"], read["reason"], read["case_id"]) == ("somebody", "payment", case)
        for sql in ("update case_read set reason = 'x'", "delete from case_read", "truncate case_read"):
            assert await broken_by(room.conn, sql) == "record-is-final"


async def test_what_was_sealed_opens_as_nothing_else(serve: Serve) -> None:
    async with serve("relief") as room:
        one, other = await granted(room, 1), await granted(room, 2)
        sealer = room.app.state.sealer
        rows = {str(r["id"]): r for r in await room.conn.fetch("select id, wrapped_key, sealed from relief_case")}
        box = sealer.unwrap(f"case/{one}", rows[one]["wrapped_key"])
        attempts: tuple[Callable[[], object], ...] = (
            lambda: sealer.unwrap(f"case/{other}", rows[one]["wrapped_key"]),
            lambda: box.open("need", rows[one]["sealed"]),
            lambda: box.open("file", rows[other]["sealed"]),
            lambda: box.open("file", rows[one]["sealed"][:-1] + bytes([rows[one]["sealed"][-1] ^ 1])),
        )
        for attempt in attempts:
            with pytest.raises(InvalidTag):
                attempt()


async def test_rel_10_related_parties_stay_out(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000)
        await room.done("/relations", {"person": person(1)}, who="anna")
        await room.done("/relations", {"person": person(2), "own": False, "organisation_id": ORGANISATION})
        again = {"person": person(1), "own": True}
        assert await room.refused("/relations", again, who="anna") == (422, "relation-already-exists")
        related = (422, "related-party")
        path, wish = f"/funds/{money}/disbursements", {"amount_fen": 5, "purpose": "medical"}
        assert await room.refused("/cases", household(3, 1), who="anna") == related
        assert await room.refused(path, wish | {"payee": person(1)}, who="anna") == related
        assert await room.refused(path, wish | {"payee": person(2)}, who="bo") == related
        one = (await room.done(path, wish | {"payee": person(1)}, who="bo"))["disbursement_id"]
        assert await room.refused(f"/disbursements/{one}/approve", who="anna") == related
        await room.done(f"/disbursements/{one}/approve", who="chen")
        assert await room.refused(f"/disbursements/{one}/pay", who="anna") == related
        case = await granted(room, 3, 2, monthly_fen=100)
        # Another member of the household is close to the donor: so is the household.
        assert await room.refused(path, draw(case, 5), who="bo") == related
        # So is a member who is asked for by name, without the case.
        assert await room.refused(path, wish | {"payee": person(3)}, who="bo") == related
        assert person(1)["name"] not in str(await room.conn.fetch("select * from relation"))


async def the_guards(room: Room, case: str) -> dict[str, str]:
    return {
        f"update relief_case set monthly_fen = cap_fen + 1 where id = '{case}'": "case-above-cap",
        f"update relief_case set months = 4 where id = '{case}'": "case-months-exceeded",
        f"update relief_case set promised_fen = monthly_fen * months + 1 where id = '{case}'": "case-grant-exceeded",
        f"update relief_case set validated_by = opened_by where id = '{case}'": "case-validator-is-submitter",
        f"update relief_case set decided_by = opened_by where id = '{case}'": "case-approver-is-submitter",
        f"update relief_case set decided_by = validated_by where id = '{case}'": "case-approver-is-validator",
    }


async def test_the_last_guards_of_cases_hold(serve: Serve) -> None:
    async with serve("relief") as room:
        case = await granted(room, 1, monthly_fen=100)
        for sql, guard in (await the_guards(room, case)).items():
            assert await broken_by(room.conn, sql) == guard
        assert await room.refused(f"/cases/{uuid4()}/validate") == (404, "case-unknown")
