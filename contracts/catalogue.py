"""The catalogue of topics and event types: topics.yaml read once, joined with the generated event classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from importlib.resources import files
from typing import Any, Literal

import msgspec
import yaml

from contracts.record import Record

# <room>.<noun>-<verb-past>.v<N>
TYPE_NAME = re.compile(r"(?P<room>[a-z]+)\.(?P<name>[a-z]+(?:-[a-z]+)+)\.v(?P<version>[1-9][0-9]*)")


RecordClass = type[Record]


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One topic as topics.yaml describes it; `key` is the shape of the record key."""

    name: str
    owner: str
    description: str
    key: str
    partitions: int
    personal_data: Literal["none", "pseudonymous"]
    producers: tuple[str, ...]
    consumers: tuple[str, ...]
    events: tuple[str, ...] = ()
    retention_ms: int | None = None
    compacted: bool = False
    parked: bool = False

    @property
    def config(self) -> dict[str, str]:
        """The topic's settings in the broker's own words."""
        if self.compacted:
            return {"cleanup.policy": "compact"}
        return {"cleanup.policy": "delete", "retention.ms": str(self.retention_ms)}


class EventType(msgspec.Struct, frozen=True, kw_only=True):
    """One type of event: `type` is the CloudEvents type, `cls` the class of its data."""

    type: str
    room: str
    name: str
    version: int
    topic: Topic
    cls: RecordClass

    @property
    def source(self) -> str:
        """CloudEvents `source`: the room that tells it."""
        return f"/{self.room}"

    @property
    def dataschema(self) -> str:
        """CloudEvents `dataschema`, and the `$id` of the schema: a name, not a place (docs/adr/0009)."""
        return f"urn:jiayuan:schema:{self.room}:{self.name}:v{self.version}"


class UnknownType(LookupError):
    """The catalogue has no such event type or class."""


class Catalogue:
    """Every topic by name and every event type by its CloudEvents type."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.topics = dict(topics)

    @cached_property
    def event_types(self) -> dict[str, EventType]:
        """Every event type, in the order of topics.yaml."""
        return {name: _event_type(name, topic) for topic in self.topics.values() for name in topic.events}

    @cached_property
    def _type_by_class(self) -> dict[type[Record], str]:
        return {entry.cls: name for name, entry in self.event_types.items()}

    def event_type(self, event_type: str) -> EventType:
        """The entry of one type; UnknownType if there is none."""
        try:
            return self.event_types[event_type]
        except KeyError:
            raise UnknownType(event_type) from None

    def topic_of(self, event_type: str) -> Topic:
        """The topic on which events of a type are published."""
        return self.event_type(event_type).topic

    def event_class(self, event_type: str) -> type[Record]:
        """The class of the data of a type."""
        return self.event_type(event_type).cls

    def type_of(self, cls: type[Record]) -> str:
        """The CloudEvents type whose data has this class."""
        try:
            return self._type_by_class[cls]
        except KeyError:
            raise UnknownType(cls.__name__) from None

    def consumed_by(self, reader: str) -> tuple[Topic, ...]:
        """Topics that a reader follows; its parked topic is looked at by hand, never followed."""
        return tuple(t for t in self.topics.values() if reader in t.consumers and not t.parked)

    def parked_topic(self, reader: str) -> Topic:
        """Where a reader puts records that it cannot handle; KeyError for a reader without one."""
        return self.topics[f"{reader}.parked"]


def class_name(name: str, version: int) -> str:
    """Name of the generated class: registration-confirmed, 2 -> RegistrationConfirmedV2 (no suffix for 1)."""
    camel = "".join(word.capitalize() for word in name.split("-"))
    return camel if version == 1 else f"{camel}V{version}"


def _event_type(event_type: str, topic: Topic) -> EventType:
    match = TYPE_NAME.fullmatch(event_type)
    if match is None:
        raise ValueError(f"topics.yaml: {event_type} is not <room>.<noun>-<verb-past>.v<N>")
    room, name, version = match["room"], match["name"], int(match["version"])
    cls = getattr(import_module(f"contracts.events.{room}"), class_name(name, version))
    return EventType(type=event_type, room=room, name=name, version=version, topic=topic, cls=cls)


def read_topics(text: str) -> dict[str, Topic]:
    """Topics from the text of topics.yaml; msgspec.ValidationError names a missing or unknown field."""
    # In C where it was built: in Python reading this takes every process a tenth of a second.
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, Any] = yaml.load(text, Loader=loader)["topics"]  # noqa: S506 - either is a safe loader
    return {name: msgspec.convert({"name": name, **body}, Topic) for name, body in raw.items()}


CATALOGUE = Catalogue(read_topics(files("contracts").joinpath("topics.yaml").read_text(encoding="utf-8")))
topic_of = CATALOGUE.topic_of
event_class = CATALOGUE.event_class
type_of = CATALOGUE.type_of
