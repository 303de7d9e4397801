"""Writers into one room's outbox, its relay, and what of it lies on the topic."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import asyncpg

from contracts.events.activities import OrganisationRegistered
from kernel import outbox
from kernel.db import DATABASE_AWAY
from kernel.identifiers import new_id
from kernel.relay import Relay
from tests.kit.records import records

TOPIC = "activities.organisations"
AGGREGATES = 5


async def aggregates(dsn: str) -> list[UUID]:
    """Rows whose `seq` the writers take turns on."""
    connection = await asyncpg.connect(dsn)
    made = [new_id() for _ in range(AGGREGATES)]
    for number, identifier in enumerate(made):
        await connection.execute(
            "insert into organisation (id, name, kind, source, registered_at, seq)"
            " values ($1, $2, 'community', 'demo', now(), 0)",
            identifier,
            f"单位{number}",
        )
    await connection.close()
    return made


async def write(dsn: str, places: list[UUID], count: int) -> None:
    """Commit `count` events, however often the database goes away meanwhile; each is committed once or not at all."""
    written = 0
    connection: asyncpg.Connection[asyncpg.Record] | None = None
    while written < count:
        try:
            if connection is None:
                connection = await asyncpg.connect(dsn, timeout=5)
            await append(connection, places[written % len(places)])
            written += 1
        except DATABASE_AWAY:
            with contextlib.suppress(*DATABASE_AWAY):
                if connection is not None:
                    connection.terminate()
            connection = None
            await asyncio.sleep(0.05)
    assert connection is not None
    await connection.close()


async def append(connection: asyncpg.Connection[asyncpg.Record], place: UUID) -> None:
    """Commit one event of `place`."""
    async with connection.transaction():
        seq = await connection.fetchval("update organisation set seq = seq + 1 where id = $1 returning seq", place)
        fact = OrganisationRegistered(organisation_id=str(place), name="单位", kind="community", source="demo")
        await outbox.append(connection, fact, aggregate=f"organisation/{place}", seq=seq, at=datetime.now(UTC))


async def on_topic(bootstrap: str, places: list[UUID]) -> dict[str, list[int]]:
    """The sequence numbers of each of these aggregates, as they lie on the topic."""
    wanted = {f"organisation/{place}" for place in places}
    found: dict[str, list[int]] = {}
    for record in await records(bootstrap, TOPIC):
        if record.key.decode() in wanted:
            found.setdefault(record.key.decode(), []).append(int(dict(record.headers)["ce_aggregateseq"]))
    return found


async def published(dsn: str, deadline: float = 60) -> None:
    """Wait until nothing is left to publish."""
    async with asyncio.timeout(deadline):
        while True:
            with contextlib.suppress(*DATABASE_AWAY):
                connection = await asyncpg.connect(dsn, timeout=5)
                left = await connection.fetchval("select count(*) from outbox where published_at is null")
                await connection.close()
                if left == 0:
                    return
            await asyncio.sleep(0.05)


def first_occurrences(numbers: list[int]) -> list[int]:
    """The numbers as a reader that drops what it has seen gets them."""
    return list(dict.fromkeys(numbers))


@contextlib.asynccontextmanager
async def relaying(dsn: str, bootstrap: str) -> AsyncIterator[asyncio.Task[None]]:
    """A relay for as long as the block runs."""
    task = asyncio.create_task(Relay(dsn, bootstrap, "activities").run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
