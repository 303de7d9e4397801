"""The working calendar as this room's database knows it: the notices the office entered, and how far they reach.

Each room keeps its own copy. `activities` writes it by command and publishes it; the others take it from the topic.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event
from contracts.events.activities import WorkingCalendarAnnounced
from kernel import telemetry
from kernel.calendar import Notice, WorkingCalendar, local_day
from kernel.consumer import EventConsumer
from kernel.db import DATABASE_AWAY, Connection, Pool
from kernel.kafka import ConsumerRecord
from kernel.settings import ProcessSettings

MEASURE_SECONDS = 60
# What a room does with days it derived, within the transaction that takes the notice up: calendar before, and after.
Corrects = Callable[[Connection, WorkingCalendar, WorkingCalendar], Awaitable[None]]

_LOAD = "select year, holidays, make_up from working_calendar order by year"
# The aggregate's sequence: who enters a notice for the same year at the same time waits here.
_KEEP = """
insert into working_calendar (year, holidays, make_up, source, announced_at, entered_by, seq)
values ($1, $2, $3, $4, $5, $6, 1)
on conflict (year) do update set holidays = $2, make_up = $3, source = $4, announced_at = $5, entered_by = $6,
    seq = working_calendar.seq + 1
returning seq
"""


async def working_calendar(conn: Connection) -> WorkingCalendar:
    """The calendar that holds in this database now."""
    rows = await conn.fetch(_LOAD)
    return WorkingCalendar.of(Notice(r["year"], frozenset(r["holidays"]), frozenset(r["make_up"])) for r in rows)


async def keep_notice(conn: Connection, notice: Notice, source: str, at: datetime, entered_by: str | None) -> int:
    """Store a year's notice in place of an earlier one; answers how often this year was announced."""
    seq: int = await conn.fetchval(
        _KEEP, notice.year, sorted(notice.holidays), sorted(notice.make_up), source, at, entered_by
    )
    return seq


async def measure_calendar(pool: Pool) -> None:
    """Every minute, say how many days are left until the first of which no notice is known."""
    while True:
        with contextlib.suppress(*DATABASE_AWAY):
            async with pool.acquire() as conn:
                today, known = local_day(datetime.now(UTC)), await working_calendar(conn)
            telemetry.CALENDAR_DAYS.set((known.first_unannounced(today) - today).days)
        await asyncio.sleep(MEASURE_SECONDS)


def follow_calendar(
    room: str, settings: ProcessSettings, corrects: Corrects
) -> Callable[[Pool], Coroutine[Any, Any, None]]:
    """A part that takes up each notice that `activities` publishes and lets `corrects` mend what was derived."""

    async def take_up(conn: Connection, _: ConsumerRecord, event: Event[Any]) -> None:
        if not isinstance(event.data, WorkingCalendarAnnounced):
            return
        before = await working_calendar(conn)
        await keep_notice(conn, _notice(event.data), event.data.document, event.data.announced_at, None)
        await corrects(conn, before, await working_calendar(conn))

    async def calendar_reaction(_: Pool) -> None:
        topics = [topic.name for topic in CATALOGUE.consumed_by(room)]
        parked = CATALOGUE.parked_topic(room).name
        await EventConsumer(
            settings.database_url, settings.kafka, name=room, topics=topics, parked=parked, handle=take_up
        ).run()

    return calendar_reaction


def _notice(data: WorkingCalendarAnnounced) -> Notice:
    return Notice(data.year, frozenset(data.holidays), frozenset(data.make_up_days))
