"""The statistics beside holes in a log: one that the broker explains is stepped over, a lost partition stops alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from confluent_kafka import TopicPartition as Place
from confluent_kafka.admin import AdminClient

from contracts.catalogue import CATALOGUE
from deploy.access import options
from deploy.embedded.kafka import Kafka
from kernel import gaps, inbox
from kernel.db import Connection, open_pool
from kernel.kafka import ConsumerRecord, TopicPartition, access, ensure_topics, start_consumer
from kernel.parking import Parking
from services.engagement.apply import apply
from services.engagement.lag import LagReader
from services.engagement.storage import CONSUMER
from tests.integration.engagement.test_stream import TOPIC as SESSIONS
from tests.integration.engagement.test_stream import history, worker
from tests.integration.engagement.test_stream import publish as publish_events
from tests.integration.gateway.test_consumer import TOPIC, aggregate, fact, publish, until
from tests.integration.kernel.test_lost_records import in_a_transaction
from tests.kit.stores import Database

LOST = 2


async def read(bootstrap: str) -> list[ConsumerRecord]:
    """Every record of partition 0, as a client gets them: without control records."""
    tp = TopicPartition(TOPIC, 0)
    consumer = await start_consumer(bootstrap, "test")
    try:
        end = (await gaps.held(consumer, [tp]))[tp].end
        consumer.assign([tp])
        consumer.seek(tp, 0)
        found: list[ConsumerRecord] = []
        while await consumer.position(tp) < end:
            found += (await consumer.getmany(tp, timeout_ms=200)).get(tp, [])
        return found
    finally:
        await consumer.stop()


async def ends_at(bootstrap: str, end: int) -> bool:
    """Whether partition 0 ends there."""
    tp = TopicPartition(TOPIC, 0)
    consumer = await start_consumer(bootstrap, "test")
    try:
        return (await gaps.held(consumer, [tp]))[tp].end == end
    finally:
        await consumer.stop()


async def next_offset(conn: Connection, topic: str, partition: int) -> int:
    sql = "select coalesce(max(next_offset), 0) from position where topic = $1 and partition = $2"
    return int(await conn.fetchval(sql, topic, partition))


async def test_a_hole_is_stepped_over_when_the_broker_has_nothing_in_it(database: Database, broker: Kafka) -> None:
    """Between two batches lies a control record; the same hole with a record in it stays a gap, and nothing moves."""
    await ensure_topics(broker.bootstrap)
    tp, of = TopicPartition(TOPIC, 0), aggregate(0)
    in_a_transaction(broker.bootstrap, [fact(of, 1)])
    # A commit is answered before its control record is written.
    await until(lambda: ends_at(broker.bootstrap, 2))
    await publish(broker.bootstrap, *(fact(of, seq) for seq in (2, 3, 4)))
    records = await read(broker.bootstrap)
    assert [r.offset for r in records] == [0, 2, 3, 4]
    parking = Parking(broker.bootstrap, CATALOGUE.parked_topic(CONSUMER).name, CONSUMER)
    pool = await open_pool(database("engagement"))
    try:
        async with pool.acquire() as conn:
            assert await apply(conn, parking, records[:1]) == 1
            with pytest.raises(inbox.OffsetGap) as hole:
                await apply(conn, parking, records[1:2])
            assert (hole.value.position, hole.value.first) == (1, 2)
            assert await gaps.step_over(conn, broker.bootstrap, CONSUMER, tp, 1, 2)
            assert await apply(conn, parking, records[1:2]) == 1
            with pytest.raises(inbox.OffsetGap):
                await apply(conn, parking, records[3:])
            assert not await gaps.step_over(conn, broker.bootstrap, CONSUMER, tp, 3, 4)
            assert await next_offset(conn, TOPIC, 0) == 3
    finally:
        await parking.close()
        await pool.close()


@pytest.mark.faults
async def test_a_lost_partition_stops_alone_and_the_lag_names_it(database: Database, broker: Kafka, home: Path) -> None:
    await ensure_topics(broker.bootstrap)
    await publish_events(broker.bootstrap, history())
    admin = AdminClient(options(broker.bootstrap, access(broker.bootstrap)))
    for done in admin.delete_records([Place(SESSIONS, LOST, 10)]).values():
        done.result(30)
    dsn, reader = database("engagement"), LagReader(broker.bootstrap)
    pool = await open_pool(dsn)
    try:
        with worker(dsn, broker.bootstrap, home) as process:

            async def caught_up() -> bool:
                return not (await reader.read(pool)).partitions

            async def is_marked() -> bool:
                sql = "select lost from position where topic = $1 and partition = $2"
                async with pool.acquire() as conn:
                    return await conn.fetchval(sql, SESSIONS, LOST) is not None

            await until(is_marked, 60)
            await until(caught_up, 60)
            assert process.poll() is None
        (lost,) = (await reader.read(pool)).lost
        assert (lost.topic, lost.partition, lost.how) == (SESSIONS, LOST, "deleted-before-read")
        assert (lost.position, lost.log_starts) == (0, 10)
        async with pool.acquire() as conn:
            assert await next_offset(conn, SESSIONS, LOST) == 0, "nothing behind a part that was never read"
            assert await conn.fetchval("select sum(value) from tally where metric = 'registrations'") > 0
    finally:
        await reader.close()
        await pool.close()
