"""What lies on a topic, all of it, read from the broker itself."""

from __future__ import annotations

from contracts.catalogue import CATALOGUE
from kernel.kafka import ConsumerRecord, TopicPartition, start_consumer


async def records(bootstrap: str, topic: str) -> list[ConsumerRecord]:
    """Every record from the beginning to where the topic ends now; in order within a partition."""
    consumer = await start_consumer(bootstrap, "test")
    found: list[ConsumerRecord] = []
    try:
        places = [TopicPartition(topic, p) for p in range(CATALOGUE.topics[topic].partitions)]
        consumer.assign(places)
        ends = await consumer.end_offsets(places)
        for tp in places:
            consumer.seek(tp, 0)
        while any([await consumer.position(tp) < ends[tp] for tp in places]):
            for batch in (await consumer.getmany(timeout_ms=200)).values():
                found.extend(batch)
    finally:
        await consumer.stop()
    return found
