"""Parking: a record that no retry can help is put aside on `<room>.parked` as it came, with the reason.

The caller moves its position only after `park` returned; if the broker refuses, the partition stands still. Kafka and
the database cannot commit together: a process that dies between the two comes back to the record. It then finds it on
the parked topic, among the newest LOOK_BACK of each partition, and does not put it there a second time.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from contracts.catalogue import CATALOGUE
from kernel import telemetry
from kernel.kafka import (
    Consumer,
    ConsumerRecord,
    MessageSizeTooLargeError,
    Producer,
    TopicPartition,
    start_consumer,
    start_producer,
)

LOOK_BACK = 5_000
# What is kept of a record that was as large as a broker takes, and with the reason is larger.
KEPT_BYTES = 64 * 1024
log = telemetry.logger(__name__)


class Park(Exception):
    """Raised by a handler: this event can never be applied here. `reason` is kebab-case."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


class Place(NamedTuple):
    """Which record it is: a topic that was made anew counts its offsets anew, so the time belongs to it."""

    topic: str
    partition: int
    offset: int
    timestamp: int


class Parking:
    """Puts records on one parked topic, each once."""

    def __init__(self, bootstrap: str, topic: str, by: str) -> None:
        self._bootstrap, self._topic, self._by = bootstrap, topic, by
        self._producer: Producer | None = None
        self._parked: set[Place] | None = None

    async def park(self, record: ConsumerRecord, reason: str, detail: str, trace: str = "") -> None:
        """Copy `record` with its headers and the reason. Raises KafkaError when the broker does not take it."""
        if self._parked is None:
            self._parked = await self._lying()
        place = Place(record.topic, record.partition, record.offset, record.timestamp)
        if place in self._parked:
            log.info("parked_before", topic=record.topic, partition=record.partition, offset=record.offset)
            return
        if self._producer is None:
            self._producer = await start_producer(self._bootstrap, f"parking-{self._by}")
        headers = [
            ("parked-reason", reason.encode()),
            ("parked-detail", detail.encode()),
            ("parked-topic", record.topic.encode()),
            ("parked-partition", str(record.partition).encode()),
            ("parked-offset", str(record.offset).encode()),
            ("parked-timestamp", str(record.timestamp).encode()),
            ("parked-at", datetime.now(UTC).isoformat().encode()),
            ("parked-by", self._by.encode()),
        ]
        if trace:
            headers.append(("parked-trace", trace.encode()))
        await self._send(self._producer, record, headers)
        self._parked.add(place)
        telemetry.PARKED.labels(self._by, reason).inc()
        log.error(
            "parked", reason=reason, detail=detail, topic=record.topic, partition=record.partition,
            offset=record.offset, trace=trace or None,
        )  # fmt: skip

    async def _send(self, producer: Producer, record: ConsumerRecord, headers: list[tuple[str, bytes]]) -> None:
        whole = [*record.headers, *headers]
        try:
            await producer.send_and_wait(self._topic, record.value, key=record.key, headers=whole)
        except MessageSizeTooLargeError:
            # It would be refused for ever, and its partition stand still with it. The whole is where it came from.
            cut = (record.value or b"")[:KEPT_BYTES]
            headers = [*headers, ("parked-cut-from-bytes", str(len(record.value or b"")).encode())]
            await producer.send_and_wait(self._topic, cut, headers=headers)

    async def _lying(self) -> set[Place]:
        """What this reader put aside before and lies there still."""
        consumer = await start_consumer(self._bootstrap, f"parking-{self._by}")
        try:
            if self._topic not in await consumer.topics():
                return set()
            return await self._read(consumer)
        finally:
            await consumer.stop()

    async def _read(self, consumer: Consumer) -> set[Place]:
        found: set[Place] = set()
        places = [TopicPartition(self._topic, p) for p in range(CATALOGUE.topics[self._topic].partitions)]
        starts, ends = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
        consumer.assign(places)
        for tp in places:
            consumer.seek(tp, max(starts[tp], ends[tp] - LOOK_BACK))
        while any([await consumer.position(tp) < ends[tp] for tp in places]):
            for records in (await consumer.getmany(timeout_ms=200)).values():
                found.update(place for record in records if (place := _place(dict(record.headers), self._by)))
        return found

    async def close(self) -> None:
        """Let go of the producer."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None


def _place(headers: dict[str, bytes], by: str) -> Place | None:
    """Where a parked record came from; None when another reader parked it, or an earlier version."""
    try:
        if headers["parked-by"] != by.encode():
            return None
        numbers = (int(headers[f"parked-{name}"]) for name in ("partition", "offset", "timestamp"))
        return Place(headers["parked-topic"].decode(), *numbers)
    except (KeyError, ValueError):
        return None
