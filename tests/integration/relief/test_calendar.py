"""A notice of holidays reaches relief: windows for objections get longer, never shorter (ACT-23)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from kernel.announced import keep_notice, working_calendar
from kernel.auth import Caller
from kernel.calendar import Notice
from kernel.commands import Transaction
from services.relief.limits import Limits
from services.relief.notices.publish import publish_notice
from services.relief.reactions import move_windows
from tests.kit.rooms import Serve
from tests.kit.scenes import granted

# Published on Monday 4 January 2027: five working days by weekends end on Monday 11.
PUBLISHED, BY_WEEKENDS = datetime(2027, 1, 4, 2, tzinfo=UTC), date(2027, 1, 11)


@pytest.mark.parametrize(
    ("holidays", "make_up", "closes_on"),
    [
        ([date(2027, 1, 6)], [], date(2027, 1, 12)),
        ([date(2027, 2, 8)], [date(2027, 1, 9), date(2027, 1, 10)], BY_WEEKENDS),
    ],
    ids=["a holiday makes it longer", "make-up days do not make it shorter"],
)
async def test_a_notice_published_before_the_holidays_are_known(
    serve: Serve, holidays: list[date], make_up: list[date], closes_on: date
) -> None:
    async with serve("relief") as room:
        case = UUID(await granted(room, 1, noticed=False))
        tx = Transaction(room.conn, PUBLISHED, Caller("approver", frozenset()))
        noticed = await publish_notice(tx, case, Limits())
        assert (noticed.closes_on, noticed.calendar_announced) == (BY_WEEKENDS, False)
        [shown] = await room.get("/public/notices")
        assert (shown["closes_on"], shown["calendar_announced"]) == (str(BY_WEEKENDS), False)

        before = await working_calendar(room.conn)
        await keep_notice(room.conn, Notice(2027, frozenset(holidays), frozenset(make_up)), "国办", PUBLISHED, None)
        await move_windows(room.conn, before, await working_calendar(room.conn), limits=Limits())
        [shown] = await room.get("/public/notices")
        assert (shown["closes_on"], shown["calendar_announced"]) == (str(closes_on), True)
