"""ACT-24: a session lies ahead, in the venue's open hours, where no other session is; or a reason is kept with it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

from kernel.calendar import SHANGHAI
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import activity, at, ident, now

HOURS = [{"days": days, "opens": "09:00", "closes": "17:00"} for days in ("working", "rest")]


def tomorrow(hour: int, days: int = 1) -> datetime:
    day = now().astimezone(SHANGHAI) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


async def outcome(room: Room, of: str, starts: datetime, hours: int = 2, **more: Any) -> str:
    """`done`, or the code of the refusal."""
    times = {"starts_at": at(starts), "ends_at": at(starts + timedelta(hours=hours))}
    answer = await room.post(f"/activities/{of}/sessions", {"venue_id": ident("venue"), "capacity": 5, **times, **more})
    return "done" if answer.status_code == 201 else str(answer.json()["code"])


async def test_act_24_a_session_is_ahead_open_and_alone_or_has_a_reason(serve: Serve) -> None:
    async with serve("activities") as room:
        of = await activity(room)
        # Without hours entered, the venue's hours are not known, and nothing is refused for them.
        assert await outcome(room, of, tomorrow(2)) == "done"
        await room.done(f"/venues/{ident('venue')}/schedule", {"from_day": "2020-01-01", "hours": HOURS})
        assert await outcome(room, of, now() - timedelta(hours=1)) == "session-in-the-past"
        for hour, lasts in ((8, 2), (16, 2), (22, 4)):
            assert await outcome(room, of, tomorrow(hour, 2), lasts) == "venue-closed-then"
        assert await outcome(room, of, tomorrow(9, 2), 8) == "done"
        assert await outcome(room, of, tomorrow(10, 2), 1) == "venue-taken-then"
        # One that begins when the other ends meets nothing.
        assert await outcome(room, of, tomorrow(9, 3)) == await outcome(room, of, tomorrow(11, 3)) == "done"
        before = await room.count("session")
        assert await outcome(room, of, tomorrow(10, 2), 1, despite="the hall has two rooms") == "done"
        assert await outcome(room, of, now() - timedelta(days=1), despite="entered from paper") == "done"
        assert await room.count("session") == before + 2
        kept = await room.conn.fetch("select despite from session where despite is not null order by 1")
        assert [row["despite"] for row in kept] == ["entered from paper", "the hall has two rooms"]


async def test_act_24_a_closure_counts_where_no_hours_are_known(serve: Serve) -> None:
    async with serve("activities") as room:
        of, day = await activity(room), str(tomorrow(9, 4).date())
        await room.done(f"/venues/{ident('venue')}/closures", {"from_day": day, "to_day": day, "reason": "消防检查"})
        assert await outcome(room, of, tomorrow(9, 4)) == "venue-closed-then"
        assert await outcome(room, of, tomorrow(9, 5)) == "done"


async def test_act_24_of_two_at_once_one_finds_the_place_taken(serve: Serve) -> None:
    async with serve("activities") as room:
        of = await activity(room)
        found = await asyncio.gather(*(outcome(room, of, tomorrow(10)) for _ in range(5)))
        assert sorted(found) == ["done", *["venue-taken-then"] * 4]


async def test_what_is_different_at_the_venues_is_listed_for_a_week(serve: Serve) -> None:
    async with serve("activities") as room:
        await activity(room)
        for day in ("2026-12-01", "2026-12-07", "2026-12-08"):
            body = {"from_day": "2026-12-01", "to_day": day, "reason": day}
            await room.done(
                f"/venues/{ident('venue')}/closures", body | ({"from_day": day} if day > "2026-12-07" else {})
            )
        asked = {"from": "2026-12-02", "to": "2026-12-08"}
        (found,) = await room.get("/venue-exceptions", **asked)
        assert (found["venue_id"], found["to_day"], found["kind"]) == (ident("venue"), "2026-12-07", "closure")
        assert await room.get("/venue-exceptions", **asked, after=found["exception_id"]) == []
