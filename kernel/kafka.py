"""Kafka: the only module that imports aiokafka. Clients are made here with the settings that were measured."""

import asyncio
import contextlib

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    CoordinatorNotAvailableError,
    GroupCoordinatorNotAvailableError,
    KafkaError,
    TopicAlreadyExistsError,
)
from aiokafka.partitioner import murmur2
from aiokafka.producer.message_accumulator import BatchBuilder

from contracts.catalogue import CATALOGUE, Topic

__all__ = [
    "BatchBuilder",
    "Consumer",
    "ConsumerRecord",
    "KafkaError",
    "Producer",
    "TopicPartition",
    "ensure_topics",
    "partition_of",
    "start_consumer",
    "start_producer",
]

Producer = AIOKafkaProducer
Consumer = AIOKafkaConsumer

REQUEST_TIMEOUT_MS = 5_000
# The relay sends one batch a partition and wave: at aiokafka's own 16 KiB that is 25 events (measured: 555 events/s
# out of a full outbox). Below what a broker takes as one batch, 1 MiB.
BATCH_BYTES = 512 * 1024


async def start_producer(bootstrap: str, client_id: str) -> AIOKafkaProducer:
    """A started idempotent producer (acks=all). Raises KafkaError when no broker answers."""
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        client_id=client_id,
        enable_idempotence=True,
        acks="all",
        compression_type="gzip",
        max_batch_size=BATCH_BYTES,
        request_timeout_ms=REQUEST_TIMEOUT_MS,
        retry_backoff_ms=50,
    )
    try:
        await producer.start()
    except BaseException:
        await producer.stop()
        raise
    return producer


async def start_consumer(bootstrap: str, client_id: str, *, max_poll_records: int = 500) -> AIOKafkaConsumer:
    """A started consumer without a group: positions come from the database, never from a broker-side commit."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        client_id=client_id,
        group_id=None,
        enable_auto_commit=False,
        # A position the broker does not have is an alarm; 'earliest' would hide a loss.
        auto_offset_reset="none",
        max_poll_records=max_poll_records,
        request_timeout_ms=REQUEST_TIMEOUT_MS * 2,
        retry_backoff_ms=100,
        metadata_max_age_ms=30_000,
    )
    try:
        await consumer.start()
    except BaseException:
        await consumer.stop()
        raise
    return consumer


def new_topic(topic: Topic, replication: int = 1) -> NewTopic:
    """The catalogue's topic as the broker is to have it."""
    return NewTopic(topic.name, topic.partitions, replication, topic_configs=topic.config)


async def ensure_topics(bootstrap: str, *, replication: int = 1, deadline_seconds: float = 30) -> list[str]:
    """Create the catalogue's topics that the broker lacks; answers their names.

    Raises KafkaError when the broker refuses, TimeoutError after `deadline_seconds`.
    """
    async with asyncio.timeout(deadline_seconds):
        admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, client_id="jiayuan-topics")
        await admin.start()
        try:
            present = set(await admin.list_topics())
            missing = [t for t in CATALOGUE.topics.values() if t.name not in present]
            if missing:
                # Two processes that come at once want the same.
                with contextlib.suppress(TopicAlreadyExistsError):
                    await admin.create_topics([new_topic(t, replication) for t in missing])
            await _await_coordinator(admin)
            return [t.name for t in missing]
        finally:
            await admin.close()


async def _await_coordinator(admin: AIOKafkaAdminClient) -> None:
    """Wait for the broker's group coordinator: it makes its own topic when first asked, and until then refuses."""
    while True:
        with contextlib.suppress(CoordinatorNotAvailableError, GroupCoordinatorNotAvailableError):
            await admin.find_coordinator("engagement")
            return
        await asyncio.sleep(0.1)


def partition_of(key: bytes, partitions: int) -> int:
    """The partition of `key` as Java's default partitioner chooses it (murmur2)."""
    return int((murmur2(key) & 0x7FFFFFFF) % partitions)
