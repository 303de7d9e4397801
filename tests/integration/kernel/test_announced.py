"""A notice on the topic is taken up by each room that follows it, once, and what was derived is corrected."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import asyncpg

from contracts.envelope import Event, to_kafka
from contracts.events.activities import WorkingCalendarAnnounced
from kernel import keys as key_files
from kernel.announced import working_calendar
from kernel.db import Connection
from kernel.identifiers import new_id
from kernel.kafka import ensure_topics, start_producer
from kernel.settings import RoomSettings
from tests.kit.stores import Broker, Database

HOLIDAY, WORKED = date(2091, 2, 5), date(2091, 2, 4)  # a Monday and the Sunday before


async def publish(bootstrap: str, *holidays: date, seq: int, twice: bool = False) -> None:
    """Tell of the year 2091, as `activities` does."""
    now = datetime.now(UTC)
    data = WorkingCalendarAnnounced(
        year=2091, holidays=list(holidays), make_up_days=[WORKED], document="国办", announced_at=now
    )
    event = Event(
        id=str(new_id()), source="/activities", type="activities.working-calendar-announced.v1", time=now,
        subject="calendar/2091", seq=seq, store_epoch=1, data=data,
    )  # fmt: skip
    key, value, headers = to_kafka(event)
    producer = await start_producer(bootstrap, "test")
    try:
        for _ in range(1 + twice):
            await producer.send_and_wait("activities.calendars", value, key=key, headers=headers)
    finally:
        await producer.stop()


@contextlib.asynccontextmanager
async def running(room: str, dsn: str, bootstrap: str, keys: Path) -> AsyncIterator[Connection]:
    """The room's process with its reaction; a connection to look."""
    settings = RoomSettings(
        database_url=dsn, kafka=bootstrap, port=0, token_keys=keys / key_files.PUBLIC_KEYS,
        person_key=keys / key_files.PERSON_KEY, sealing_key=keys / key_files.SEALING_KEY,
    )  # fmt: skip
    app = import_module(f"services.{room}.app").create_app(settings)
    conn = await asyncpg.connect(dsn)
    try:
        async with app.router.lifespan_context(app):
            yield conn
    finally:
        await conn.close()


async def test_both_rooms_take_a_notice_up_once_and_its_correction(
    kafka: Broker, database: Database, keys: Path
) -> None:
    await ensure_topics(kafka.bootstrap)
    await publish(kafka.bootstrap, HOLIDAY, seq=1, twice=True)
    async with contextlib.AsyncExitStack() as stack:
        rooms = [
            await stack.enter_async_context(running(room, database(room), kafka.bootstrap, keys))
            for room in ("inspections", "relief")
        ]
        for conn in rooms:
            await until_announced(conn, 1)
            known = await working_calendar(conn)
            assert (known.is_working_day(HOLIDAY), known.is_working_day(WORKED)) == (False, True)
        await publish(kafka.bootstrap, seq=2)
        for conn in rooms:
            await until_announced(conn, 2)
            assert (await working_calendar(conn)).is_working_day(HOLIDAY)
            # One row a year, changed once an event: the duplicate had no effect.
            assert await conn.fetchval("select seq from working_calendar where year = 2091") == 2


async def until_announced(conn: Connection, seq: int) -> None:
    """Wait until the room has taken up so many notices of 2091."""
    async with asyncio.timeout(60):
        while (await conn.fetchval("select max(seq) from working_calendar where year = 2091") or 0) < seq:
            await asyncio.sleep(0.05)
