"""A real broker: what was acknowledged is there again after kill -9, at the same address."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from deploy.embedded.kafka import Kafka
from kernel.kafka import access
from tests.kit.stores import need_java


async def make_topic(bootstrap: str, name: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **access(bootstrap).options())
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, 1, 1)])
    finally:
        await admin.close()


async def produce(bootstrap: str, topic: str, value: bytes) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=bootstrap, acks="all", enable_idempotence=True, **access(bootstrap).options()
    )
    await producer.start()
    try:
        await producer.send_and_wait(topic, value, key=b"session/1")
    finally:
        await producer.stop()


async def first_record(bootstrap: str, topic: str) -> bytes:
    consumer = AIOKafkaConsumer(
        topic, bootstrap_servers=bootstrap, auto_offset_reset="earliest", **access(bootstrap).options()
    )
    await consumer.start()
    try:
        return bytes((await consumer.getone()).value)
    finally:
        await consumer.stop()


async def test_a_record_survives_kill_9_of_the_broker(home: Path) -> None:
    need_java()
    broker = Kafka(home)
    broker.start()
    try:
        address, pid = broker.bootstrap, broker.pid
        await make_topic(address, "kept")
        await produce(address, "kept", b"before the kill")
        broker.kill()
        assert not broker.alive()
        assert broker.pid is None
        broker.start()
        assert broker.bootstrap == address
        assert broker.pid != pid
        assert await first_record(broker.bootstrap, "kept") == b"before the kill"
        broker.stop()
        # Another object on the same folder, as tomorrow's run would be.
        tomorrow = Kafka(home)
        tomorrow.start()
        try:
            assert tomorrow.bootstrap == address
            assert await first_record(address, "kept") == b"before the kill"
        finally:
            tomorrow.stop()
    finally:
        broker.stop()


async def test_topics_are_not_made_by_accident(kafka: Kafka) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=kafka.bootstrap, request_timeout_ms=2_000, **access(kafka.bootstrap).options()
    )
    await producer.start()
    try:
        with pytest.raises(Exception, match=r"not-declared|UnknownTopic|metadata"):
            await producer.send_and_wait("not-declared", b"x")
    finally:
        await producer.stop()
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap, **access(kafka.bootstrap).options())
    await admin.start()
    try:
        assert "not-declared" not in await admin.list_topics()
    finally:
        await admin.close()


def test_a_cluster_id_may_begin_with_a_hyphen(home: Path) -> None:
    need_java()
    broker = Kafka(home)
    broker.folder.mkdir(parents=True)
    (broker.folder / "cluster-id").write_text("-AAAAAAAAAAAAAAAAAAAAA")
    broker.start()
    try:
        assert broker.ready()
    finally:
        broker.stop()
