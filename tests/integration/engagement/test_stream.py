"""The real Faust worker on a real broker: exact under kill -9, duplicates and poison (BUS-12, BUS-13)."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

from contracts.envelope import Event, to_kafka
from contracts.events.activities import RegistrationConfirmed
from contracts.record import Record
from deploy.embedded.kafka import Kafka
from deploy.embedded.places import REPOSITORY, kept_port
from kernel.identifiers import new_id
from kernel.kafka import TopicPartition, access, ensure_topics, start_consumer, start_producer
from kernel.keys import PUBLIC_KEYS, ensure_keys
from services.engagement.storage import statistics
from tests.kit.records import records
from tests.kit.stores import Database, running_kafka

TOPIC, PARKED = "activities.sessions", "engagement.parked"
SESSIONS, EACH = 40, 60
START = datetime(2021, 6, 1, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def broker() -> Iterator[Kafka]:
    """A broker of this module's own: what other tests published would be counted as well."""
    with running_kafka() as own:
        yield own


@contextmanager
def worker(dsn: str, bootstrap: str, home: Path, failpoint: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """`jiayuan serve engagement-stream` as it really runs; killed at the end however it fares."""
    ensure_keys(home / "keys")
    environment = (
        os.environ
        | access(bootstrap).environment()
        | {
            "JIAYUAN_DATABASE_URL": dsn,
            "JIAYUAN_KAFKA": bootstrap,
            "JIAYUAN_PORT": str(kept_port(home, "worker")),
            "JIAYUAN_TOKEN_KEYS": str(home / "keys" / PUBLIC_KEYS),
            "JIAYUAN_FAILPOINT": failpoint,
            "PYTHONPATH": str(REPOSITORY),
        }
    )
    with (home / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "serve", "engagement-stream"],
            cwd=home, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()


def history() -> list[Event[Record]]:
    """Registrations of many sessions, in an order that keeps each session's own."""
    chance = random.Random(7)
    events: list[Event[Record]] = []
    for session in [str(new_id()) for _ in range(SESSIONS)]:
        for seq in range(1, EACH + 1):
            at = START + timedelta(hours=chance.randrange(24 * 60))
            data = RegistrationConfirmed(
                session_id=session, registration_id=str(new_id()), activity_id=session, venue_id=session,
                organisation_id=session, programme="suishenxue", session_starts_at=at, channel="self", registered_at=at,
                subject_ref=f"018f3c1e-0000-7000-8000-{chance.randrange(500):012x}",
            )  # fmt: skip
            events.append(
                Event(
                    id=str(new_id()),
                    source="/activities",
                    type="activities.registration-confirmed.v1",
                    time=datetime.now(UTC),
                    subject=f"session/{session}",
                    seq=seq,
                    store_epoch=1,
                    data=data,
                )
            )
    return events


async def publish(bootstrap: str, events: list[Event[Record]], poison_every: int = 0) -> int:
    """Put events on the topic, now and then one twice, as a killed relay would; answers the poison records put in."""
    producer = await start_producer(bootstrap, "test")
    chance, poison = random.Random(3), 0
    try:
        for number, event in enumerate(events, 1):
            key, value, headers = to_kafka(event)
            for _ in range(2 if chance.random() < 0.05 else 1):
                await producer.send(TOPIC, value, key=key, headers=headers)
            if poison_every and number % poison_every == 0:
                await producer.send(TOPIC, b"{not json", key=key, headers=headers)
                poison += 1
        await producer.flush()
    finally:
        await producer.stop()
    return poison


async def applied(dsn: str, expected: int, deadline: float = 90) -> None:
    """Wait until that many registrations are counted."""
    connection = await asyncpg.connect(dsn)
    try:
        async with asyncio.timeout(deadline):
            while await registrations(connection) < expected:
                await asyncio.sleep(0.05)
    finally:
        await connection.close()


async def registrations(connection: asyncpg.Connection[asyncpg.Record]) -> int:
    return int(await connection.fetchval("select coalesce(sum(value), 0) from tally where metric = 'registrations'"))


async def figures(dsn: str) -> dict[str, int]:
    """The district's figures over everything."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = await statistics(connection, "total", "district", date(2021, 1, 1), date(2022, 1, 1))
    finally:
        await connection.close()
    return rows[0].figures


def expected_figures(events: list[Event[Record]]) -> dict[str, int]:
    data = [event.data for event in events if isinstance(event.data, RegistrationConfirmed)]
    return {
        "registrations": len(data),
        "expected": len(data),
        "people_registered": len({record.subject_ref for record in data}),
    }


@pytest.mark.faults
async def test_killed_in_mid_stream_the_figures_are_exact(broker: Kafka, database: Database, home: Path) -> None:
    """Duplicates, poison, three kill -9 and a kill between the figures and their people: every event counts once."""
    await ensure_topics(broker.bootstrap)
    dsn, events = database("engagement"), history()
    poison = await publish(broker.bootstrap, events, poison_every=400)
    with worker(dsn, broker.bootstrap, home, failpoint="worker.mid_tx:2:kill") as first:
        assert await asyncio.to_thread(first.wait, 60) == -signal.SIGKILL
    with worker(dsn, broker.bootstrap, home, failpoint="worker.after_tx_before_offset:2:kill") as second:
        assert await asyncio.to_thread(second.wait, 60) == -signal.SIGKILL
    with worker(dsn, broker.bootstrap, home):
        await applied(dsn, len(events))
        more = history()
        await publish(broker.bootstrap, more)
        await applied(dsn, len(events) + 100)
    with worker(dsn, broker.bootstrap, home):
        await applied(dsn, len(events) + len(more))
        assert await figures(dsn) == expected_figures([*events, *more])
    # Parked before the position moved: at least once each, whatever was killed in between.
    reasons = await parked(broker.bootstrap)
    assert set(reasons.values()) == {b"invalid-data"}
    assert len(reasons) == poison == len(events) // 400


async def parked(bootstrap: str) -> dict[tuple[bytes, bytes], bytes]:
    """Where each parked record came from, and why it was parked."""
    found = {}
    for record in await records(bootstrap, PARKED):
        headers = dict(record.headers)
        assert record.value == b"{not json"
        found[headers["parked-partition"], headers["parked-offset"]] = headers["parked-reason"]
    return found


async def test_a_second_reading_from_zero_changes_nothing(broker: Kafka, database: Database, home: Path) -> None:
    """BUS-12: positions wound back, the topic read again; the sequence numbers seen keep every figure where it was."""
    await ensure_topics(broker.bootstrap)
    await publish(broker.bootstrap, history())
    dsn = database("engagement")
    with worker(dsn, broker.bootstrap, home):
        connection = await asyncpg.connect(dsn)
        async with asyncio.timeout(60):
            while await at_end(connection, broker.bootstrap) is False:
                await asyncio.sleep(0.1)
    before = await figures(dsn)
    await connection.execute("update position set next_offset = 0")
    with worker(dsn, broker.bootstrap, home):
        async with asyncio.timeout(60):
            while await at_end(connection, broker.bootstrap) is False:
                await asyncio.sleep(0.1)
    await connection.close()
    assert before["registrations"] > 0
    assert await figures(dsn) == before


async def test_a_rebalance_that_waits_for_the_database_ends_no_worker(
    broker: Kafka, database: Database, home: Path
) -> None:
    """A fetch is under way in the first worker while the place to read on from is not known yet."""
    await ensure_topics(broker.bootstrap)
    dsn, events, other = database("engagement"), history(), home / "second"
    other.mkdir()
    holder = await asyncpg.connect(dsn)
    try:
        with worker(dsn, broker.bootstrap, home) as first:
            await publish(broker.bootstrap, events)
            await applied(dsn, len(events))
            # Held over a rebalance, which lasts longer than an idle transaction may.
            await holder.execute("set idle_in_transaction_session_timeout = 0")
            lock = holder.transaction()
            await lock.start()
            await holder.execute("lock table position")
            with worker(dsn, broker.bootstrap, other) as second:
                async with asyncio.timeout(60):
                    while assignments(home) < 2 or assignments(other) < 1:
                        await asyncio.sleep(0.05)
                # A fetch lasts a second: the one that was under way has ended by then.
                with pytest.raises(subprocess.TimeoutExpired):
                    await asyncio.to_thread(first.wait, 2)
                await lock.rollback()
                more = history()
                await publish(broker.bootstrap, more)
                await applied(dsn, len(events) + len(more))
                assert first.poll() is second.poll() is None
    finally:
        await holder.close()


def assignments(home: Path) -> int:
    """How often a worker was given partitions."""
    return (home / "worker.log").read_text().count("Executing _on_partitions_assigned")


async def at_end(connection: asyncpg.Connection[asyncpg.Record], bootstrap: str) -> bool:
    """Whether every record of the topic was read."""
    rows = await connection.fetch("select partition, next_offset from position where topic = $1", TOPIC)
    consumer = await start_consumer(bootstrap, "test")
    try:
        ends = await consumer.end_offsets([TopicPartition(TOPIC, p) for p in range(4)])
    finally:
        await consumer.stop()
    stored = {row["partition"]: row["next_offset"] for row in rows}
    return all(stored.get(tp.partition, 0) == end for tp, end in ends.items())
