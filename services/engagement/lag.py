"""How far the stream is behind, in events and in seconds, as seen from outside it: also when it is dead."""

import asyncio
import contextlib
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from contracts.catalogue import CATALOGUE
from kernel import telemetry
from kernel.db import Pool
from kernel.kafka import Consumer, TopicPartition, start_consumer
from kernel.web import Output
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
        # The consumer lives in a thread of its own: a partition may be taken away between two of these lines, and
        # aiokafka answers that by an assertion.
        with contextlib.suppress(AssertionError):
            end = consumer.highwater(tp)
            if position is not None:
                # Nothing fetched yet is nothing known to be behind; the series says that somebody holds the partition.
                lag = max((end or position) - position, 0)
                telemetry.CONSUMER_LAG.labels(CONSUMER, tp.topic, str(tp.partition)).set(lag)


class PartitionLag(Output):
    """One partition that is behind."""

    topic: str
    partition: int
    events: int
    seconds: float


class Lag(Output):
    """Everything that is behind; `seconds` is the age of the oldest event not applied."""

    events: int
    seconds: float
    partitions: list[PartitionLag]


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
                rows = await conn.fetch(SQL["positions"], CONSUMER)
            lag = await self._behind({(r["topic"], r["partition"]): r["next_offset"] for r in rows})
            self._newest = time.monotonic(), lag
        return lag

    async def _behind(self, at: Mapping[tuple[str, int], int]) -> Lag:
        assert self._consumer is not None
        places = [TopicPartition(t.name, p) for t in CATALOGUE.consumed_by(CONSUMER) for p in range(t.partitions)]
        ends = await self._consumer.end_offsets(places)
        behind = {tp: (at.get(tuple(tp), 0), end) for tp, end in ends.items() if end > at.get(tuple(tp), 0)}
        now = datetime.now(UTC).timestamp()
        found = [
            PartitionLag(
                topic=tp.topic,
                partition=tp.partition,
                events=end - position,
                seconds=round(max(now - await self._time_at(tp, position), 0.0), 1),
            )
            for tp, (position, end) in behind.items()
        ]
        oldest = max((p.seconds for p in found), default=0.0)
        return Lag(events=sum(p.events for p in found), seconds=oldest, partitions=found)

    async def _time_at(self, tp: TopicPartition, offset: int) -> float:
        """When the record at `offset` was written, in seconds since 1970."""
        assert self._consumer is not None
        self._consumer.assign([tp])
        self._consumer.seek(tp, offset)
        record = await self._consumer.getone(tp)
        return float(record.timestamp) / 1000

    async def close(self) -> None:
        """Let go of the consumer."""
        if self._consumer is not None:
            await self._consumer.stop()
