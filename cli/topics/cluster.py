"""A cluster's topics, read and changed by librdkafka's AdminClient, signed in as the process's own settings say."""

from __future__ import annotations

from collections.abc import Iterable

from confluent_kafka.admin import (
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    ConfigSource,
    NewPartitions,
    NewTopic,
    ResourceType,
)

from cli.topics.difference import Change, Present
from contracts.catalogue import Topic
from deploy.access import options
from kernel.kafka import KafkaAccess

SECONDS = 15.0
# Answered by the controller; the brokers' own default replication is what -1 asks for (KIP-464).
BROKERS_DEFAULT = -1


class Cluster:
    """The topics behind `bootstrap`. Every method raises confluent_kafka.KafkaException when no broker agrees."""

    def __init__(self, bootstrap: str, access: KafkaAccess) -> None:
        self._admin = AdminClient({**options(bootstrap, access), "client.id": "jiayuan-topics"})

    def topics(self) -> dict[str, Present]:
        """Every topic that we may see, with the settings in force."""
        listed = self._admin.list_topics(timeout=SECONDS).topics
        resources = [ConfigResource(ResourceType.TOPIC, name) for name in listed]
        configs = self._admin.describe_configs(resources, request_timeout=SECONDS) if resources else {}
        found = {}
        for resource, future in configs.items():
            entries = future.result(SECONDS)
            partitions = listed[resource.name].partitions.values()
            found[resource.name] = Present(
                partitions=len(partitions),
                replication=min((len(p.replicas) for p in partitions), default=0),
                config={name: entry.value or "" for name, entry in entries.items()},
                overrides=frozenset(n for n, e in entries.items() if e.source == _SET_ON_THE_TOPIC),
            )
        return found

    def apply(self, change: Change, topic: Topic, replication: int | None) -> None:
        """Carry out one safe change. Raises ValueError for one that is not."""
        if not change.safe:
            raise ValueError(f"{change.topic}: {change.verdict}")
        if change.verdict == "create":
            copies = BROKERS_DEFAULT if replication is None else replication
            made = NewTopic(topic.name, topic.partitions, copies, config=dict(change.config))
            self._await(self._admin.create_topics([made], request_timeout=SECONDS).values())
        elif change.verdict == "grow":
            grown = NewPartitions(topic.name, topic.partitions)
            self._await(self._admin.create_partitions([grown], request_timeout=SECONDS).values())
        else:
            entries = [
                ConfigEntry(name, value, incremental_operation=AlterConfigOpType.SET)
                for name, value in change.config.items()
            ]
            resource = ConfigResource(ResourceType.TOPIC, topic.name, incremental_configs=entries)
            self._await(self._admin.incremental_alter_configs([resource], request_timeout=SECONDS).values())

    @staticmethod
    def _await(futures: Iterable[object]) -> None:
        for future in futures:
            future.result(SECONDS)  # type: ignore[attr-defined]


_SET_ON_THE_TOPIC = ConfigSource.DYNAMIC_TOPIC_CONFIG.value
