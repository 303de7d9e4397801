"""The office enters each year's notice of holidays; until then a year is worked out by its weekends (ACT-23)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from kernel.announced import working_calendar
from services.activities.venues.queries import list_venues
from tests.kit.rooms import Room, Serve

NOTICE: dict[str, Any] = {
    "holidays": ["2026-12-31", "2027-01-01", "2027-01-04"],
    "make_up_days": ["2027-01-10"],
    "document": "国办发明电〔2026〕9号",
}


async def hours_at(room: Room, *day: int) -> tuple[list[str] | None, bool]:
    """Closing times of the only venue at ten in the morning of a day, and whether they rest on a notice."""
    now = datetime(*day, 2, tzinfo=UTC)  # type: ignore[arg-type,misc]  # ten o'clock in Shanghai
    [venue] = await list_venues(room.conn, now, limit=10)
    hours = None if venue.today is None else [str(one.closes) for one in venue.today]
    return hours, venue.calendar_announced


async def test_a_year_without_a_notice_has_hours_and_the_notice_corrects_them(serve: Serve) -> None:
    async with serve("activities") as room:
        venue = (await room.done("/venues", {"name": "驿站", "kind": "service-station"}))["venue_id"]
        hours = [{"days": d, "opens": "09:00", "closes": c} for d, c in (("working", "18:00"), ("rest", "12:00"))]
        await room.done(f"/venues/{venue}/schedule", {"from_day": "2026-01-01", "hours": hours})
        assert await hours_at(room, 2026, 12, 31) == (["18:00:00"], True)
        assert await hours_at(room, 2027, 1, 4) == (["18:00:00"], False)  # a Monday
        assert await hours_at(room, 2027, 1, 10) == (["12:00:00"], False)  # a Sunday
        assert (await room.get("/public/working-calendar"))["first_unannounced"] == "2027-01-01"

        reported = await room.done("/working-calendar/2027", NOTICE)
        assert reported["make_up_days"] == ["2027-01-10"]
        assert await hours_at(room, 2026, 12, 31) == (["12:00:00"], True)
        assert await hours_at(room, 2027, 1, 4) == (["12:00:00"], True)
        assert await hours_at(room, 2027, 1, 10) == (["18:00:00"], True)
        found = await room.get("/public/working-calendar")
        assert found["first_unannounced"] == "2028-01-01"
        assert [notice["document"] for notice in found["notices"]] == [NOTICE["document"]]

        await room.done("/working-calendar/2027", NOTICE | {"holidays": ["2027-01-01"]})
        assert await hours_at(room, 2027, 1, 4) == (["18:00:00"], True)
        told_twice = [(1, "working-calendar-announced"), (2, "working-calendar-announced")]
        assert await room.events("calendar/2027") == told_twice


async def test_a_notice_that_cannot_be_right_is_refused_and_changes_nothing(serve: Serve) -> None:
    async with serve("activities") as room:
        for change, code in (
            ({"holidays": ["2028-01-01"]}, "calendar-day-outside-year"),
            ({"holidays": ["2026-11-30"]}, "calendar-day-outside-year"),
            ({"make_up_days": ["2027-01-05"]}, "calendar-make-up-on-weekday"),
            ({"make_up_days": ["2027-01-10", "2027-01-10"]}, "calendar-day-twice"),
            ({"holidays": ["2027-01-10"]}, "calendar-day-twice"),
            ({"holidays": []}, "invalid-request"),
        ):
            assert await room.refused("/working-calendar/2027", NOTICE | change) == (422, code), change
        assert (await room.refused("/working-calendar/1999", NOTICE))[0] == 422
        assert not (await working_calendar(room.conn)).is_announced(date(2027, 1, 1).year)
