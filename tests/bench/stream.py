"""Events a second through the real engagement worker, against reading the same records and doing nothing."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import asyncpg

from deploy.embedded.kafka import Kafka
from deploy.embedded.places import REPOSITORY, kept_port
from deploy.embedded.postgres import Postgres
from kernel.kafka import TopicPartition, access, ensure_topics, start_consumer
from kernel.keys import PUBLIC_KEYS, ensure_keys
from kernel.migrations import migrate_all
from services.engagement.stream import BATCH_RECORDS
from tests.bench.history import PARTITIONS, TOPIC, fill

PATIENCE_SECONDS = 90.0
_EMPTY = "truncate tally, person_seen, revision_due, told, position, inbox, outbox"


def measure(home: Path, events: int, partitions: int, rounds: int) -> dict[str, list[int]]:
    """Events a second, {"stream": [one a round], "raw": [one a round]}, alternating, on a broker of its own."""
    kafka, postgres = Kafka(home), Postgres(home)
    postgres.start()
    try:
        kafka.start()
        postgres.ensure_databases(["engagement"])
        return asyncio.run(
            _alternate(home, kafka.bootstrap, postgres.owner_dsn("engagement"), events, partitions, rounds)
        )
    finally:
        kafka.stop()
        postgres.stop()


async def _alternate(
    home: Path, bootstrap: str, dsn: str, events: int, partitions: int, rounds: int
) -> dict[str, list[int]]:
    await migrate_all({"engagement": dsn})
    await ensure_topics(bootstrap)
    await fill(bootstrap, events, partitions=partitions)
    found: dict[str, list[int]] = {"stream": [], "raw": []}
    for _ in range(rounds):
        found["stream"].append(round(events / await _worker_seconds(home, bootstrap, dsn, events)))
        found["raw"].append(round(events / await _raw_seconds(bootstrap, events)))
    return found


async def _worker_seconds(home: Path, bootstrap: str, dsn: str, events: int) -> float:
    """From the worker's knowing where it stands to its last batch stored, in seconds, by the worker's own log."""
    connection = await asyncpg.connect(dsn)
    log = home / "logs" / "worker.log"
    try:
        await connection.execute(_EMPTY)
        log.write_bytes(b"")
        with _worker(home, bootstrap, dsn, log):
            async with asyncio.timeout(PATIENCE_SECONDS):
                while await _stored(connection) < events:
                    await asyncio.sleep(0.1)
            # The line follows the commit that was just seen.
            await asyncio.sleep(0.3)
        counted = await connection.fetchval("select sum(value) from tally where metric = 'registrations'")
        assert counted == events, f"{counted} of {events} counted"
    finally:
        await connection.close()
    return _between(log)


async def _stored(connection: asyncpg.Connection[asyncpg.Record]) -> int:
    return int(await connection.fetchval("select coalesce(sum(next_offset), 0) from position where topic = $1", TOPIC))


@contextmanager
def _worker(home: Path, bootstrap: str, dsn: str, log: Path) -> Iterator[None]:
    ensure_keys(home / "keys")
    environment = (
        os.environ
        | access(bootstrap).environment()
        | {
            "JIAYUAN_DATABASE_URL": dsn,
            "JIAYUAN_KAFKA": bootstrap,
            "JIAYUAN_PORT": str(kept_port(home, "worker")),
            "JIAYUAN_TOKEN_KEYS": str(home / "keys" / PUBLIC_KEYS),
            "JIAYUAN_LOG_LEVEL": "info",
            "PYTHONPATH": str(REPOSITORY),
        }
    )
    command = [sys.executable, "-m", "cli.main", "serve", "engagement-stream"]
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _between(log: Path) -> float:
    """Seconds from the last "positions_loaded" to the last "applied"."""
    moments: dict[str, datetime] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        if line.startswith("{"):
            said = json.loads(line)
            moments[said["event"]] = datetime.fromisoformat(said["timestamp"])
    return (moments["applied"] - moments["positions_loaded"]).total_seconds()


async def _raw_seconds(bootstrap: str, events: int) -> float:
    """The ceiling: aiokafka alone fetches and unpacks the same records, in seconds."""
    consumer = await start_consumer(bootstrap, "bench-raw", max_poll_records=BATCH_RECORDS * 4)
    try:
        partitions = [TopicPartition(TOPIC, p) for p in range(PARTITIONS)]
        consumer.assign(partitions)
        for tp in partitions:
            consumer.seek(tp, 0)
        began, seen = time.perf_counter(), 0
        async with asyncio.timeout(PATIENCE_SECONDS):
            while seen < events:
                batches = await consumer.getmany(timeout_ms=200)
                seen += sum(len(records) for records in batches.values())
        return time.perf_counter() - began
    finally:
        await consumer.stop()
