"""`jiayuan topics` against a real broker: the missing is made, a loss is refused, nothing is deleted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from confluent_kafka.admin import AdminClient, AlterConfigOpType, ConfigEntry, ConfigResource, NewTopic, ResourceType

from cli.topics.cluster import Cluster
from cli.topics.difference import RETENTION
from contracts.catalogue import CATALOGUE
from deploy.access import options
from deploy.embedded.kafka import Kafka
from kernel.kafka import access

JIAYUAN = Path(sys.executable).with_name("jiayuan")
TOPIC = "gateway.parked"
SECONDS = 30


@pytest.fixture
def stray(kafka: Kafka) -> Iterator[str]:
    """A topic that no catalogue knows."""
    admin, name = AdminClient(options(kafka.bootstrap, access(kafka.bootstrap))), f"stray-{uuid4().hex[:8]}"
    for future in admin.create_topics([NewTopic(name, 1, 1)]).values():
        future.result(SECONDS)
    yield name
    for future in admin.delete_topics([name]).values():
        future.result(SECONDS)


def run(verb: str, kafka: Kafka, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(JIAYUAN), "topics", verb, "--bootstrap", kafka.bootstrap, *arguments]
    environment = os.environ | access(kafka.bootstrap).environment()
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)


def keep(kafka: Kafka, milliseconds: int) -> None:
    """Set the retention as somebody would by hand."""
    entry = ConfigEntry(RETENTION, str(milliseconds), incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, TOPIC, incremental_configs=[entry])
    admin = AdminClient(options(kafka.bootstrap, access(kafka.bootstrap)))
    for future in admin.incremental_alter_configs([resource]).values():
        future.result(SECONDS)


def kept(kafka: Kafka) -> int:
    return int(Cluster(kafka.bootstrap, access(kafka.bootstrap)).topics()[TOPIC].config[RETENTION])


def test_a_cluster_is_brought_to_the_catalogue_and_no_further(kafka: Kafka, stray: str) -> None:
    wanted = CATALOGUE.topics[TOPIC].retention_ms
    assert wanted is not None
    done = run("apply", kafka, "--replication", "1", "--min-insync", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    planned = run("plan", kafka, "--replication", "1", "--min-insync", "1")
    assert planned.returncode == 0, planned.stdout
    # Reported, and still there.
    assert stray in planned.stdout
    there = Cluster(kafka.bootstrap, access(kafka.bootstrap)).topics()
    assert CATALOGUE.topics.keys() | {stray} <= there.keys()
    assert {there[name].partitions for name in CATALOGUE.topics} == {t.partitions for t in CATALOGUE.topics.values()}

    keep(kafka, wanted - 1)
    assert run("plan", kafka).returncode == 2
    assert run("apply", kafka).returncode == 0
    assert kept(kafka) == wanted

    keep(kafka, wanted + 1)
    assert run("plan", kafka).returncode == 1
    refused = run("apply", kafka)
    assert refused.returncode == 1
    assert "--allow-shorter-retention" in refused.stdout
    assert kept(kafka) == wanted + 1
    assert run("apply", kafka, "--allow-shorter-retention").returncode == 0
    assert kept(kafka) == wanted


def test_more_copies_than_brokers_are_refused_and_nothing_is_changed(kafka: Kafka) -> None:
    assert run("apply", kafka).returncode == 0
    before = Cluster(kafka.bootstrap, access(kafka.bootstrap)).topics()
    done = run("apply", kafka, "--replication", "3", "--min-insync", "2")
    assert done.returncode == 1
    assert "0 applied" in done.stdout
    after = Cluster(kafka.bootstrap, access(kafka.bootstrap)).topics()
    assert {n: after[n] for n in CATALOGUE.topics} == {n: before[n] for n in CATALOGUE.topics}


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path) -> None:
    command = [str(JIAYUAN), "topics", "plan", "--bootstrap", "127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "no broker agrees" in done.stderr
