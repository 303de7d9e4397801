"""No record ends a process: whatever is on a topic is applied or parked, by every reader's real handler (rule 7)."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUE
from gateway.live import FIGURES_TOPIC, TOPICS, LiveFeed, fact_of
from gateway.storage import SQL
from kernel import telemetry
from kernel.db import Connection, open_pool
from kernel.kafka import ConsumerRecord, TopicPartition, ensure_topics
from kernel.parking import Parking
from services.engagement.apply import apply
from services.engagement.revise import revise
from services.engagement.storage import CONSUMER, DIMENSIONS, statistics
from tests.kit.examples import examples
from tests.kit.nearly import nearly
from tests.kit.stores import Broker, Database

FOLLOWED = tuple(topic.name for topic in CATALOGUE.consumed_by(CONSUMER))
EXAMPLES = examples(40)
POSITION = """
insert into position (consumer, topic, partition, next_offset) values ($1, $2, 0, $3)
on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset
"""
Records = list[ConsumerRecord]


async def every(topics: tuple[str, ...], check: Callable[[Records], Coroutine[Any, Any, None]]) -> None:
    """Run `check` on many lists of records, in this loop: what it uses belongs to it."""
    loop = asyncio.get_running_loop()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(nearly(topics), min_size=1, max_size=25))
    def run(found: Records) -> None:
        asyncio.run_coroutine_threadsafe(check(found), loop).result()

    await asyncio.to_thread(run)


def by_topic(found: Records) -> list[Records]:
    """As they would arrive: what came of one topic together, in order."""
    ordered = sorted(found, key=lambda r: (r.topic, r.offset))
    return [list(group) for _, group in itertools.groupby(ordered, key=lambda r: r.topic)]


def parked() -> float:
    samples = [sample for metric in telemetry.PARKED.collect() for sample in metric.samples]
    return sum(sample.value for sample in samples if sample.name.endswith("_total"))


async def test_the_statistics_apply_or_park_every_record(database: Database, kafka: Broker) -> None:
    await ensure_topics(kafka.bootstrap)
    conn = await asyncpg.connect(database("engagement"))
    parking = Parking(kafka.bootstrap, CATALOGUE.parked_topic(CONSUMER).name, CONSUMER)

    async def check(found: Records) -> None:
        for batch in by_topic(found):
            await conn.execute(POSITION, CONSUMER, batch[0].topic, batch[0].offset)
            before = parked()
            applied = await apply(conn, parking, batch)
            assert applied + parked() - before == len(batch)
            assert await position(conn, CONSUMER, batch[0].topic) == batch[-1].offset + 1
        # What was applied is counted and published: the next reader of it must not end by it either.
        while await revise(conn, datetime.now(UTC)):
            pass
        for dimension in DIMENSIONS:
            await statistics(conn, "day", dimension, date(1999, 12, 27), date(2101, 1, 3))

    try:
        await every(FOLLOWED, check)
    finally:
        await parking.close()
        await conn.close()


async def test_the_live_feed_applies_or_parks_every_record(database: Database, kafka: Broker) -> None:
    await ensure_topics(kafka.bootstrap)
    dsn = database("gateway")
    pool = await open_pool(dsn)
    feed = LiveFeed(pool, dsn, kafka.bootstrap)
    conn = await asyncpg.connect(dsn)

    async def check(found: Records) -> None:
        for batch in by_topic(found):
            await conn.execute(POSITION, "gateway", batch[0].topic, batch[0].offset)
            before = parked(), await conn.fetchval("select count(*) from fact")
            tp = TopicPartition(batch[0].topic, 0)
            await feed.facts._apply(conn, {tp: batch[0].offset}, tp, batch)
            stored = await conn.fetchval("select count(*) from fact") - before[1]
            assert stored + parked() - before[0] == len(batch)
        for row in await conn.fetch(*SQL["facts-after"](feed_id=0, limit=100_000)):
            fact_of(row)

    try:
        await every(TOPICS, check)
    finally:
        await feed.facts._parking.close()
        await conn.close()
        await pool.close()


async def test_the_live_figures_take_or_park_every_record(database: Database, kafka: Broker) -> None:
    await ensure_topics(kafka.bootstrap)
    dsn = database("gateway")
    pool = await open_pool(dsn)
    feed = LiveFeed(pool, dsn, kafka.bootstrap)
    wrong = 0

    async def check(found: Records) -> None:
        nonlocal wrong
        for record in found:
            before = parked()
            await feed.figures._one(record)
            kind = dict(record.headers).get("ce_type", b"").decode()
            if kind not in CATALOGUE.topics[FIGURES_TOPIC].events:
                assert parked() == before + 1
                wrong += 1

    try:
        await every((FIGURES_TOPIC,), check)
        assert wrong
    finally:
        await feed.figures._parking.close()
        await pool.close()


async def position(conn: Connection, consumer: str, topic: str) -> int:
    sql = "select next_offset from position where consumer = $1 and topic = $2"
    return int(await conn.fetchval(sql, consumer, topic))


def test_every_reader_of_events_is_here() -> None:
    """Who adds a reader to the catalogue adds it above."""
    readers = {name for topic in CATALOGUE.topics.values() for name in topic.consumers if not topic.parked}
    # The rooms follow one topic of announcements through the gateway's kind of consumer (kernel.announced).
    assert readers == {"gateway", CONSUMER, "inspections", "relief"}
