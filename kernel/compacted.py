"""Reads a compacted topic from its beginning and goes on: each key's newest event, again and again.

What cannot be applied is parked and passed by, as everywhere (rule 7). The next telling of its key replaces it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event, Undecodable
from kernel import telemetry
from kernel.applying import NOT_THE_RECORDS, STORE_AWAY, Reason, unforeseen
from kernel.consumer import decode
from kernel.kafka import ConsumerRecord, KafkaError, TopicPartition, start_consumer
from kernel.parking import Park, Parking

log = telemetry.logger(__name__)
POLL_MS = 200


class CompactedReader:
    """Calls `changed` with every event of `topic`, oldest first; `ready` is set once the topic's end was reached.

    The reader keeps the newest by key; nothing is stored, so a restart reads again from the beginning, and finds
    on the parked topic what it parked before. Two replicas that meet a record at the same moment may both park it.
    """

    def __init__(self, bootstrap: str, topic: str, by: str, changed: Callable[[Event[Any]], Awaitable[None]]) -> None:
        self._bootstrap, self._topic, self._by, self._changed = bootstrap, topic, by, changed
        self._positions: dict[TopicPartition, int] = {}
        self._parking = Parking(bootstrap, CATALOGUE.parked_topic(by).name, by)
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Read until cancelled; a broker that is away is waited for."""
        while True:
            try:
                await self._read()
            except (KafkaError, *STORE_AWAY) as error:
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
                at = max(self._positions.get(tp, 0), starts[tp])
                # A log that ends before where we were is another log: its disk was lost, or the topic made anew.
                self._positions[tp] = at if at <= ends[tp] else starts[tp]
                consumer.seek(tp, self._positions[tp])
            while True:
                if all(self._positions[tp] >= ends[tp] for tp in partitions):
                    self.ready.set()
                for tp, records in (await consumer.getmany(timeout_ms=POLL_MS)).items():
                    for record in records:
                        await self._one(record)
                    self._positions[tp] = records[-1].offset + 1
        finally:
            await self._parking.close()
            await consumer.stop()

    async def _one(self, record: ConsumerRecord) -> None:
        event = decode(record)
        if isinstance(event, Undecodable):
            await self._parking.park(record, event.reason, event.detail)
            return
        try:
            # Without a transaction there is nothing to undo: the handler keeps the newest by key.
            if await self._tried(event) is not None and (why := await self._tried(event)) is not None:
                await self._parking.park(record, *why)
        except Park as park:
            await self._parking.park(record, park.reason, park.detail)

    async def _tried(self, event: Event[Any]) -> Reason | None:
        """Call `changed`; answers why it failed, None when it did not. Raises Park and NOT_THE_RECORDS."""
        try:
            await self._changed(event)
        except NOT_THE_RECORDS:
            raise
        except Park:
            raise
        except Exception as error:
            return unforeseen(error)
        return None
