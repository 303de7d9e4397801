"""Each listener of the embedded broker asks for credentials; our own processes take them from a file of the home."""

from __future__ import annotations

import json
import socket
import stat
import struct
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaConnectionError

from deploy.embedded.kafka import Kafka
from tests.kit.stores import need_java

CREATE_TOPICS = 19
TOPIC = "made-by-a-stranger"


def create_topic(port: int) -> bytes:
    """Ask for a topic without a name, as the protocol writes it; the answer, empty where the line was closed."""
    name = TOPIC.encode()
    header = struct.pack(">hhih", CREATE_TOPICS, 2, 1, 0)
    topic = struct.pack(f">ih{len(name)}sihiiib", 1, len(name), name, 1, 1, 0, 0, 10_000, 0)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(struct.pack(">i", len(header + topic)) + header + topic)
        try:
            return line.recv(4096)
        except ConnectionResetError:
            return b""


@pytest.mark.parametrize("listener", ["kafka", "kafka-partners", "kafka-controller"])
def test_without_a_name_one_cannot_administer(kafka: Kafka, listener: str) -> None:
    ports = json.loads((kafka.home / "ports.json").read_text())
    assert create_topic(ports[listener]) == b""


@pytest.mark.parametrize("given", [{}, {"sasl_plain_password": "guessed"}], ids=["no-name", "wrong-password"])
async def test_without_the_password_one_reads_and_writes_nothing(kafka: Kafka, given: dict[str, str]) -> None:
    if given:
        given = {**given, "security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": "PLAIN"}
        given["sasl_plain_username"] = "platform"
    for client in (AIOKafkaConsumer, AIOKafkaProducer, AIOKafkaAdminClient):
        stranger = client(bootstrap_servers=kafka.bootstrap, **given)
        try:
            with pytest.raises(KafkaConnectionError):
                await stranger.start()
        finally:
            await (stranger.close() if client is AIOKafkaAdminClient else stranger.stop())


async def test_a_local_process_with_the_file_can(kafka: Kafka) -> None:
    file = kafka.folder / "platform.password"
    for private in (file, kafka.folder / "server.properties"):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    admin = AIOKafkaAdminClient(
        bootstrap_servers=kafka.bootstrap,
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="PLAIN",
        sasl_plain_username="platform",
        sasl_plain_password=file.read_text(),
    )
    await admin.start()
    try:
        await admin.create_topics([NewTopic("made-by-us", 1, 1)])
        assert TOPIC not in await admin.list_topics()
    finally:
        await admin.close()


class Before(Kafka):
    """The broker as earlier releases ran it: every connection is a super user."""

    def _settings(self, controller: int) -> dict[str, str]:
        found = super()._settings(controller)
        without = {name: value for name, value in found.items() if "sasl" not in name or "partners" in name}
        return without | {
            "listener.security.protocol.map": "INTERNAL:PLAINTEXT,PARTNERS:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "super.users": "User:ANONYMOUS",
        }


async def test_a_home_from_before_is_carried_over(home: Path) -> None:
    need_java()
    before = Before(home)
    before.start()
    try:
        producer = AIOKafkaProducer(bootstrap_servers=before.bootstrap)
        admin = AIOKafkaAdminClient(bootstrap_servers=before.bootstrap)
        await admin.start()
        await admin.create_topics([NewTopic("kept", 1, 1)])
        await admin.close()
        await producer.start()
        await producer.send_and_wait("kept", b"from before")
        await producer.stop()
    finally:
        before.stop()
    # Earlier releases made none.
    (home / "kafka" / "platform.password").unlink()
    after = Kafka(home)
    after.start()
    try:
        assert after.bootstrap == before.bootstrap
        consumer = AIOKafkaConsumer(
            "kept", bootstrap_servers=after.bootstrap, auto_offset_reset="earliest", **after.access.options()
        )
        await consumer.start()
        assert (await consumer.getone()).value == b"from before"
        await consumer.stop()
    finally:
        after.stop()
