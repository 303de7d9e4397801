"""Parking: a record that no retry can help is put aside on `<room>.parked` as it came, with the reason.

The caller moves its position only after `park` returned; if the broker refuses, the partition stands still.
"""

from datetime import UTC, datetime

from kernel import telemetry
from kernel.kafka import ConsumerRecord, Producer, start_producer

log = telemetry.logger(__name__)


class Park(Exception):
    """Raised by a handler: this event can never be applied here. `reason` is kebab-case."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


class Parking:
    """Puts records on one parked topic."""

    def __init__(self, bootstrap: str, topic: str, by: str) -> None:
        self._bootstrap, self._topic, self._by = bootstrap, topic, by
        self._producer: Producer | None = None

    async def park(self, record: ConsumerRecord, reason: str, detail: str) -> None:
        """Copy `record` with its headers and the reason. Raises KafkaError when the broker does not take it."""
        if self._producer is None:
            self._producer = await start_producer(self._bootstrap, f"parking-{self._by}")
        headers = [
            *record.headers,
            ("parked-reason", reason.encode()),
            ("parked-detail", detail.encode()),
            ("parked-topic", record.topic.encode()),
            ("parked-partition", str(record.partition).encode()),
            ("parked-offset", str(record.offset).encode()),
            ("parked-at", datetime.now(UTC).isoformat().encode()),
            ("parked-by", self._by.encode()),
        ]
        await self._producer.send_and_wait(self._topic, record.value, key=record.key, headers=headers)
        telemetry.PARKED.labels(self._by, reason).inc()
        log.error("parked", reason=reason, topic=record.topic, partition=record.partition, offset=record.offset)

    async def close(self) -> None:
        """Let go of the producer."""
        if self._producer is not None:
            await self._producer.stop()
            self._producer = None
