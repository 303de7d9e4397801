"""A plain consumer for reactions and feeds: one leader, every partition, effects and positions in one transaction.

No consumer group: the leader holds an advisory lock in its own database and starts from the offsets stored
there. Two outcomes only (rule 7): retry the batch, or park the record.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import asyncpg

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event, Undecodable, from_kafka
from kernel import gaps, inbox, telemetry, tracing
from kernel.applying import STORE_AWAY, Reason, Records, in_parts
from kernel.db import Connection
from kernel.kafka import Consumer, ConsumerRecord, KafkaError, TopicPartition, start_consumer
from kernel.parking import Park, Parking

log = telemetry.logger(__name__)
POLL_MS = 200

Handler = Callable[[Connection, ConsumerRecord, Event[Any]], Awaitable[None]]
Applied = Callable[[Sequence[ConsumerRecord]], Awaitable[None]]
Done = tuple[ConsumerRecord, Event[Any]]


async def _nothing(_: Sequence[ConsumerRecord]) -> None:
    return None


class EventConsumer:
    """Applies `handle` to every new event of `topics`, exactly once.

    `handle` runs inside the batch's transaction, each event in its own savepoint; it may raise Park. `applied`
    is called after the commit. `name` keys positions and inbox; `parked` is the topic for what cannot be applied.
    """

    def __init__(
        self,
        dsn: str,
        bootstrap: str,
        *,
        name: str,
        topics: Sequence[str],
        parked: str,
        handle: Handler,
        applied: Applied = _nothing,
    ) -> None:
        self._dsn, self._bootstrap, self._name = dsn, bootstrap, name
        self._topics, self._handle, self._applied = topics, handle, applied
        self._parking = Parking(bootstrap, parked, name)
        self.caught_up = asyncio.Event()
        self.leads = False

    async def run(self) -> None:
        """Lead or wait to lead, until cancelled; a lost broker or database is logged and tried again."""
        while True:
            try:
                await self._lead()
            except (KafkaError, TimeoutError) as error:
                log.warning("consumer_broker_lost", consumer=self._name, error=type(error).__name__)
            except inbox.Fenced:
                log.warning("consumer_fenced", consumer=self._name)
            except STORE_AWAY as error:
                log.warning("consumer_database_lost", consumer=self._name, error=type(error).__name__)
            self.caught_up.clear()
            await asyncio.sleep(0.5)

    async def _lead(self) -> None:
        conn = await asyncpg.connect(self._dsn, timeout=10, server_settings={"application_name": self._name})
        try:
            while not await conn.fetchval("select pg_try_advisory_lock(hashtextextended($1, 2))", self._name):  # noqa: ASYNC110  another process holds it
                await asyncio.sleep(1.0)
            self.leads = True
            consumer = await start_consumer(self._bootstrap, self._name)
            try:
                positions = await self._assign(conn, consumer)
                while True:
                    batches = await consumer.getmany(timeout_ms=POLL_MS)
                    for tp, records in batches.items():
                        await self._apply(conn, positions, tp, records)
                    await self._report(conn, consumer, positions)
            finally:
                await consumer.stop()
        finally:
            self.leads = False
            await self._parking.close()
            await conn.close(timeout=2)

    async def _assign(self, conn: Connection, consumer: Consumer) -> dict[TopicPartition, int]:
        """Start every partition where it was left, but for those whose next records Kafka has lost."""
        partitions = [TopicPartition(t, p) for t in self._topics for p in range(CATALOGUE.topics[t].partitions)]
        positions = {tp: await inbox.next_offset(conn, self._name, tp.topic, tp.partition) for tp in partitions}
        for tp in await gaps.find_lost(conn, consumer, self._name, positions):
            del positions[tp]
        consumer.assign(list(positions))
        for tp, position in positions.items():
            consumer.seek(tp, position)
        return positions

    async def _apply(
        self, conn: Connection, positions: dict[TopicPartition, int], tp: TopicPartition, records: Records
    ) -> None:
        # A first record behind the position is no gap: this client asked the broker for the position itself, and it
        # answers a position that it lost with OffsetOutOfRangeError. In between are control records, or compaction.
        async def together(part: Records) -> list[Done]:
            done = await self._stored(conn, positions[tp], tp, part)
            positions[tp] = part[-1].offset + 1
            return done

        async def aside(record: ConsumerRecord, why: Reason) -> None:
            await self._set_aside(conn, positions[tp], record, why)
            positions[tp] = record.offset + 1

        began_ns = time.time_ns()
        with tracing.applying(self._name, len(records)) as span:
            done = await in_parts(records, together, aside)
            tracing.applied(span, [event.traceparent for _, event in done], self._name, began_ns)
        telemetry.EVENTS_APPLIED.labels(self._name, tp.topic).inc(len(done))
        telemetry.CONSUMER_PROGRESS.labels(self._name).set_to_current_time()
        await self._applied([record for record, _ in done])

    async def _stored(self, conn: Connection, position: int, tp: TopicPartition, records: Records) -> list[Done]:
        """Apply what is new in one transaction with the position behind it; answers what had an effect."""
        decoded = [(record, decode(record)) for record in records]
        done: list[Done] = []
        async with conn.transaction():
            aggregates = {e.subject for _, e in decoded if isinstance(e, Event)}
            seen = await inbox.last_seen(conn, self._name, aggregates)
            for record, event in decoded:
                if isinstance(event, Undecodable):
                    await self._parking.park(record, event.reason, event.detail)
                elif await self._apply_one(conn, seen, record, event):
                    done.append((record, event))
            await inbox.remember(conn, self._name, seen)
            await inbox.advance(conn, self._name, tp.topic, tp.partition, position, records[-1].offset + 1)
        return done

    async def _apply_one(
        self, conn: Connection, seen: dict[str, int], record: ConsumerRecord, event: Event[Any]
    ) -> bool:
        try:
            if not inbox.is_new(self._name, seen, event.subject, event.seq):
                return False
            async with conn.transaction():
                await self._handle(conn, record, event)
        except Park as park:
            await self._parking.park(record, park.reason, park.detail)
            return False
        age = (datetime.now(UTC) - event.time).total_seconds()
        telemetry.EVENT_E2E_SECONDS.labels(self._name).observe(max(age, 0.0))
        return True

    async def _set_aside(self, conn: Connection, position: int, record: ConsumerRecord, why: Reason) -> None:
        """Park a record that its handler cannot apply, and go on behind it."""
        await self._parking.park(record, *why)
        event = decode(record)
        async with conn.transaction():
            if isinstance(event, Event):
                await inbox.pass_by(conn, self._name, event.subject, event.seq)
            await inbox.advance(conn, self._name, record.topic, record.partition, position, record.offset + 1)

    async def _report(self, conn: Connection, consumer: Consumer, positions: dict[TopicPartition, int]) -> None:
        behind = 0
        for tp, position in positions.items():
            end = consumer.highwater(tp) or 0
            lag = await self._behind(conn, consumer, positions, tp, end) if end > position else 0
            behind += lag
            telemetry.CONSUMER_LAG.labels(self._name, tp.topic, str(tp.partition)).set(lag)
        if behind == 0:
            self.caught_up.set()

    async def _behind(
        self, conn: Connection, consumer: Consumer, positions: dict[TopicPartition, int], tp: TopicPartition, end: int
    ) -> int:
        """How far behind `end` this partition is, once what takes an offset and is no record was stepped over."""
        read_to = await consumer.position(tp)
        if read_to > positions[tp]:
            # Everything that was handed to us is applied: what is left up to there are control records.
            await inbox.advance(conn, self._name, tp.topic, tp.partition, positions[tp], read_to)
            positions[tp] = read_to
        return max(end - positions[tp], 0)


def decode(record: ConsumerRecord) -> Event[Any] | Undecodable:
    """The event of a record of its own topic, or why there is none."""
    try:
        return from_kafka(record.headers, record.value, record.topic)
    except Undecodable as error:
        return error
