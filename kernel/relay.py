"""Events out, second half: one leader a room puts unpublished outbox rows on Kafka, in order, and marks them.

Measured design: a flag instead of a cursor (a cursor loses rows that commit late), one leader (several invert),
ORDER BY id. A wave is at most ONE record batch a partition: a batch arrives whole or not at all, and the next
wave starts at the first unmarked row again, so within an aggregate first occurrences are never inverted.
Duplicates are possible (a kill between acknowledgement and mark), loss and inversion are not.
"""

import asyncio
import time
from typing import NamedTuple

import asyncpg

from contracts.catalogue import CATALOGUE
from contracts.envelope import encode_headers
from kernel import failpoints, telemetry, tracing
from kernel.db import DATABASE_AWAY, Connection, Row
from kernel.kafka import BatchBuilder, KafkaError, Producer, abandon, partition_of, start_producer

LEADER_LOCK = 7_310_106_013
WAVE_ROWS = 1_000
POLL_SECONDS_MIN, POLL_SECONDS_MAX = 0.005, 0.05
# Longer than a broker's restart takes, shorter than anybody's patience: then the producer is made anew.
SEND_DEADLINE_SECONDS = 10.0
GAUGES_EVERY_SECONDS = 1.0
COMMAND_SECONDS = 30.0
log = telemetry.logger(__name__)

_UNPUBLISHED = """
select id, event_id, topic, aggregate, aggregate_seq, type, occurred_at, traceparent, store_epoch, data
from outbox where published_at is null order by id limit $1
"""
_MARK = "update outbox set published_at = now() where id = any($1::bigint[])"
_GAUGES = """
select count(*) as unpublished, coalesce(extract(epoch from now() - min(occurred_at)), 0)::float8 as oldest,
    pg_total_relation_size('outbox') as bytes
from outbox where published_at is null
"""


class SendTooSlow(Exception):
    """No acknowledgement within SEND_DEADLINE_SECONDS; a timeout of its own, apart from the database's."""


class Batch(NamedTuple):
    """What one wave puts on one partition: the records, their outbox ids, and the spans of those traced."""

    records: BatchBuilder
    ids: list[int]
    spans: list[tracing.Span]


Wave = dict[tuple[str, int], Batch]


class Relay:
    """Publishes one room's outbox for as long as it holds the room's lock."""

    def __init__(self, dsn: str, bootstrap: str, room: str) -> None:
        self._dsn, self._bootstrap, self._room = dsn, bootstrap, room
        self._producer: Producer | None = None
        self._gauges_due = 0.0

    async def run(self) -> None:
        """Lead or wait to lead, until cancelled. A lost database or broker is logged and tried again."""
        try:
            while True:
                try:
                    await self._lead()
                except DATABASE_AWAY as error:
                    log.warning("relay_database_lost", room=self._room, error=type(error).__name__)
                await asyncio.sleep(0.5)
        finally:
            await self._discard_producer()

    async def _lead(self) -> None:
        conn = await asyncpg.connect(
            self._dsn,
            timeout=10,
            # Past the role's own limits: a server that is gone without a word, or hangs, is asked anew.
            command_timeout=COMMAND_SECONDS,
            server_settings={"application_name": "jiayuan-relay"},
        )
        try:
            while not await conn.fetchval("select pg_try_advisory_lock($1)", LEADER_LOCK):  # noqa: ASYNC110  another process holds it
                await asyncio.sleep(1.0)
            telemetry.RELAY_LEADER.set(1)
            pause = POLL_SECONDS_MIN
            while True:
                await self._report(conn)
                rows = await conn.fetch(_UNPUBLISHED, WAVE_ROWS)
                if rows:
                    await self._try_to_publish(conn, rows)
                    pause = POLL_SECONDS_MIN
                else:
                    pause = min(pause * 2, POLL_SECONDS_MAX)
                    await asyncio.sleep(pause)
        finally:
            telemetry.RELAY_LEADER.set(0)
            # Closing ends the session and with it the advisory lock, so another relay may lead at once.
            await conn.close(timeout=2)

    async def _try_to_publish(self, conn: Connection, rows: list[Row]) -> None:
        """Publish, or give the producer up and wait a little: the lead is kept, since another would do no better."""
        try:
            await self.publish(conn, rows)
        except (KafkaError, SendTooSlow) as error:
            log.warning("relay_send_failed", room=self._room, error=type(error).__name__)
            await self._discard_producer()
            await asyncio.sleep(0.5)

    async def publish(self, conn: Connection, rows: list[Row]) -> None:
        """Send one wave and mark what the brokers acknowledged.

        Raises KafkaError or SendTooSlow after marking the batches that did arrive.
        """
        failpoints.reach("relay.after_read")
        started = time.perf_counter()
        if self._producer is None:
            self._producer = await start_producer(self._bootstrap, f"relay-{self._room}")
        wave = self._pack(self._producer, rows)
        sent = await asyncio.gather(
            *(self._send(self._producer, topic, partition, one.records) for (topic, partition), one in wave.items()),
            return_exceptions=True,
        )
        for one, result in zip(wave.values(), sent, strict=True):
            tracing.published(one.spans, arrived=result is None)
        failpoints.reach("relay.after_ack_before_mark")
        arrived = [i for one, result in zip(wave.values(), sent, strict=True) if result is None for i in one.ids]
        await conn.execute(_MARK, arrived)
        failpoints.reach("relay.after_mark")
        for ((topic, _), one), result in zip(wave.items(), sent, strict=True):
            if result is None:
                telemetry.RELAY_PUBLISHED.labels(topic).inc(len(one.ids))
        telemetry.RELAY_SECONDS.observe(time.perf_counter() - started)
        failed = [r for r in sent if r is not None]
        if failed:
            raise failed[0]

    def _pack(self, producer: Producer, rows: list[Row]) -> Wave:
        """One batch a partition. What no longer fits waits, with everything behind it, for the next wave."""
        wave: Wave = {}
        full: set[tuple[str, int]] = set()
        for row in rows:
            key = row["aggregate"].encode()
            place = row["topic"], partition_of(key, CATALOGUE.topics[row["topic"]].partitions)
            if place in full:
                continue
            if place not in wave:
                wave[place] = Batch(producer.create_batch(), [], [])
            span = tracing.publishing(row["traceparent"], row["topic"])
            headers = encode_headers(
                id=str(row["event_id"]),
                type=row["type"],
                time=row["occurred_at"],
                subject=row["aggregate"],
                seq=row["aggregate_seq"],
                store_epoch=row["store_epoch"],
                traceparent=tracing.traceparent_of(span) if span else row["traceparent"],
            )
            if wave[place].records.append(key=key, value=row["data"], timestamp=None, headers=headers) is None:
                full.add(place)
                if span:
                    tracing.published([span], arrived=False)
                continue
            wave[place].ids.append(row["id"])
            if span:
                wave[place].spans.append(span)
        return wave

    @staticmethod
    async def _send(producer: Producer, topic: str, partition: int, batch: BatchBuilder) -> None:
        try:
            async with asyncio.timeout(SEND_DEADLINE_SECONDS):
                acknowledged = await producer.send_batch(batch, topic, partition=partition)
                await acknowledged
        except TimeoutError:
            raise SendTooSlow(topic) from None

    async def _discard_producer(self) -> None:
        """After a failed send nothing is known of the producer's sequence numbers: throw it away."""
        producer, self._producer = self._producer, None
        if producer is None:
            return
        await abandon(producer)
        telemetry.RELAY_REBUILDS.inc()

    async def _report(self, conn: Connection) -> None:
        if time.monotonic() < self._gauges_due:
            return
        self._gauges_due = time.monotonic() + GAUGES_EVERY_SECONDS
        row = await conn.fetchrow(_GAUGES)
        assert row is not None
        telemetry.OUTBOX_UNPUBLISHED.set(row["unpublished"])
        telemetry.OUTBOX_OLDEST.set(row["oldest"])
        telemetry.OUTBOX_BYTES.set(row["bytes"])
