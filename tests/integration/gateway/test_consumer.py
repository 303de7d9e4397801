"""BUS-14: what cannot be applied is parked or waited for, blocks no other record, and never shows what it held."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import pytest
import structlog.testing

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event, to_kafka
from contracts.events.activities import OrganisationRegistered
from deploy.embedded.kafka import Kafka
from gateway.live import LiveFeed
from kernel.consumer import EventConsumer
from kernel.db import Connection, open_pool
from kernel.identifiers import new_id
from kernel.kafka import ConsumerRecord, ensure_topics, partition_of, start_producer
from kernel.parking import Park
from tests.kit.records import records
from tests.kit.stores import Database

TOPIC, PARKED = "activities.organisations", "gateway.parked"
CANARY = "居民张三13800138000"
Row = tuple[bytes, bytes, list[tuple[str, bytes]]]


def aggregate(partition: int) -> UUID:
    """A fresh organisation whose events fall into this partition."""
    while True:
        made = new_id()
        if partition_of(f"organisation/{made}".encode(), CATALOGUE.topics[TOPIC].partitions) == partition:
            return made


def fact(of: UUID, seq: int, name: str = "单位") -> Row:
    data = OrganisationRegistered(organisation_id=str(of), name=name, kind="community", source="demo")
    return to_kafka(
        Event(
            id=str(new_id()), source="/activities", type="activities.organisation-registered.v1",
            time=datetime.now(UTC), subject=f"organisation/{of}", seq=seq, store_epoch=1, data=data,
        )
    )  # fmt: skip


def poison(of: UUID) -> Row:
    """Bytes that are no event, full of what must not be seen."""
    key, _, headers = fact(of, 99)
    return key, f'{{"name": "{CANARY}", '.encode(), headers


async def publish(bootstrap: str, *rows: Row) -> None:
    producer = await start_producer(bootstrap, "test")
    try:
        for key, value, headers in rows:
            await producer.send_and_wait(TOPIC, value, key=key, headers=headers)
    finally:
        await producer.stop()


async def store(conn: Connection, record: ConsumerRecord, event: Event[Any]) -> None:
    """An effect that shows a second time: a row a call, without a guard of its own."""
    await conn.execute("insert into effect values ($1, $2)", event.subject, event.seq)


async def effects(conn: Connection) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in await conn.fetch("select subject, seq from effect order by place")]


async def position(conn: Connection, partition: int) -> int:
    sql = "select coalesce(max(next_offset), 0) from position where topic = $1 and partition = $2"
    return int(await conn.fetchval(sql, TOPIC, partition))


@contextlib.asynccontextmanager
async def consuming(
    dsn: str, bootstrap: str, *, parked: str = PARKED, handle: Any = store
) -> AsyncIterator[asyncio.Task[None]]:
    consumer = EventConsumer(dsn, bootstrap, name="gateway", topics=[TOPIC], parked=parked, handle=handle)
    task = asyncio.create_task(consumer.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def looking(dsn: str) -> AsyncIterator[Connection]:
    """A connection of the test's own, and the table that the effects go to."""
    conn = await asyncpg.connect(dsn)
    await conn.execute(
        "create table effect (subject text not null, seq bigint not null, place bigint generated always as identity)"
    )
    try:
        yield conn
    finally:
        await conn.close()


async def until(condition: Callable[[], Any], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.05)


async def test_a_parked_topic_that_refuses_stops_the_partition_until_it_is_back(
    owned: Database, broker: Kafka, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_topics(broker.bootstrap)
    late = CATALOGUE.parked_topic("gateway")
    absent = type(late)(**{f: getattr(late, f) for f in late.__struct_fields__} | {"name": "test.parked"})
    dsn, sick = owned("gateway"), aggregate(0)
    async with looking(dsn) as conn:
        await publish(broker.bootstrap, fact(sick, 1), poison(sick), fact(sick, 2))
        with structlog.testing.capture_logs() as lines:
            async with consuming(dsn, broker.bootstrap, parked=absent.name) as task:
                await until(lambda: _said(lines, "consumer_broker_lost", 2), 60)
                assert await position(conn, 0) == 0
                assert await effects(conn) == [], "what came before the record waits with it: one transaction"
                assert not task.done()
                monkeypatch.setitem(CATALOGUE.topics, absent.name, absent)
                assert await ensure_topics(broker.bootstrap) == [absent.name]
                await until(lambda: _at(conn, 0, 3), 60)
        assert await effects(conn) == [(f"organisation/{sick}", 1), (f"organisation/{sick}", 2)]
        (record,) = await records(broker.bootstrap, absent.name)
        assert record.value == poison(sick)[1]
        assert CANARY not in str(lines)


async def _said(lines: Any, event: str, times: int) -> bool:
    return bool(sum(line["event"] == event for line in lines) >= times)


async def _at(conn: Connection, partition: int, offset: int) -> bool:
    return await position(conn, partition) == offset


async def test_what_a_handler_parks_is_undone_parked_with_its_reason_and_blocks_no_one(
    owned: Database, broker: Kafka
) -> None:
    await ensure_topics(broker.bootstrap)
    dsn, refused, neighbour, far = owned("gateway"), aggregate(0), aggregate(0), aggregate(1)

    async def handle(conn: Connection, record: ConsumerRecord, event: Event[Any]) -> None:
        await store(conn, record, event)
        if event.subject == f"organisation/{refused}":
            raise Park("not-for-us", "its kind")

    with structlog.testing.capture_logs() as lines:
        async with looking(dsn) as conn, consuming(dsn, broker.bootstrap, handle=handle):
            await publish(broker.bootstrap, fact(refused, 1, CANARY), fact(neighbour, 1), poison(far), fact(far, 1))
            await until(lambda: _at(conn, 0, 2))
            await until(lambda: _at(conn, 1, 2))
            assert sorted(await effects(conn)) == sorted([(f"organisation/{neighbour}", 1), (f"organisation/{far}", 1)])
    parked = {dict(r.headers)["parked-reason"]: r for r in await records(broker.bootstrap, PARKED)}
    assert set(parked) == {b"not-for-us", b"invalid-data"}
    headers = dict(parked[b"not-for-us"].headers)
    assert parked[b"not-for-us"].value == fact(refused, 1, CANARY)[1]
    reported = {name: headers[f"parked-{name}"] for name in ("detail", "topic", "partition", "offset", "by")}
    assert reported == {
        "detail": b"its kind", "topic": TOPIC.encode(), "partition": b"0", "offset": b"0", "by": b"gateway",
    }  # fmt: skip
    assert {"ce_id", "ce_type", "ce_subject"} <= headers.keys(), "its own headers stay"
    # What is put aside is said, where it lies and why, and never what it holds.
    assert [line["reason"] for line in lines if line["event"] == "parked"]
    assert CANARY not in str(lines)
    assert CANARY.encode() not in dict(parked[b"invalid-data"].headers)["parked-detail"]


async def test_a_duplicate_has_one_effect(owned: Database, broker: Kafka) -> None:
    """Sent twice by a relay that was killed, in the same batch, later, and to a consumer that was started again."""
    await ensure_topics(broker.bootstrap)
    dsn, of = owned("gateway"), aggregate(2)
    first, second = fact(of, 1), fact(of, 2)
    async with looking(dsn) as conn:
        async with consuming(dsn, broker.bootstrap):
            await publish(broker.bootstrap, first, first, second)
            await until(lambda: _at(conn, 2, 3))
            await publish(broker.bootstrap, first, second)
            await until(lambda: _at(conn, 2, 5))
        await conn.execute("update position set next_offset = 0")
        async with consuming(dsn, broker.bootstrap):
            await until(lambda: _at(conn, 2, 5))
        assert await effects(conn) == [(f"organisation/{of}", 1), (f"organisation/{of}", 2)]


async def test_a_stream_resumes_after_any_number_without_a_gap(owned: Database, broker: Kafka) -> None:
    """From memory, and from the database by a gateway that was only just started."""
    await ensure_topics(broker.bootstrap)
    dsn, of = owned("gateway"), [aggregate(n % 4) for n in range(8)]
    facts = [fact(place, seq) for seq in (1, 2, 3) for place in of]
    pool = await open_pool(dsn)
    try:
        feed = LiveFeed(pool, dsn, broker.bootstrap)
        consuming_facts = asyncio.create_task(feed.facts.run())
        try:
            await publish(broker.bootstrap, *facts, *facts[:5])
            every = await _first(feed, 0, len(facts))
        finally:
            consuming_facts.cancel()
            await asyncio.gather(consuming_facts, return_exceptions=True)
        again = LiveFeed(pool, dsn, broker.bootstrap)
        await again.load()
        numbers = [number for number, _ in every]
        assert numbers == sorted(set(numbers))
        for after in (0, 6, len(facts) - 1):
            rest = every[after:]
            start = numbers[after - 1] if after else 0
            assert await _first(feed, start, len(rest)) == rest
            assert await _first(again, start, len(rest)) == rest
    finally:
        await pool.close()


async def always() -> bool:
    """No one signs out here."""
    return True


async def _first(feed: LiveFeed, after: int, count: int) -> list[tuple[int, str]]:
    """The next `count` facts of a stream, with their numbers."""
    found: list[tuple[int, str]] = []
    async with asyncio.timeout(30):
        async for piece in feed.stream(after, always):
            for event in filter(None, piece.decode().split("\n\n")):
                fields = dict(line.split(": ", 1) for line in event.split("\n"))
                if fields["event"] == "fact":
                    found.append((int(fields["id"]), fields["data"]))
            if len(found) >= count:
                break
    return found
