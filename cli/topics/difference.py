"""What a cluster's topics lack of the catalogue, and whether that can be mended without losing data or order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from contracts.catalogue import Topic

CLEANUP, RETENTION, MIN_INSYNC = "cleanup.policy", "retention.ms", "min.insync.replicas"
# Kafka's own topics (__consumer_offsets, __cluster_metadata): the brokers look after them.
INTERNAL_PREFIX = "__"

Verdict = Literal["create", "set", "grow", "refused", "reported"]


@dataclass(frozen=True, slots=True)
class Present:
    """A topic as the cluster has it. `replication` is that of its poorest partition.

    `config` are the settings in force, `overrides` the names of those that were set on this very topic.
    """

    partitions: int
    replication: int
    config: Mapping[str, str]
    overrides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the catalogue leaves to the place: None says nothing of it and compares nothing."""

    replication: int | None = None
    min_insync: int | None = None
    allow_shorter_retention: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan: `what` is `topic`, `partitions`, `replication` or a setting's name."""

    topic: str
    what: str
    present: str
    wanted: str
    verdict: Verdict
    why: str = ""
    config: Mapping[str, str] = field(default_factory=dict)

    @property
    def safe(self) -> bool:
        """Whether `apply` does it."""
        return self.verdict in {"create", "set", "grow"}


def difference(wanted: Iterable[Topic], present: Mapping[str, Present], wishes: Wishes) -> list[Change]:
    """Every difference, in the catalogue's order; then what the cluster has besides, which stays as it is."""
    changes: list[Change] = []
    names = set()
    for topic in wanted:
        names.add(topic.name)
        found = present.get(topic.name)
        changes += [_created(topic, wishes)] if found is None else _compared(topic, found, wishes)
    for name in sorted(present.keys() - names):
        if not name.startswith(INTERNAL_PREFIX):
            changes.append(
                Change(name, "topic", "there", "not in the catalogue", "reported", "never deleted from here")
            )
    return changes


def _created(topic: Topic, wishes: Wishes) -> Change:
    config = dict(topic.config)
    if wishes.min_insync is not None:
        config[MIN_INSYNC] = str(wishes.min_insync)
    replicas = "" if wishes.replication is None else f" × {wishes.replication}"
    if wishes.min_insync is not None and wishes.replication is not None and wishes.min_insync > wishes.replication:
        return Change(topic.name, "topic", "missing", f"{topic.partitions}{replicas}", "refused", _NOT_WRITABLE)
    return Change(topic.name, "topic", "missing", f"{topic.partitions}{replicas}", "create", config=config)


_NOT_WRITABLE = "more replicas in sync than there are replicas: nothing could be written"


def _compared(topic: Topic, found: Present, wishes: Wishes) -> list[Change]:
    config = {name: found.config.get(name, "") for name in {*topic.config, CLEANUP, RETENTION, MIN_INSYNC}}
    lines = [
        _partitions(topic, found.partitions),
        _replication(topic.name, found.replication, wishes.replication),
        _cleanup(topic, config[CLEANUP]),
        None if topic.compacted else _retention(topic, config[RETENTION], wishes),
        _min_insync(topic.name, config[MIN_INSYNC], found.replication, wishes.min_insync),
    ]
    stated = {*topic.config, MIN_INSYNC}
    for name in sorted(found.overrides - stated):
        value = found.config.get(name, "")
        lines.append(Change(topic.name, name, value, "not in the catalogue", "reported", "left as it is"))
    return [line for line in lines if line is not None]


def _partitions(topic: Topic, found: int) -> Change | None:
    """A key's partition is its hash modulo their number: another number puts a key's next record elsewhere."""
    if found == topic.partitions:
        return None
    if found > topic.partitions:
        verdict, why = "refused", "Kafka takes no partition away; records would be lost with it"
    elif topic.parked:
        # Looked at by hand, record by record: nothing there is read in the order of its key.
        return Change(topic.name, "partitions", str(found), str(topic.partitions), "grow")
    else:
        verdict, why = "refused", "keys would move to other partitions and lose their order"
    return Change(topic.name, "partitions", str(found), str(topic.partitions), verdict, why)  # type: ignore[arg-type]


def _replication(name: str, found: int, wanted: int | None) -> Change | None:
    if wanted is None or found == wanted:
        return None
    more = "moving replicas is kafka-reassign-partitions' work, with its own throttle"
    why = more if found < wanted else "copies would be given up"
    return Change(name, "replication", str(found), str(wanted), "refused", why)


def _cleanup(topic: Topic, found: str) -> Change | None:
    wanted = topic.config[CLEANUP]
    # The broker writes a list in the order in which it was given.
    if set(found.split(",")) == {wanted}:
        return None
    why = "older records of a key would be dropped" if topic.compacted else "the newest record of a key would expire"
    return Change(topic.name, CLEANUP, found, wanted, "refused", why)


def _retention(topic: Topic, found: str, wishes: Wishes) -> Change | None:
    wanted = topic.config[RETENTION]
    if found and _kept(found) == _kept(wanted):
        return None
    if not found or _kept(found) < _kept(wanted) or wishes.allow_shorter_retention:
        return Change(topic.name, RETENTION, found, wanted, "set", config={RETENTION: wanted})
    why = "records would be deleted; --allow-shorter-retention if that is meant"
    return Change(topic.name, RETENTION, found, wanted, "refused", why)


def _kept(milliseconds: str) -> float:
    """-1 keeps for ever."""
    return float("inf") if int(milliseconds) < 0 else float(milliseconds)


def _min_insync(name: str, found: str, replication: int, wanted: int | None) -> Change | None:
    if wanted is None or found == str(wanted):
        return None
    change = (name, MIN_INSYNC, found, str(wanted))
    if wanted > replication:
        return Change(*change, "refused", _NOT_WRITABLE)
    if found and int(found) > wanted:
        return Change(*change, "refused", "an acknowledged record would stand on fewer brokers")
    return Change(*change, "set", config={MIN_INSYNC: str(wanted)})
