"""Gaps: what the broker explains is none; what it lost is an alarm, stops no other partition, and comes again once."""

from __future__ import annotations

from collections.abc import Sequence

import asyncpg
from confluent_kafka import Producer, TopicPartition
from confluent_kafka.admin import AdminClient

from contracts.events.activities import OrganisationRegistered
from deploy.access import options
from deploy.embedded.kafka import Kafka
from kernel import outbox, telemetry, timeline
from kernel.db import Connection
from kernel.kafka import access, ensure_topics
from kernel.relay import Relay
from tests.integration.gateway.test_consumer import (
    TOPIC,
    Row,
    _at,
    aggregate,
    consuming,
    effects,
    fact,
    looking,
    position,
    publish,
    until,
)
from tests.kit.stores import Database


def in_a_transaction(bootstrap: str, rows: Sequence[Row], *, commit: bool = True) -> None:
    producer = Producer(
        options(bootstrap, access(bootstrap)) | {"transactional.id": "test", "partitioner": "murmur2_random"}
    )
    producer.init_transactions(30)
    producer.begin_transaction()
    for key, value, headers in rows:
        producer.produce(TOPIC, value, key, headers=headers)
    producer.commit_transaction(30) if commit else producer.abort_transaction(30)


def lost(partition: int) -> float:
    return float(telemetry.RECORDS_LOST.labels("gateway", TOPIC, str(partition))._value.get())


async def test_a_control_record_is_no_gap(owned: Database, broker: Kafka) -> None:
    """In the middle, and at the end, where nothing ever comes behind it."""
    await ensure_topics(broker.bootstrap)
    dsn, of = owned("gateway"), aggregate(0)
    in_a_transaction(broker.bootstrap, [fact(of, 1)])
    await publish(broker.bootstrap, fact(of, 2))
    in_a_transaction(broker.bootstrap, [fact(of, 3)])
    async with looking(dsn) as conn, consuming(dsn, broker.bootstrap):
        await until(lambda: _at(conn, 0, 5))
        assert await effects(conn) == [(f"organisation/{of}", seq) for seq in (1, 2, 3)]
        assert lost(0) == 0


async def test_records_deleted_before_they_were_read_come_again_and_count_once(owned: Database, broker: Kafka) -> None:
    await ensure_topics(broker.bootstrap)
    gateway, room, of, other = owned("gateway"), owned("activities"), aggregate(0), aggregate(1)
    relay = Relay(room, broker.bootstrap, "activities")
    owner = await asyncpg.connect(room)
    try:
        async with looking(gateway) as conn:
            await announce(owner, of, 1)
            await relay.publish(owner, await unpublished(owner))
            async with consuming(gateway, broker.bootstrap):
                await until(lambda: _at(conn, 0, 1))
            for seq in (2, 3):
                await announce(owner, of, seq)
            await relay.publish(owner, await unpublished(owner))
            admin = AdminClient(options(broker.bootstrap, access(broker.bootstrap)))
            for done in admin.delete_records([TopicPartition(TOPIC, 0, 3)]).values():
                done.result(30)
            async with consuming(gateway, broker.bootstrap) as task:
                await publish(broker.bootstrap, fact(other, 1))
                # The other partition goes on; this one stands still, and says so.
                await until(lambda: _at(conn, 1, 1))
                assert (await position(conn, 0), lost(0), task.done()) == (1, 1, False)
            assert await conn.fetchval("select lost from position where topic = $1 and partition = 0", TOPIC) == (
                "deleted-before-read"
            )
            assert await timeline.resume({"gateway": gateway, "activities": room}, broker.bootstrap) == 2
            await relay.publish(owner, await unpublished(owner))
            async with consuming(gateway, broker.bootstrap):
                await until(lambda: _at(conn, 0, 5))
            assert [seq for subject, seq in await effects(conn) if subject == f"organisation/{of}"] == [1, 2, 3]
            assert lost(0) == 0
    finally:
        await relay._discard_producer()
        await owner.close()


async def test_a_log_that_ends_before_the_position_is_lost_also_when_it_grows_past_it(
    owned: Database, broker: Kafka
) -> None:
    """A broker's disk was lost under kept databases: the position is of another log."""
    await ensure_topics(broker.bootstrap)
    dsn, of = owned("gateway"), aggregate(0)
    async with looking(dsn) as conn:
        await publish(broker.bootstrap, fact(of, 1))
        async with consuming(dsn, broker.bootstrap):
            await until(lambda: _at(conn, 0, 1))
        await conn.execute("update position set next_offset = 3 where topic = $1 and partition = 0", TOPIC)
        async with consuming(dsn, broker.bootstrap):
            await until(lambda: _marked(conn))
        await publish(broker.bootstrap, *(fact(of, seq) for seq in (2, 3, 4, 5)))
        async with consuming(dsn, broker.bootstrap):
            await until(lambda: _at(conn, 1, 0))
            assert await position(conn, 0) == 3
        assert len(await effects(conn)) == 1, "nothing behind a part that was never read"


async def _marked(conn: Connection) -> bool:
    how = await conn.fetchval("select lost from position where topic = $1 and partition = 0", TOPIC)
    return how == "log-ends-before-position" and lost(0) == 1


async def announce(conn: Connection, of: object, seq: int) -> None:
    data = OrganisationRegistered(organisation_id=str(of), name="单位", kind="community", source="demo")
    async with conn.transaction():
        now = await conn.fetchval("select now()")
        await outbox.append(conn, data, aggregate=f"organisation/{of}", seq=seq, at=now)


async def unpublished(conn: Connection) -> list[asyncpg.Record]:
    return list(await conn.fetch("select * from outbox where published_at is null order by id"))
