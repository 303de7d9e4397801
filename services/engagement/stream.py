"""The Faust app: whole record batches to one agent, each applied in one Postgres transaction.

The only module that imports faust. Faust gives membership, assignment, fetching and flow control; exactness is
Postgres' (ADR 0003): a batch's figures, the sequence numbers seen and the next offset commit together, and on
assignment the worker seeks to what is stored there. Kafka's committed offsets are neither written nor read.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

import faust
import yarl
from faust.transport.drivers.aiokafka import Consumer, Transport
from faust.types.tuples import TP, ConsumerMessage
from prometheus_client import start_http_server

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event, Undecodable, from_kafka
from kernel import failpoints, inbox, telemetry, tracing
from kernel.background import stop_process
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Connection, Pool, open_pool
from kernel.kafka import ConsumerRecord, KafkaAccess, KafkaError, access
from kernel.parking import Parking
from kernel.room import hindrances
from kernel.settings import ProcessSettings, load
from services.engagement.fold import Tally, fold
from services.engagement.lag import report
from services.engagement.storage import CONSUMER, SQL, add, lock_position

TOPICS = tuple(t.name for t in CATALOGUE.consumed_by(CONSUMER))
# A batch is what one fetch brought, so it waits for nothing; these bound what one transaction carries.
BATCH_RECORDS = 4_000
FETCH_BYTES = 1 << 20
# Batches a partition may hold in memory before fetching waits.
LANE_DEPTH = 2
SESSION_TIMEOUT_SECONDS = 8.0
LAG_EVERY_SECONDS = 1.0
log = telemetry.logger(__name__)


class BatchConsumer(Consumer):
    """Yields one message per (partition, fetch) whose value is the list of records; seeks to stored offsets."""

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, ConsumerMessage]]:
        """Faust walks records one by one, at about 0.7 ms each; the agent gets them by the batch instead."""
        records, _ = await self._wait_next_records(timeout)
        if records is None or self.should_stop:
            return
        generation = self.app.consumer_generation_id
        for tp, batch in records.items():
            if not self.flow_active:
                break
            for start in range(0, len(batch), BATCH_RECORDS):
                part = batch[start : start + BATCH_RECORDS]
                yield tp, _message(tp, part, generation)

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Seek every assigned partition to the offset stored with the figures, 0 when there is none."""
        assigned = self.assignment()
        app = cast(EngagementApp, self.app)
        pool = await app.pool()
        async with pool.acquire(BACKGROUND_SECONDS) as conn:
            rows = await conn.fetch(SQL["positions"], CONSUMER)
        stored = {TP(r["topic"], r["partition"]): r["next_offset"] for r in rows}
        offsets = {tp: stored.get(tp, 0) for tp in assigned}
        await self.seek_wait(offsets)
        app.positions = {(tp.topic, tp.partition): offset for tp, offset in offsets.items()}
        telemetry.REBALANCES.labels(CONSUMER).inc()
        log.info("positions_loaded", partitions=len(offsets))
        return offsets


def _message(tp: TP, batch: list[ConsumerRecord], generation: int) -> ConsumerMessage:
    last = batch[-1]
    # Faust types `value` as bytes; nothing between here and RecordBatch looks into it.
    value = cast(bytes, batch)
    return ConsumerMessage(
        last.topic, last.partition, last.offset, last.timestamp / 1000, last.timestamp_type,
        [], None, value, None, 0, 0, tp, generation_id=generation,
    )  # fmt: skip


class BatchTransport(Transport):
    """Faust's aiokafka transport with our consumer."""

    Consumer = BatchConsumer


class RecordBatch(faust.Schema[Any, Any]):
    """Hands the list of records through undecoded."""

    def loads_key(self, *_: Any, **__: Any) -> None:
        """No key: a batch has many."""

    def loads_value(self, app: Any, message: Any, **_: Any) -> Any:  # noqa: ARG002  Faust's signature
        """The records themselves."""
        return message.value


class EngagementApp(faust.App):
    """The worker with its database pool."""

    def __init__(self, settings: ProcessSettings) -> None:
        super().__init__(
            CONSUMER,
            broker=[yarl.URL(f"kafka://{host}") for host in settings.kafka.split(",")],
            broker_credentials=credentials(access()),
            store="memory://",
            topic_disable_leader=True,
            topic_allow_declare=False,
            stream_wait_empty=False,
            web_enabled=True,
            web_bind=settings.host,
            web_port=settings.port,
            broker_session_timeout=SESSION_TIMEOUT_SECONDS,
            broker_heartbeat_interval=2.0,
            broker_max_poll_records=BATCH_RECORDS * 4,
            consumer_max_fetch_size=FETCH_BYTES,
            consumer_auto_offset_reset="none",
        )
        self.transport = BatchTransport(self.conf.broker, self)
        self.settings = settings
        self._pool: Pool | None = None
        self.positions: dict[tuple[str, int], int] = {}
        self.parking = Parking(settings.kafka, CATALOGUE.parked_topic(CONSUMER).name, CONSUMER)

    async def pool(self) -> Pool:
        """The pool, opened at first use on the worker's loop."""
        if self._pool is None:
            self._pool = await open_pool(self.settings.database_url, connections=self.settings.database_connections)
        return self._pool


def credentials(access: KafkaAccess) -> faust.SASLCredentials | faust.SSLCredentials | None:
    """What `kernel.kafka` gives aiokafka, in Faust's words; without a context Faust's SASL speaks plain text."""
    options = access.options()
    if access.user:
        return faust.SASLCredentials(
            mechanism=options["sasl_mechanism"],
            username=access.user,
            password=access.password,
            ssl_context=options.get("ssl_context"),
        )
    return faust.SSLCredentials(context=options["ssl_context"]) if access.ca else None


class Lanes:
    """One queue and one task a partition, so that partitions overlap their writes and each stays in order."""

    def __init__(self, app: EngagementApp) -> None:
        self._app = app
        self._queues: dict[tuple[str, int], asyncio.Queue[list[ConsumerRecord]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def put(self, batch: list[ConsumerRecord]) -> None:
        """Hand a batch to its partition's lane; waits while the lane is full, which holds Faust's fetching."""
        place = batch[0].topic, batch[0].partition
        if place not in self._queues:
            self._queues[place] = asyncio.Queue(maxsize=LANE_DEPTH)
            task = asyncio.create_task(self._drive(self._queues[place]))
            task.add_done_callback(_end_with_error)
            self._tasks.add(task)
        await self._queues[place].put(batch)

    async def _drive(self, queue: asyncio.Queue[list[ConsumerRecord]]) -> None:
        while True:
            batch = await queue.get()
            await apply_until_stored(self._app, batch)


def _end_with_error(task: asyncio.Task[None]) -> None:
    # Faust would acknowledge the batch of an agent that raised; a process that ends starts from what is stored.
    if not task.cancelled() and task.exception() is not None:
        try:
            log.critical("lane_failed", exc_info=task.exception())
        finally:
            stop_process()


async def apply_until_stored(app: EngagementApp, batch: list[ConsumerRecord]) -> None:
    """Apply one batch; a database or broker that is away is waited for, because the batch cannot be skipped."""
    while True:
        try:
            pool = await app.pool()
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                await apply(conn, app.parking, batch)
            app.positions[batch[0].topic, batch[0].partition] = batch[-1].offset + 1
            return
        except DATABASE_AWAY as error:
            log.warning("engagement_database_lost", error=type(error).__name__)
        except KafkaError as error:
            log.warning("engagement_broker_lost", error=type(error).__name__)
        await asyncio.sleep(0.5)


async def apply(conn: Connection, parking: Parking, batch: Sequence[ConsumerRecord]) -> int:
    """Apply what of `batch` is new, in one transaction; answers how many events had an effect.

    Raises inbox.OffsetGap when records before the batch were never applied.
    """
    began_ns = time.time_ns()
    with tracing.applying(CONSUMER, len(batch)) as span:
        fresh = await _stored(conn, parking, batch)
        tracing.applied(span, [event.traceparent for event in fresh], CONSUMER, began_ns)
    failpoints.reach("worker.after_tx_before_offset")
    _observe(batch[0].topic, fresh)
    return len(fresh)


async def _stored(conn: Connection, parking: Parking, batch: Sequence[ConsumerRecord]) -> list[Event[Any]]:
    topic, partition = batch[0].topic, batch[0].partition
    async with conn.transaction():
        position = await lock_position(conn, topic, partition)
        if batch[0].offset > position:
            raise inbox.OffsetGap(f"{topic}/{partition}")
        records = [r for r in batch if r.offset >= position]
        if not records:
            return []
        fresh = await _fresh(conn, parking, records)
        await add(conn, fold(Tally(), (event.data for event in fresh)), partition)
        await inbox.advance(conn, CONSUMER, topic, partition, position, records[-1].offset + 1)
    return fresh


async def _fresh(conn: Connection, parking: Parking, records: list[ConsumerRecord]) -> list[Event[Any]]:
    """The events not seen before, in order; what cannot be decoded is parked before the position moves."""
    decoded: list[Event[Any]] = []
    for record in records:
        try:
            decoded.append(from_kafka(record.headers, record.value))
        except Undecodable as error:
            await parking.park(record, error.reason, error.detail)
    seen = await inbox.last_seen(conn, CONSUMER, {event.subject for event in decoded})
    fresh = [e for e in decoded if inbox.is_new(CONSUMER, seen, e.subject, e.seq)]
    await inbox.remember(conn, CONSUMER, seen)
    return fresh


def _observe(topic: str, fresh: list[Event[Any]]) -> None:
    telemetry.EVENTS_APPLIED.labels(CONSUMER, topic).inc(len(fresh))
    telemetry.CONSUMER_PROGRESS.labels(CONSUMER).set_to_current_time()
    now = datetime.now(UTC)
    for event in fresh[-1:]:
        seconds = max((now - event.time).total_seconds(), 0.0)
        telemetry.EVENT_E2E_SECONDS.labels(CONSUMER).observe(seconds)
        log.info("applied", topic=topic, events=len(fresh), newest_age_ms=round(seconds * 1e3))


def create_app(settings: ProcessSettings) -> EngagementApp:
    """The Faust app with its one agent and its pages."""
    app = EngagementApp(settings)
    lanes = Lanes(app)
    topic = app.topic(*TOPICS, schema=RecordBatch(key_type=bytes, value_type=bytes), acks=False)

    @app.agent(topic)
    async def aggregate(batches: faust.StreamT[Any]) -> None:
        async for batch in batches:
            await lanes.put(batch)

    @app.timer(LAG_EVERY_SECONDS)  # type: ignore[untyped-decorator]  # Faust's timer carries no types
    async def report_lag() -> None:
        report(app.consumer, app.positions)

    _add_pages(app)
    return app


def _add_pages(app: EngagementApp) -> None:
    @app.page("/health/live")
    async def live(view: Any, _: Any) -> Any:
        return view.json({"status": "ok"})

    @app.page("/health/ready")
    async def ready_(view: Any, _: Any) -> Any:
        hindered_by = await hindrances(await app.pool())
        if not (app.consumer and app.consumer.assignment()):
            hindered_by.append("assignment")
        return view.json({"parts": hindered_by}, status=503 if hindered_by else 200)


def main() -> None:
    """Run the worker until told to stop."""
    settings = load(ProcessSettings)
    telemetry.configure_logs("engagement-stream", settings.log_level)
    tracing.configure("engagement-stream")
    if settings.metrics_port is not None:
        start_http_server(settings.metrics_port, addr=settings.host)
    app = create_app(settings)
    worker = faust.Worker(app, override_logging=False, loglevel=settings.log_level, redirect_stdouts=False)
    worker.execute_from_commandline()
