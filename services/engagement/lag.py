"""How far the stream is behind, in events and in seconds, as seen from outside it: also when it is dead."""

import asyncio
import contextlib
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from contracts.catalogue import CATALOGUE
from kernel import gaps, telemetry
from kernel.db import Pool, Row
from kernel.kafka import Consumer, TopicPartition, start_consumer
from kernel.models import Output
from services.engagement.storage import CONSUMER, SQL

DEADLINE_SECONDS = 5.0
# Who had to wait for another's reading is content with that one.
FRESH_SECONDS = 0.5


class Assigned(Protocol):
    """What is asked of the stream's own consumer: Faust's, but for its types."""

    def assignment(self) -> Iterable[Any]: ...

    def highwater(self, tp: Any) -> int | None: ...


def report(consumer: Assigned, positions: Mapping[tuple[str, int], int]) -> None:
    """Tell as a metric how far each partition that this worker holds is behind; those taken away are forgotten."""
    telemetry.CONSUMER_LAG.clear()
    for tp in consumer.assignment():
        position = positions.get((tp.topic, tp.partition))
        end = highwater(consumer, tp)
        if position is not None:
            # Nothing fetched yet is nothing known to be behind; the series says that somebody holds the partition.
            lag = max((end or position) - position, 0)
            telemetry.CONSUMER_LAG.labels(CONSUMER, tp.topic, str(tp.partition)).set(lag)


def highwater(consumer: Assigned, tp: Any) -> int | None:
    """Where the partition's log ends, as the consumer last heard; None when it heard nothing."""
    # The consumer lives in a thread of its own: a partition may be taken away meanwhile, and aiokafka answers that by
    # an assertion.
    with contextlib.suppress(AssertionError):
        return consumer.highwater(tp)
    return None


class PartitionLag(Output):
    """One partition that is behind."""

    topic: str
    partition: int
    events: int
    seconds: float


class PartitionLost(Output):
    """One partition that stands still: the events from `position` on are not in Kafka any more (`how`)."""

    topic: str
    partition: int
    how: Literal["deleted-before-read", "log-ends-before-position"]
    position: int
    log_starts: int
    log_ends: int


class Lag(Output):
    """Everything that is behind; `seconds` is the age of the oldest event not applied.

    `lost` is what no waiting helps: those partitions go on after `jiayuan resume`.
    """

    events: int
    seconds: float
    partitions: list[PartitionLag]
    lost: list[PartitionLost]


class LagReader:
    """Reads the ends of the topics with a consumer of its own, started at first use."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap
        self._consumer: Consumer | None = None
        self._lock = asyncio.Lock()
        self._newest: tuple[float, Lag] | None = None

    async def read(self, pool: Pool) -> Lag:
        """The lag now. Raises KafkaError or TimeoutError when no broker answers within DEADLINE_SECONDS.

        No connection to the database is held while a broker is waited for: those who ask for figures need it.
        """
        # The waiting for one another counts as well, or a broker that hangs makes a queue that only grows.
        async with asyncio.timeout(DEADLINE_SECONDS), self._lock:
            if self._newest is not None and time.monotonic() - self._newest[0] < FRESH_SECONDS:
                return self._newest[1]
            if self._consumer is None:
                self._consumer = await start_consumer(self._bootstrap, "engagement-lag", max_poll_records=1)
            async with pool.acquire() as conn:
                rows = await conn.fetch(*SQL["positions"](consumer=CONSUMER))
            lag = await self._read({(r["topic"], r["partition"]): r for r in rows})
            self._newest = time.monotonic(), lag
        return lag

    async def _read(self, rows: Mapping[tuple[str, int], Row]) -> Lag:
        assert self._consumer is not None
        places = [TopicPartition(t.name, p) for t in CATALOGUE.consumed_by(CONSUMER) for p in range(t.partitions)]
        broker = await gaps.held(self._consumer, places)
        found, lost = [], []
        for tp in places:
            row = rows.get((tp.topic, tp.partition))
            position = row["next_offset"] if row else 0
            how = (row["lost"] if row else None) or gaps.judged(position, broker[tp])
            telemetry.RECORDS_LOST.labels(CONSUMER, tp.topic, str(tp.partition)).set(1 if how else 0)
            if how is not None:
                start, end = broker[tp]
                lost.append(
                    PartitionLost(
                        topic=tp.topic, partition=tp.partition, how=how, position=position,
                        log_starts=start, log_ends=end,
                    )
                )  # fmt: skip
            elif behind := await self._behind(tp, position, broker[tp].end):
                found.append(behind)
        oldest = max((p.seconds for p in found), default=0.0)
        return Lag(events=sum(p.events for p in found), seconds=oldest, partitions=found, lost=lost)

    async def _behind(self, tp: TopicPartition, position: int, end: int) -> PartitionLag | None:
        """How far behind the partition is; None when nothing but control records is left."""
        assert self._consumer is not None
        record = await gaps.first_record(self._consumer, tp, position, end) if end > position else None
        if record is None:
            return None
        seconds = datetime.now(UTC).timestamp() - record.timestamp / 1000
        return PartitionLag(
            topic=tp.topic, partition=tp.partition, events=end - position, seconds=round(max(seconds, 0.0), 1)
        )

    async def close(self) -> None:
        """Let go of the consumer."""
        if self._consumer is not None:
            await self._consumer.stop()
