"""The Faust app: whole record batches to one agent, each applied in one Postgres transaction.

The only module that imports faust. Faust gives membership, assignment, fetching and flow control; exactness is
Postgres' (ADR 0003): a batch's figures, the sequence numbers seen and the next offset commit together, and on
assignment the worker seeks to what is stored there. Kafka's committed offsets are neither written nor read.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Set
from functools import partial
from typing import Any, cast

import faust
import yarl
from faust.app.base import BootStrategy
from faust.transport.drivers.aiokafka import Consumer, Transport
from faust.types.tuples import TP, ConsumerMessage
from mode.types import ServiceT
from prometheus_client import start_http_server

from contracts.catalogue import CATALOGUE
from kernel import gaps, inbox, telemetry, tracing
from kernel.applying import STORE_AWAY
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Connection, Pool, open_pool
from kernel.kafka import (
    ConsumerRecord,
    KafkaAccess,
    KafkaError,
    NoOffsetForPartitionError,
    TopicPartition,
    access,
    start_consumer,
)
from kernel.parking import Parking
from kernel.readiness import hindrances
from kernel.settings import ProcessSettings, load
from services.engagement.apply import apply
from services.engagement.lag import report
from services.engagement.lanes import Lanes
from services.engagement.pages import Pages
from services.engagement.storage import CONSUMER, SQL
from services.engagement.tails import Tails

TOPICS = tuple(t.name for t in CATALOGUE.consumed_by(CONSUMER))
# A batch is what one fetch brought, so it waits for nothing; these bound what one transaction carries.
BATCH_RECORDS = 4_000
FETCH_BYTES = 1 << 20
SESSION_TIMEOUT_SECONDS = 8.0
LAG_EVERY_SECONDS = 1.0
log = telemetry.logger(__name__)


class BatchConsumer(Consumer):
    """Yields one message per (partition, fetch) whose value is the list of records; seeks to stored offsets."""

    async def _getmany(self, active_partitions: set[TP] | None, timeout: float) -> Any:
        """What was fetched; nothing while a partition was assigned and not sought yet.

        As soon as a partition is assigned aiokafka asks Kafka for its committed offset, of which there is none, and
        hands that to a fetch that is under way. The seek that follows takes the error away.
        """
        try:
            return await super()._getmany(active_partitions, timeout)
        except NoOffsetForPartitionError as error:
            log.info("partition_not_sought_yet", partition=str(error))
            return {}

    async def getmany(self, timeout: float) -> AsyncIterator[tuple[TP, ConsumerMessage]]:
        """Faust walks records one by one, at about 0.7 ms each; the agent gets them by the batch instead."""
        records, _ = await self._wait_next_records(timeout)
        if records is None or self.should_stop:
            return
        generation = self.app.consumer_generation_id
        lost = cast(EngagementApp, self.app).lost
        for tp, batch in records.items():
            if not self.flow_active:
                break
            if tp in lost:
                continue
            for start in range(0, len(batch), BATCH_RECORDS):
                part = batch[start : start + BATCH_RECORDS]
                yield tp, _message(tp, part, generation)

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Seek every assigned partition to the offset stored with the figures, 0 when there is none.

        One whose next records Kafka has lost is sought to its end, and what comes there is left unread.
        """
        app = cast(EngagementApp, self.app)
        offsets, ends = await places(app, self.assignment())
        app.lost = set(ends)
        await self.seek_wait(offsets | ends)
        app.positions = {(tp.topic, tp.partition): offset for tp, offset in offsets.items() if tp not in ends}
        telemetry.REBALANCES.labels(CONSUMER).inc()
        log.info("positions_loaded", partitions=len(offsets))
        return offsets


async def places(app: "EngagementApp", assigned: Set[TP]) -> tuple[dict[TP, int], dict[TP, int]]:
    """Where to read on in each of `assigned`, and where the logs of those end that cannot be read on.

    A store that is away is waited for: raised here, it ends the worker ("Recovery: Crashed"), seen when PostgreSQL was
    killed in the middle of a rebalance.
    """
    while True:
        try:
            pool = await app.pool()
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                rows = await conn.fetch(*SQL["positions"](consumer=CONSUMER))
                stored = {TP(r["topic"], r["partition"]): r["next_offset"] for r in rows}
                offsets = {tp: stored.get(tp, 0) for tp in assigned}
                return offsets, await _lost(app, conn, offsets)
        except (KafkaError, *STORE_AWAY) as error:
            log.warning("positions_wait_for_a_store", error=type(error).__name__)
        await asyncio.sleep(0.5)


async def _lost(app: "EngagementApp", conn: Connection, offsets: Mapping[TP, int]) -> dict[TP, int]:
    """The partitions that cannot be read on from `offsets`, and where their logs end."""
    places = {TopicPartition(tp.topic, tp.partition): offset for tp, offset in offsets.items()}
    for tp in places:
        # A row that a loss can be marked on.
        await inbox.next_offset(conn, CONSUMER, tp.topic, tp.partition)
    consumer = await start_consumer(app.settings.kafka, "engagement-positions")
    try:
        found = await gaps.find_lost(conn, consumer, CONSUMER, places)
        return {TP(*tp): at.end for tp, at in (await gaps.held(consumer, found)).items()} if found else {}
    finally:
        await consumer.stop()


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


class WithPages(BootStrategy):
    """What Faust starts, with our pages where its own server would be: before the consumer, so that they say it."""

    def web_server(self) -> list[ServiceT]:
        """Our pages."""
        app = cast(EngagementApp, self.app)
        return [Pages(app.settings, app.hindrances)]


class EngagementApp(faust.App):
    """The worker with its database pool."""

    BootStrategy = WithPages

    def __init__(self, settings: ProcessSettings) -> None:
        super().__init__(
            CONSUMER,
            broker=[yarl.URL(f"kafka://{host}") for host in settings.kafka.split(",")],
            broker_credentials=credentials(access(settings.kafka)),
            store="memory://",
            topic_disable_leader=True,
            topic_allow_declare=False,
            stream_wait_empty=False,
            # Its own server bounds nothing and shows more than whether it is well: Pages are there instead.
            web_enabled=False,
            broker_session_timeout=SESSION_TIMEOUT_SECONDS,
            broker_heartbeat_interval=2.0,
            broker_max_poll_records=BATCH_RECORDS * 4,
            consumer_max_fetch_size=FETCH_BYTES,
            consumer_auto_offset_reset="none",
        )
        self.transport = BatchTransport(self.conf.broker, self)
        self.settings = settings
        self._pool: Pool | None = None
        self._opening = asyncio.Lock()
        self.positions: dict[tuple[str, int], int] = {}
        self.lost: set[TP] = set()
        self.parking = Parking(settings.kafka, CATALOGUE.parked_topic(CONSUMER).name, CONSUMER)

    async def pool(self) -> Pool:
        """The pool, opened at first use on the worker's loop."""
        async with self._opening:
            if self._pool is None:
                self._pool = await open_pool(self.settings.database_url, connections=self.settings.database_connections)
            return self._pool

    async def hindrances(self) -> list[str]:
        """What keeps it from counting, by name: the database, or it has no partition."""
        try:
            found = await hindrances(await self.pool())
        except DATABASE_AWAY:
            found = ["database"]
        return found if self.consumer and self.consumer.assignment() else [*found, "assignment"]


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


async def apply_until_stored(app: EngagementApp, batch: list[ConsumerRecord]) -> None:
    """Apply one batch; a database or broker that is away is waited for, because the batch cannot be skipped.

    Raises inbox.OffsetGap when records before the batch were not applied and the broker has them, or lost them.
    """
    while True:
        try:
            pool = await app.pool()
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                try:
                    await apply(conn, app.parking, batch)
                except inbox.OffsetGap as gap:
                    tp = TopicPartition(gap.topic, gap.partition)
                    if not await gaps.step_over(conn, app.settings.kafka, CONSUMER, tp, gap.position, gap.first):
                        raise
                    continue
            app.positions[batch[0].topic, batch[0].partition] = batch[-1].offset + 1
            return
        except KafkaError as error:
            log.warning("engagement_broker_lost", error=type(error).__name__)
        except STORE_AWAY as error:
            log.warning("engagement_database_lost", error=type(error).__name__)
        await asyncio.sleep(0.5)


def create_app(settings: ProcessSettings) -> EngagementApp:
    """The Faust app with its one agent."""
    app = EngagementApp(settings)
    lanes, tails = Lanes(partial(apply_until_stored, app)), Tails(app.pool, settings.kafka)
    topic = app.topic(*TOPICS, schema=RecordBatch(key_type=bytes, value_type=bytes), acks=False)

    @app.agent(topic)
    async def aggregate(batches: faust.StreamT[Any]) -> None:
        async for batch in batches:
            await lanes.put(batch)

    @app.timer(LAG_EVERY_SECONDS)  # type: ignore[untyped-decorator]  # Faust's timer carries no types
    async def report_lag() -> None:
        report(app.consumer, app.positions)
        try:
            await tails.look(app.consumer, app.positions)
        except (KafkaError, inbox.Fenced, *STORE_AWAY) as error:
            log.warning("tails_not_looked_at", error=type(error).__name__)

    return app


def main() -> None:
    """Run the worker until asked to stop."""
    settings = load(ProcessSettings)
    telemetry.configure_logs("engagement-stream", settings.log_level)
    tracing.configure("engagement-stream")
    if settings.metrics_port is not None:
        start_http_server(settings.metrics_port, addr=settings.host)
    app = create_app(settings)
    worker = faust.Worker(app, override_logging=False, loglevel=settings.log_level, redirect_stdouts=False)
    worker.execute_from_commandline()
