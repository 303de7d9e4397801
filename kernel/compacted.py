"""Reads a compacted topic from its beginning and goes on: each key's newest event, again and again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event, Undecodable, from_kafka
from kernel import telemetry
from kernel.kafka import KafkaError, TopicPartition, start_consumer

log = telemetry.logger(__name__)
POLL_MS = 200


class CompactedReader:
    """Calls `changed` with every event of `topic`, oldest first; `ready` is set once the topic's end was reached.

    Whoever reads keeps the newest by key; nothing is stored, so a restart reads again from the beginning.
    """

    def __init__(self, bootstrap: str, topic: str, by: str, changed: Callable[[Event[Any]], Awaitable[None]]) -> None:
        self._bootstrap, self._topic, self._by, self._changed = bootstrap, topic, by, changed
        self._positions: dict[TopicPartition, int] = {}
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Read until cancelled; a broker that is away is waited for."""
        while True:
            try:
                await self._read()
            except (KafkaError, TimeoutError, OSError) as error:
                log.warning("compacted_reader_lost_broker", topic=self._topic, error=type(error).__name__)
            await asyncio.sleep(0.5)

    async def _read(self) -> None:
        consumer = await start_consumer(self._bootstrap, f"{self._by}-{self._topic}")
        try:
            partitions = [TopicPartition(self._topic, p) for p in range(CATALOGUE.topics[self._topic].partitions)]
            consumer.assign(partitions)
            # The log's start moves only when whole keys are gone, so it is asked for, not assumed.
            starts = await consumer.beginning_offsets(partitions)
            ends = await consumer.end_offsets(partitions)
            for tp in partitions:
                self._positions[tp] = max(self._positions.get(tp, 0), starts[tp])
                consumer.seek(tp, self._positions[tp])
            while True:
                if all(self._positions[tp] >= ends[tp] for tp in partitions):
                    self.ready.set()
                for tp, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
                    for record in records:
                        await self._one(record.headers, record.value)
                    self._positions[tp] = records[-1].offset + 1
        finally:
            await consumer.stop()

    async def _one(self, headers: Any, value: bytes | None) -> None:
        try:
            event = from_kafka(headers, value)
        except Undecodable as error:
            # A figure that cannot be read is replaced by the next telling of its key.
            telemetry.PARKED.labels(self._by, error.reason).inc()
            log.error("figure_undecodable", topic=self._topic, reason=error.reason)
            return
        await self._changed(event)
