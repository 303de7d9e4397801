"""A notice of holidays moves the last days of what is open, by as many days as it changes (ACT-23)."""

from __future__ import annotations

from datetime import date

from kernel.calendar import PACKAGED, Notice, WorkingCalendar
from services.inspections.reactions import move_deadlines
from tests.kit.rooms import Serve
from tests.kit.scenes import finding, published, received

NOTICE = Notice(2027, frozenset({date(2027, 1, 4), date(2027, 1, 5)}), frozenset())


async def test_a_disposal_counted_before_the_notice_gets_its_holidays_back(serve: Serve) -> None:
    async with serve("inspections") as room:
        await published(room)
        # Five working days after Tuesday 29 December 2026, by weekends.
        await room.conn.execute("update disposal set due_on = $1", date(2027, 1, 6))
        await move_deadlines(room.conn, PACKAGED, PACKAGED)
        assert await room.conn.fetchval("select due_on from disposal") == date(2027, 1, 6)
        known = WorkingCalendar.of([NOTICE])
        await move_deadlines(room.conn, PACKAGED, known)
        assert await room.conn.fetchval("select due_on from disposal") == date(2027, 1, 8)
        await move_deadlines(room.conn, known, known)
        assert await room.conn.fetchval("select due_on from disposal") == date(2027, 1, 8)


async def test_a_finding_gets_the_holidays_of_its_days_until_publication_back(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await received(room)
        await room.done(f"/samples/{made}/result", finding("qualified"), who="analyst")
        # Twenty working days after Friday 18 December 2026, by weekends.
        await room.conn.execute("update sample set publish_due = $1", date(2027, 1, 15))
        await move_deadlines(room.conn, PACKAGED, WorkingCalendar.of([NOTICE]))
        assert await room.conn.fetchval("select publish_due from sample") == date(2027, 1, 19)


async def test_a_finding_that_was_sent_back_gets_them_too(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await received(room)
        await room.done(f"/samples/{made}/result", finding("qualified"), who="analyst")
        await room.done(f"/samples/{made}/return", {"reason": "单位写错"}, who="verifier")
        await room.conn.execute("update sample set publish_due = $1", date(2027, 1, 15))
        await move_deadlines(room.conn, PACKAGED, WorkingCalendar.of([NOTICE]))
        assert await room.conn.fetchval("select publish_due from sample") == date(2027, 1, 19)
