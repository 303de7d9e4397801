"""Kafka: the only module that imports aiokafka. Clients are made here with the settings that were measured."""

import asyncio
import contextlib
import logging
from typing import Any, Final, Literal

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    CoordinatorNotAvailableError,
    GroupCoordinatorNotAvailableError,
    KafkaError,
    MessageSizeTooLargeError,
    NoOffsetForPartitionError,
    OffsetOutOfRangeError,
    TopicAlreadyExistsError,
)
from aiokafka.helpers import create_ssl_context
from aiokafka.partitioner import murmur2
from aiokafka.producer.message_accumulator import BatchBuilder
from pydantic import Field, FilePath, ValidationInfo, field_validator
from pydantic_settings import SettingsConfigDict

from contracts.catalogue import CATALOGUE, Topic
from kernel import telemetry
from kernel.settings import EnvironmentSettings, SettingsMissing, load

__all__ = [
    "BatchBuilder",
    "Consumer",
    "ConsumerRecord",
    "KafkaAccess",
    "KafkaError",
    "MessageSizeTooLargeError",
    "NoOffsetForPartitionError",
    "OffsetOutOfRangeError",
    "Producer",
    "TopicPartition",
    "abandon",
    "access",
    "ensure_topics",
    "partition_of",
    "sign_in",
    "start_consumer",
    "start_producer",
]

log = telemetry.logger(__name__)
Producer = AIOKafkaProducer
Consumer = AIOKafkaConsumer

SCRAM: Final = "SCRAM-SHA-512"
PLAIN: Final = "PLAIN"
LOOPBACK = ("127.", "localhost:", "[::1]:")
# PLAIN goes over loopback or TLS only (`access`), so this line at each connection says nothing.
logging.getLogger("aiokafka.conn").addFilter(lambda record: "password in the clear" not in str(record.msg))
REQUEST_TIMEOUT_MS = 5_000
# Two requests one after the other, and some.
ABANDON_SECONDS = 12.0
# The relay sends one batch a partition and wave: at aiokafka's own 16 KiB that is 25 events (measured: 555 events/s
# out of a full outbox). Below what a broker takes as one batch, 1 MiB.
BATCH_BYTES = 512 * 1024


class KafkaAccess(EnvironmentSettings):
    """Who this process is to the brokers.

    `JIAYUAN_KAFKA_MECHANISM` is SCRAM-SHA-512, or PLAIN for the embedded broker on loopback. `JIAYUAN_KAFKA_CA` is the
    certificate authority of the brokers' listener; without it the line is not encrypted, which loopback and a private
    network of containers may do and nothing else.
    """

    model_config = SettingsConfigDict(env_prefix="JIAYUAN_KAFKA_")

    user: str | None = None
    password: str | None = Field(default=None, validate_default=True, repr=False)
    mechanism: Literal["SCRAM-SHA-512", "PLAIN"] = SCRAM
    ca: FilePath | None = None

    @field_validator("password")
    @classmethod
    def _goes_with_the_user(cls, password: str | None, read: ValidationInfo) -> str | None:
        if read.data.get("user") and not password:
            raise ValueError("missing, though a user is given")
        return password

    @property
    def protocol(self) -> str:
        """Kafka's name for what the connection does."""
        return ("SASL_" if self.user else "") + ("SSL" if self.ca else "PLAINTEXT")

    def options(self) -> dict[str, Any]:
        """The keyword arguments that every aiokafka client takes."""
        options: dict[str, Any] = {"security_protocol": self.protocol}
        if self.user:
            options |= {"sasl_mechanism": self.mechanism}
            options |= {"sasl_plain_username": self.user, "sasl_plain_password": self.password}
        if self.ca:
            options["ssl_context"] = create_ssl_context(cafile=str(self.ca))
        return options

    def environment(self) -> dict[str, str]:
        """What makes a child process the same user."""
        given = self.model_dump(exclude_none=True) if self.user else {}
        return {f"JIAYUAN_KAFKA_{name.upper()}": str(value) for name, value in given.items()}


# host:port → who this process is there: a broker that it started itself, or that the run's card names.
_signed_in: dict[str, KafkaAccess] = {}


def sign_in(bootstrap: str, own: KafkaAccess) -> None:
    """From now on this process speaks to that broker as `own`, whatever its environment says."""
    _signed_in[bootstrap] = own


def access(bootstrap: str) -> KafkaAccess:
    """Who this process is to the brokers at `bootstrap` (host:port[,host:port]): as it signed in, or its environment.

    Raises SettingsMissing, also where a password would go over a network as it is.
    """
    addresses = bootstrap.split(",")
    own = next((_signed_in[one] for one in addresses if one in _signed_in), None) or load(KafkaAccess)
    is_open = own.mechanism == PLAIN and own.user and not own.ca
    if is_open and not all(one.startswith(LOOPBACK) for one in addresses):
        raise SettingsMissing(["JIAYUAN_KAFKA_MECHANISM: PLAIN without JIAYUAN_KAFKA_CA is for loopback only"])
    return own


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
        **access(bootstrap).options(),
    )
    try:
        await producer.start()
    except BaseException:
        await producer.stop()
        raise
    return producer


async def abandon(producer: AIOKafkaProducer) -> None:
    """Close a producer without what it still holds, and return when nothing of it can be sent any more.

    Its own `stop` first waits for everything to be sent; cut off by a deadline it leaves its sender behind, which
    tries for ever and puts old batches on the topic when the broker is back, behind newer ones (seen in a summer
    with kills: the compacted topic ended with figures of a minute before).
    """
    stopping = asyncio.ensure_future(producer.stop())
    # A turn of the loop for it to mark the producer closed, so that nothing more enters.
    await asyncio.sleep(0)
    sender = producer._sender
    sending = sender.sender_task if sender is not None else None
    if sending is not None:
        # It still waits for its requests in flight, which end by REQUEST_TIMEOUT_MS and a look at the metadata. The
        # client must stay open for that look: closed first, it is never answered (aiokafka 0.14).
        sending.cancel()
    await asyncio.wait([stopping], timeout=ABANDON_SECONDS)
    if not stopping.done():
        if sending is not None:
            # Cancelled once more it leaves even those alone: they can end, and what they put back is never sent.
            sending.cancel()
        stopping.cancel()
        await asyncio.wait([stopping], timeout=1)
        await asyncio.wait([asyncio.ensure_future(producer.client.close())], timeout=1)
    elif error := stopping.exception():
        log.info("producer_left", error=type(error).__name__)


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
        **access(bootstrap).options(),
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
        admin = AIOKafkaAdminClient(
            bootstrap_servers=bootstrap, client_id="jiayuan-topics", **access(bootstrap).options()
        )
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
