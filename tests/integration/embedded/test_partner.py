"""A partner reads what it was given, is refused everything else, and is out within seconds when removed."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import confluent_kafka
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import (
    ClusterAuthorizationFailedError,
    GroupAuthorizationFailedError,
    KafkaConnectionError,
    TopicAuthorizationFailedError,
)

from cli.partner.add import CONFIGURATION
from cli.partner.grants import Grant, GrantRefused, Grants, check_pattern
from deploy.embedded.kafka import Kafka
from kernel.kafka import access, ensure_topics
from tests.kit.machine import missing

READER = Path(__file__).resolve().parents[3] / "examples" / "partner" / "read.py"
README = READER.with_name("README.md")
WHEEL_LIBRARIES = Path(confluent_kafka.__file__).resolve().parents[1] / "confluent_kafka.libs"
EXAMPLE = Path(__file__).resolve().parents[3] / "contracts/examples/activities/registration-confirmed.v1.json"
OUT_SECONDS = 5.0


@pytest.fixture(scope="module")
async def topics(kafka: Kafka) -> str:
    """A broker with the catalogue's topics and one event on `activities.sessions`; its address for us."""
    await ensure_topics(kafka.bootstrap)
    await tell(kafka)
    return kafka.bootstrap


async def tell(kafka: Kafka) -> None:
    """One event on activities.sessions."""
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    producer = AIOKafkaProducer(bootstrap_servers=kafka.bootstrap, **access(kafka.bootstrap).options())
    await producer.start()
    headers = [(key, str(value).encode()) for key, value in example["headers"].items()]
    await producer.send_and_wait(
        "activities.sessions", json.dumps(example["data"]).encode(), key=example["key"].encode(), headers=headers
    )
    await producer.stop()


@pytest.fixture
async def grant(topics: str) -> AsyncIterator[Grant]:
    """A partner with all of activities."""
    grants, name = Grants(topics), f"p-{uuid4().hex[:8]}"
    yield await asyncio.to_thread(grants.add, name, ["activities.*"])
    await asyncio.to_thread(grants.remove, name)


def sasl(kafka: Kafka, grant: Grant, password: str | None = None) -> dict[str, object]:
    return {
        "bootstrap_servers": kafka.partners,
        "security_protocol": "SASL_PLAINTEXT",
        "sasl_mechanism": "SCRAM-SHA-512",
        "sasl_plain_username": grant.username,
        "sasl_plain_password": password or grant.password,
    }


async def first(kafka: Kafka, grant: Grant, topic: str, group: str) -> bytes:
    """The first record of a topic, read as the partner."""
    consumer = AIOKafkaConsumer(topic, group_id=group, auto_offset_reset="earliest", **sasl(kafka, grant))
    try:
        await consumer.start()
        return bytes((await asyncio.wait_for(consumer.getone(), 30)).value)
    finally:
        await consumer.stop()


async def test_a_partner_reads_its_topics_and_no_others(kafka: Kafka, grant: Grant) -> None:
    assert b"registration_id" in await first(kafka, grant, "activities.sessions", grant.group_prefix + "a")
    with pytest.raises(TopicAuthorizationFailedError):
        await first(kafka, grant, "relief.funds", grant.group_prefix + "b")
    with pytest.raises(GroupAuthorizationFailedError):
        await first(kafka, grant, "activities.sessions", "engagement")


async def test_a_partner_writes_nothing_and_makes_nothing(kafka: Kafka, grant: Grant) -> None:
    producer = AIOKafkaProducer(request_timeout_ms=5_000, **sasl(kafka, grant))
    await producer.start()
    try:
        with pytest.raises(TopicAuthorizationFailedError):
            await producer.send_and_wait("activities.sessions", b"{}", key=b"session/1")
    finally:
        await producer.stop()
    admin = AIOKafkaAdminClient(**sasl(kafka, grant))
    await admin.start()
    try:
        made = await admin.create_topics([NewTopic("activities.mine", 1, 1)])
        assert [error[1] for error in made.topic_errors] == [TopicAuthorizationFailedError.errno]
    except (TopicAuthorizationFailedError, ClusterAuthorizationFailedError):
        pass
    finally:
        await admin.close()


async def test_no_one_comes_in_without_the_password(kafka: Kafka, grant: Grant) -> None:
    consumer = AIOKafkaConsumer("activities.sessions", **sasl(kafka, grant, "guessed"))
    try:
        with pytest.raises(KafkaConnectionError):
            await consumer.start()
    finally:
        await consumer.stop()


async def test_a_removed_partner_is_out_within_seconds_while_connected(kafka: Kafka, topics: str, grant: Grant) -> None:
    consumer = AIOKafkaConsumer(
        "activities.sessions",
        group_id=grant.group_prefix + "c",
        auto_offset_reset="earliest",
        metadata_max_age_ms=600_000,
        **sasl(kafka, grant),
    )
    await consumer.start()
    try:
        await asyncio.wait_for(consumer.getone(), 30)
        await asyncio.to_thread(Grants(topics).remove, grant.name)
        removed = time.monotonic()
        with pytest.raises((TopicAuthorizationFailedError, GroupAuthorizationFailedError)):
            await _read_on(kafka, consumer)
        assert time.monotonic() - removed < OUT_SECONDS
    finally:
        await consumer.stop()
    assert grant.name not in await asyncio.to_thread(Grants(topics).names)
    with pytest.raises(KafkaConnectionError):
        await first(kafka, grant, "activities.sessions", grant.group_prefix + "d")


async def _read_on(kafka: Kafka, consumer: AIOKafkaConsumer) -> None:
    """Read what goes on being published, well past the time in which a removed partner has to be out."""
    async with asyncio.timeout(3 * OUT_SECONDS):
        while True:
            await tell(kafka)
            await consumer.getmany(timeout_ms=200)


def printed(kafka: Kafka, grant: Grant, file: Path) -> Path:
    """What `jiayuan partner add` prints, as a file."""
    reported: dict[str, str | None] = {
        "bootstrap": kafka.partners,
        "topics": "activities.*",
        "name": grant.name,
        "username": grant.username,
    }
    reported |= {"password": grant.password, "group_prefix": grant.group_prefix}
    file.write_text(CONFIGURATION.format_map(reported))
    return file


async def test_the_example_reads_with_what_was_printed(kafka: Kafka, grant: Grant, tmp_path: Path) -> None:
    file = printed(kafka, grant, tmp_path / "partner.properties")
    command = [sys.executable, str(READER), str(file)]
    reader = subprocess.Popen([*command, "activities.sessions"], stdout=subprocess.PIPE, text=True)
    try:
        assert reader.stdout is not None
        line = await asyncio.wait_for(asyncio.to_thread(reader.stdout.readline), 30)
        assert json.loads(line)["type"] == "activities.registration-confirmed.v1"
    finally:
        reader.kill()
        reader.wait()
    refused = await asyncio.to_thread(
        subprocess.run, [*command, "relief.funds"], capture_output=True, text=True, timeout=60, check=False
    )
    assert refused.stderr.splitlines()[-1] == "refused: TopicAuthorizationFailedError"


async def test_a_connected_partner_reads_on_while_it_is_given_more(kafka: Kafka, topics: str, grant: Grant) -> None:
    group = grant.group_prefix + "e"
    consumer = AIOKafkaConsumer(
        "activities.sessions", group_id=group, auto_offset_reset="earliest", **sasl(kafka, grant)
    )
    await consumer.start()
    try:
        await asyncio.wait_for(consumer.getone(), 30)
        refused = asyncio.create_task(_read_until_refused(kafka, consumer))
        for _ in range(5):
            again = await asyncio.to_thread(Grants(topics).add, grant.name, ["relief.projects"])
        done, _ = await asyncio.wait([refused], timeout=2)
        assert not done, refused.exception()
        refused.cancel()
    finally:
        await consumer.stop()
    # What it had stays, the password too: it signs in anew with what it was given first.
    assert again.patterns == ("activities.*", "relief.projects")
    assert again.password is None
    assert b"registration_id" in await first(kafka, grant, "activities.sessions", grant.group_prefix + "f")


async def _read_until_refused(kafka: Kafka, consumer: AIOKafkaConsumer) -> None:
    while True:
        await tell(kafka)
        await asyncio.wait_for(consumer.getone(), 10)


async def test_a_new_password_is_made_when_it_is_asked_for(kafka: Kafka, topics: str, grant: Grant) -> None:
    renewed = await asyncio.to_thread(Grants(topics).add, grant.name, ["activities.*"], new_password=True)
    assert renewed.password not in {None, grant.password}
    assert b"registration_id" in await first(kafka, renewed, "activities.sessions", grant.group_prefix + "g")
    with pytest.raises(KafkaConnectionError):
        await first(kafka, grant, "activities.sessions", grant.group_prefix + "g")


async def test_one_topic_is_taken_away_and_the_others_stay(kafka: Kafka, topics: str, grant: Grant) -> None:
    grants = Grants(topics)
    await asyncio.to_thread(grants.add, grant.name, ["relief.projects", "relief.funds"])
    assert await asyncio.to_thread(grants.revoke, grant.name, ["relief.funds"])
    assert await asyncio.to_thread(grants.topics, grant.name) == ["activities.*", "relief.projects"]
    with pytest.raises(TopicAuthorizationFailedError):
        await first(kafka, grant, "relief.funds", grant.group_prefix + "h")
    assert not await asyncio.to_thread(grants.revoke, grant.name, ["relief.funds"])


async def test_kcat_reads_with_the_documented_line(kafka: Kafka, grant: Grant, tmp_path: Path) -> None:
    if shutil.which("kcat") is None:
        missing("no kcat on this machine")
    printed(kafka, grant, tmp_path / "partner.properties")
    row = next(line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| kcat |"))
    # -e: end with the topic, where the documented line goes on waiting.
    command = row.split("`")[1] + " -e"
    # Debian 12's kcat with the librdkafka of confluent-kafka's wheel: its own is older than the README asks for.
    (tmp_path / "librdkafka.so.1").symlink_to(next(WHEEL_LIBRARIES.glob("librdkafka-*.so*")))
    libraries = {"LD_LIBRARY_PATH": f"{tmp_path}:{WHEEL_LIBRARIES}"}
    done = await asyncio.to_thread(
        subprocess.run,
        command,
        shell=True,
        cwd=tmp_path,
        env=os.environ | libraries,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "ce_type=activities.registration-confirmed.v1" in done.stdout
    assert '"registration_id"' in done.stdout


async def test_what_may_be_granted(topics: str) -> None:
    assert await asyncio.to_thread(Grants(topics).topics, "nobody") == []
    for wrong in ("relief", "*", "activities*", "gateway.parked", "engagement.*", "no.such"):
        with pytest.raises(GrantRefused):
            check_pattern(wrong)
    with pytest.raises(GrantRefused, match="small letters"):
        Grants(topics).add("Not A Name", ["activities.*"])
