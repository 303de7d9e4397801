"""What a case that was paid leaves behind: its months stay granted, money can come back, people are forgotten."""

from __future__ import annotations

from datetime import timedelta

from cli.verify.recount import CHECKS
from kernel.calendar import local_day
from services.relief.reactions import sweep
from tests.integration.relief.test_households import STANDARD, draw
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import fund, granted, household, now


async def test_a_household_is_forgotten_and_the_figures_stay(serve: Serve) -> None:
    async with serve("relief") as room:
        case = await granted(room, 1, monthly_fen=100)
        assert await room.refused(f"/cases/{case}/erase") == (409, "case-still-open")
        past = local_day(now()) - timedelta(days=1)
        await room.conn.execute("update relief_case set starts_on = $1, valid_until = $1", past)
        assert [await sweep(room.app.state.pool, now()) for _ in range(2)] == [1, 0]
        await room.done(f"/cases/{case}/erase")
        answer = await room.http.get(f"/cases/{case}/file", params={"reason": "audit"}, headers=room.token())
        assert (answer.status_code, answer.json()["code"]) == (404, "case-erased")
        [found] = await room.get("/cases")
        assert (found["monthly_fen"], found["persons"], found["state"]) == (100, 1, "expired")
        assert await room.count("case_member") == 0
        assert await room.count("case_read") == 0


async def paid(room: Room, case: str, money: str, amount_fen: int) -> None:
    """The case's first member is paid so much."""
    made = await room.done(f"/funds/{money}/disbursements", draw(case, amount_fen), who="submitter")
    await room.done(f"/disbursements/{made['disbursement_id']}/approve", who="approver")
    await room.done(f"/disbursements/{made['disbursement_id']}/pay", who="payer")


async def test_money_that_comes_back_is_the_cases_to_draw_again(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        case, money = await granted(room, 1, monthly_fen=100), await fund(room, 1_000)
        for amount in (40, 60):
            await paid(room, case, money, amount)
        assert [c["state"] for c in await room.get("/cases")] == ["paid"]
        numbers = [e["number"] for e in await room.get(f"/funds/{money}/entries") if e["kind"] == "pay"]
        back = [(f"/funds/{money}/entries/{n}/reverse", {"reason": "退回"}) for n in numbers]
        assert await room.race(*back, *back, who="x") == {"done": 2, "entry-already-reversed": 2}
        [found] = await room.get("/cases")
        assert (found["state"], found["promised_fen"]) == ("approved", 0)
        await paid(room, case, money, 100)
        assert [c["state"] for c in await room.get("/cases")] == ["paid"]
        assert await room.conn.fetch(*CHECKS["relief"]["case-grants-as-drawn"]()) == []


async def test_rule_30_a_paid_household_is_known_until_its_last_day(serve: Serve) -> None:
    async with serve("relief") as room:
        case = await granted(room, 1, monthly_fen=STANDARD)
        await paid(room, case, await fund(room, STANDARD), STANDARD)
        assert await room.refused(f"/cases/{case}/erase") == (409, "case-still-open")
        second = f"/cases/{(await room.done('/cases', household(1), who='submitter'))['case_id']}"
        await room.done(f"{second}/validate", who="validator")
        assert await room.refused(f"{second}/approve", who="approver") == (422, "household-above-cap")
        past = local_day(now()) - timedelta(days=1)
        await room.conn.execute("update relief_case set starts_on = $1, valid_until = $1 where id = $2", past, case)
        await room.done(f"/cases/{case}/erase")


async def test_who_was_paid_and_what_was_objected_is_forgotten_with_the_case(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await fund(room, 1_000)
        case, other = [await granted(room, *members, monthly_fen=100, noticed=False) for members in ((1, 2), (2, 3))]
        notice = (await room.done(f"/cases/{case}/notice", who="approver"))["notice_id"]
        written = {"text": "他家另有住房出租，请核实。"}
        objection = (await room.done(f"/public/notices/{notice}/objections", written))["objection_id"]
        await room.done(f"/objections/{objection}/decide", {"upheld": False}, who="approver")
        await room.done(f"/cases/{other}/notice", who="approver")
        await room.conn.execute("update notice set opens_on = opens_on - 30, closes_on = closes_on - 30")
        path = f"/funds/{money}/disbursements"
        await paid(room, case, money, 90)
        for of, member in ((case, 2), (other, 1)):
            made = await room.done(path, draw(of, 10, member), who="submitter")
            await room.done(f"/disbursements/{made['disbursement_id']}/reject", who="approver")
        stored = "select encode(fingerprint, 'hex') from person where subject_ref in"
        one = f"{stored} (select payee_ref from disbursement where case_id = '{case}' and state = 'paid')"
        both = f"{stored} (select payee_ref from disbursement where case_id = '{other}')"
        before = [await room.conn.fetchval(sql) for sql in (one, both)]
        past = local_day(now()) - timedelta(days=1)
        await room.conn.execute("update relief_case set starts_on = $1, valid_until = $1", past)
        await sweep(room.app.state.pool, now())
        await room.done(f"/cases/{case}/erase")
        after = [await room.conn.fetchval(sql) for sql in (one, both)]
        assert (before[0] == after[0], before[1] == after[1]) == (False, True)
        answer = await room.http.get(f"/objections/{objection}/text", headers=room.token())
        assert (answer.status_code, answer.json()["code"]) == (404, "case-erased")
        assert await room.count("objection", "wrapped_key is not null or sealed <> ''") == 0
        # The last case that admitted somebody takes the fingerprint with it.
        await room.done(f"/cases/{other}/erase")
        assert await room.conn.fetchval(both) != before[1]
