"""Strimzi's KafkaTopic and KafkaUser objects, read off contracts/topics.yaml: each process has the rights it needs."""

from __future__ import annotations

from typing import Any

from contracts.catalogue import CATALOGUE, Topic
from deploy.embedded.processes import PROCESSES

CLUSTER = "jiayuan"
API = "kafka.strimzi.io/v1"
LABELS = {"strimzi.io/cluster": CLUSTER}
READ, WRITE = ["Read", "Describe"], ["Write", "Describe"]
# One room, two processes: the stream reads events and sets aside what it cannot apply; the other tells and answers.
STREAM, ITS_ROOM = "engagement-stream", "engagement"
WATCH = "watch"
# What the recount holds against the rooms' tables.
RECOUNTED = "engagement.statistics"


def topics() -> list[dict[str, Any]]:
    """One object a topic. Copies and copies in sync are the brokers' defaults, which an overlay sets in one place."""
    return [
        {
            "apiVersion": API,
            "kind": "KafkaTopic",
            "metadata": {"name": topic.name, "labels": dict(LABELS)},
            "spec": {"partitions": topic.partitions, "config": _config(topic)},
        }
        for topic in CATALOGUE.topics.values()
    ]


def _config(topic: Topic) -> dict[str, Any]:
    return {name: int(value) if value.isdigit() else value for name, value in topic.config.items()}


def rights(process: str) -> dict[str, list[str]]:
    """Topic → operations of one process."""
    if process == WATCH:
        return {t.name: READ for t in CATALOGUE.topics.values() if t.parked or t.name == RECOUNTED}
    found: dict[str, list[str]] = {}
    for topic in CATALOGUE.topics.values():
        if _produces(process, topic):
            found[topic.name] = [*WRITE]
        if _consumes(process, topic):
            found[topic.name] = sorted({*found.get(topic.name, []), *READ})
    return found


def _produces(process: str, topic: Topic) -> bool:
    if process in {STREAM, ITS_ROOM}:
        return ITS_ROOM in topic.producers and topic.parked == (process == STREAM)
    return process in topic.producers


def _consumes(process: str, topic: Topic) -> bool:
    """Its own parked topic is read by people; a relay and a reader of lag ask only how far a topic goes."""
    room = ITS_ROOM if process == STREAM else process
    return room in topic.consumers and not topic.parked


def users() -> list[dict[str, Any]]:
    """One user a process, under the process's name; the operator makes its password and keeps it in a Secret."""
    return [_user(name, rights(name)) for name in (*(process.name for process in PROCESSES), WATCH)]


def _user(name: str, of: dict[str, list[str]]) -> dict[str, Any]:
    acls = [
        {"resource": {"type": "topic", "name": topic, "patternType": "literal"}, "operations": operations}
        for topic, operations in of.items()
    ]
    if name == STREAM:
        # Faust's group has the room's name; every other consumer takes its partitions without one.
        group = {"type": "group", "name": ITS_ROOM, "patternType": "literal"}
        acls.append({"resource": group, "operations": [*READ]})
    return {
        "apiVersion": API,
        "kind": "KafkaUser",
        "metadata": {"name": name, "labels": dict(LABELS)},
        "spec": {
            "authentication": {"type": "scram-sha-512"},
            "authorization": {"type": "simple", "acls": acls},
        },
    }
