"""BUS-7, BUS-8: the relay loses and inverts nothing, whatever dies under it, and no neighbour can hold it up."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.kafka import Kafka
from deploy.embedded.postgres import Postgres
from kernel import failpoints, relay, telemetry
from kernel.kafka import ensure_topics
from kernel.migrations import migrate_all
from kernel.relay import Relay
from tests.kit.outbox import aggregates, append, first_occurrences, on_topic, published, relaying, write
from tests.kit.stores import Database, need_postgres

WRITERS, EACH = 8, 60


@pytest.mark.faults
async def test_the_relay_outlives_its_database_and_loses_and_inverts_nothing(home: Path, kafka: Kafka) -> None:
    need_postgres()
    await ensure_topics(kafka.bootstrap)
    server = Postgres(home)
    server.start()
    try:
        server.ensure_databases(["activities"])
        dsn = server.dsn("activities")
        await migrate_all({"activities": server.owner_dsn("activities")})
        places = await aggregates(dsn)
        async with relaying(dsn, kafka.bootstrap) as relay:
            writers = [asyncio.create_task(write(dsn, places, EACH)) for _ in range(WRITERS)]
            for _ in range(4):
                await asyncio.sleep(0.3)  # some load between two kills, not a race that is waited out
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)
                assert not relay.done(), relay
            await asyncio.gather(*writers)
            await published(dsn)
        found = await on_topic(kafka.bootstrap, places)
        connection = await asyncpg.connect(dsn)
        rows = await connection.fetch("select 'organisation/' || id::text as key, seq from organisation")
        last: dict[str, int] = {row["key"]: row["seq"] for row in rows}
        await connection.close()
        assert sum(last.values()) >= WRITERS * EACH
        assert {key: first_occurrences(numbers) for key, numbers in found.items()} == {
            key: list(range(1, seq + 1)) for key, seq in last.items()
        }
    finally:
        server.stop()


async def test_a_send_that_was_not_marked_is_sent_again_in_order(database: Database, kafka: Kafka) -> None:
    await ensure_topics(kafka.bootstrap)
    dsn = database("activities")
    places = await aggregates(dsn)
    await write(dsn, places, 50)
    failpoints.arm("relay.after_ack_before_mark:1:raise")
    try:
        with pytest.raises(failpoints.FailpointReached):
            await Relay(dsn, kafka.bootstrap, "activities").run()
    finally:
        failpoints.arm("")
    async with relaying(dsn, kafka.bootstrap):
        await published(dsn)
    found = await on_topic(kafka.bootstrap, places)
    for numbers in found.values():
        assert len(numbers) == 20, "each event went out twice: acknowledged, not marked, sent again"
        assert first_occurrences(numbers) == list(range(1, 11))


async def test_only_one_relay_leads(database: Database, kafka: Kafka) -> None:
    await ensure_topics(kafka.bootstrap)
    dsn = database("activities")
    places = await aggregates(dsn)
    async with relaying(dsn, kafka.bootstrap), relaying(dsn, kafka.bootstrap):
        await write(dsn, places, 40)
        await published(dsn)
    found = await on_topic(kafka.bootstrap, places)
    assert found == {f"organisation/{place}": list(range(1, 9)) for place in places}


async def test_what_commits_late_under_a_lower_number_is_published_too(database: Database, kafka: Kafka) -> None:
    await ensure_topics(kafka.bootstrap)
    dsn = database("activities")
    early, late, *_ = await aggregates(dsn)
    slow, quick = await asyncpg.connect(dsn), await asyncpg.connect(dsn)
    try:
        async with relaying(dsn, kafka.bootstrap):
            async with slow.transaction():
                # Its number is drawn now; a cursor that has passed it comes back no more.
                await append(slow, early)
                await append(quick, late)
                await published(dsn)
            await published(dsn, deadline=20)
    finally:
        await slow.close()
        await quick.close()
    assert await on_topic(kafka.bootstrap, [early, late]) == {f"organisation/{place}": [1] for place in (early, late)}


async def test_an_open_writer_in_a_neighbour_delays_no_event(database: Database, kafka: Kafka) -> None:
    await ensure_topics(kafka.bootstrap)
    dsn, neighbour = database("activities"), database("relief")
    places = await aggregates(dsn)
    idle = await asyncpg.connect(neighbour)
    transaction = idle.transaction()
    await transaction.start()
    await idle.execute("insert into store (only_row) values (true) on conflict do nothing")
    try:
        async with relaying(dsn, kafka.bootstrap):
            await write(dsn, places, 5)
            await published(dsn, deadline=5)
    finally:
        await transaction.rollback()
        await idle.close()


def senders() -> int:
    """How many producers of this process may still put something on Kafka by themselves."""
    return sum("_sender_routine" in str(task.get_coro()) for task in asyncio.all_tasks())


@pytest.mark.faults
async def test_a_discarded_producer_sends_nothing_behind_the_next_ones_back(
    home: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an old figure follows the newer one onto the compacted topic, and is what a newcomer reads."""
    monkeypatch.setattr("kernel.relay.SEND_DEADLINE_SECONDS", 1.0)
    broker = Kafka(home)
    await asyncio.to_thread(broker.start)
    try:
        await ensure_topics(broker.bootstrap)
        dsn = database("activities")
        places = await aggregates(dsn)
        rebuilds = telemetry.RELAY_REBUILDS._value
        async with relaying(dsn, broker.bootstrap):
            await write(dsn, places, 5)
            await published(dsn)
            broker.kill()
            before = rebuilds.get()
            await write(dsn, places, 5)
            async with asyncio.timeout(30):
                while rebuilds.get() == before or senders() > 0:
                    await asyncio.sleep(0.05)
            await write(dsn, places, 5)
            await asyncio.to_thread(broker.start)
            await published(dsn)
            assert senders() == 1
        found = await on_topic(broker.bootstrap, places)
        assert found == {f"organisation/{place}": [1, 2, 3] for place in places}
    finally:
        broker.stop()


async def test_what_waits_is_found_at_once_however_much_was_published(owned: Database) -> None:
    """The outbox is the archive and is kept (ADR 11): the relay's question must not cost more by the year."""
    connection = await asyncpg.connect(owned("activities"))
    try:
        await connection.execute(
            "insert into outbox (event_id, topic, aggregate, aggregate_seq, type, occurred_at, store_epoch, data,"
            " published_at) select gen_random_uuid(), 'activities.organisations', 'organisation/' || n, 1, 't', now(),"
            " 1, '{}', case when n <= 20000 then now() end from generate_series(1, 20003) n"
        )
        await connection.execute("vacuum analyze outbox")
        plan = json.loads(
            await connection.fetchval("explain (analyze, buffers, format json) " + relay._UNPUBLISHED, relay.WAVE_ROWS)
        )[0]["Plan"]
        assert plan["Actual Rows"] == 3
        assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 20, plan
        options = await connection.fetchval("select reloptions from pg_class where relname = 'outbox'")
        assert "autovacuum_vacuum_scale_factor=0" in options
    finally:
        await connection.close()
