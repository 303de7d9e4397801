"""Strangers' objections are looked at and hold no money for ever; those with a sender hold it (art. 33)."""

from __future__ import annotations

from typing import Any

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import fund, granted

TEXT = {"text": "他家另有住房出租，请核实。"}


async def approved(room: Room) -> tuple[str, str]:
    """A noticed case and an approved payment for it; answers the notice's and the payment's path."""
    money, case = await fund(room, 1_000), await granted(room, 1, monthly_fen=100, noticed=False)
    order = {"amount_fen": 60, "purpose": "medical", "case_id": case, "member": 1}
    one = (await room.done(f"/funds/{money}/disbursements", order, who="submitter"))["disbursement_id"]
    await room.done(f"/disbursements/{one}/approve", who="approver")
    notice = (await room.done(f"/cases/{case}/notice", who="approver"))["notice_id"]
    return notice, f"/disbursements/{one}/pay"


async def over(room: Room, days: int) -> None:
    """The window ended so many days ago."""
    await room.conn.execute("update notice set opens_on = current_date - 60, closes_on = current_date - $1::int", days)


async def test_a_stranger_holds_a_payment_until_the_office_looked_and_not_for_ever(serve: Serve) -> None:
    async with serve("relief") as room:
        notice, pay = await approved(room)
        public = f"/public/notices/{notice}/objections"
        sent = [(await room.done(public, TEXT, who="anyone"))["objection_id"] for _ in range(20)]
        assert await room.refused(public, TEXT, who="anyone") == (422, "objections-full")
        await over(room, 1)
        assert await room.refused(pay, who="payer") == (422, "objection-unreviewed")
        aside: dict[str, Any] = {"objection_ids": sent, "reason": "内容雷同，已核实无据"}
        path = f"/notices/{notice}/objections/set-aside"
        assert await room.refused(path, aside, who="submitter") == (403, "objection-decider-is-submitter")
        assert (await room.done(path, aside, who="approver"))["count"] == 20
        assert await room.refused(path, aside, who="approver") == (409, "objection-already-decided")
        assert {one["state"] for one in await room.get("/objections")} == {"set-aside"}
        await room.done(pay, who="payer")


async def test_what_no_officer_looked_at_holds_for_three_working_days_and_stays_on_the_list(serve: Serve) -> None:
    async with serve("relief") as room:
        notice, pay = await approved(room)
        await room.done(f"/public/notices/{notice}/objections", TEXT, who="anyone")
        await over(room, 20)
        await room.done(pay, who="payer")
        [left] = await room.get("/objections")
        assert (left["state"], left["channel"]) == ("open", "public")


async def test_one_that_is_taken_up_or_has_a_sender_holds_until_it_is_decided(serve: Serve) -> None:
    async with serve("relief") as room:
        notice, pay = await approved(room)
        public = f"/public/notices/{notice}/objections"
        stranger = (await room.done(public, TEXT, who="anyone"))["objection_id"]
        resident = (await room.done(public, TEXT, who="resident"))["objection_id"]
        assert await room.refused(public, TEXT, who="resident") == (422, "already-objected")
        counter = (await room.done(f"/notices/{notice}/objections", TEXT, who="operator"))["objection_id"]
        await room.done(f"/objections/{stranger}/take-up", who="approver")
        assert await room.refused(f"/objections/{stranger}/take-up", who="approver") == (
            409,
            "objection-already-decided",
        )
        await over(room, 20)
        mixed = {"objection_ids": [stranger, resident], "reason": "雷同"}
        refused = await room.refused(f"/notices/{notice}/objections/set-aside", mixed, who="approver")
        assert refused == (409, "objection-already-decided")
        for one in (stranger, resident, counter):
            assert await room.refused(pay, who="payer") == (422, "objection-open")
            await room.done(f"/objections/{one}/decide", {"upheld": False}, who="approver")
        await room.done(pay, who="payer")
