"""Draws up the AsyncAPI 3.0 document of every topic from the catalogue and the schemas."""

from __future__ import annotations

from typing import Any

import yaml

from contracts.catalogue import CATALOGUE, EventType, Topic
from contracts.validation import schema_of

HEADER = "# Made from topics.yaml and schemas/ by `python -m contracts.generate`: never edit.\n"
BINDING = "0.5.0"
DATASCHEMA = (
    "The $id of the data's JSON Schema, an absolute URI (`x-dataschema` of each message). "
    "Older events have the relative reference `/schemas/<room>/<name>.v<N>` here."
)
Document = dict[str, Any]


def render_asyncapi() -> str:
    """The document as YAML text; the same catalogue always gives the same bytes."""
    document: Document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Jiayuan events",
            "version": "1.0.0",
            "description": "What the rooms of the platform tell each other, as CloudEvents 1.0 in Kafka's binary mode.",
        },
        "defaultContentType": "application/json",
        "channels": {name: _channel(topic) for name, topic in CATALOGUE.topics.items()},
        "operations": {
            f"{room}/{action}/{name}": _operation(topic, action)
            for name, topic in CATALOGUE.topics.items()
            for action, rooms in (("send", topic.producers), ("receive", topic.consumers))
            for room in rooms
        },
        "components": {
            "messages": {name: _message(entry) for name, entry in CATALOGUE.event_types.items()}
            | {"parked": _parked()},
            "schemas": {name: _payload(name) for name in CATALOGUE.event_types} | {"headers": _headers()},
        },
    }
    return HEADER + yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)


class _Plain(yaml.SafeDumper):
    """A dumper without anchors: a reader of the document should not have to follow them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _messages(topic: Topic) -> list[str]:
    return ["parked"] if topic.parked else list(topic.events)


def _channel(topic: Topic) -> Document:
    settings: Document = {"cleanup.policy": ["compact" if topic.compacted else "delete"]}
    if topic.retention_ms is not None:
        settings["retention.ms"] = topic.retention_ms
    return {
        "address": topic.name,
        "description": topic.description,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in _messages(topic)},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": settings,
                "bindingVersion": BINDING,
            }
        },
        "x-owner": topic.owner,
        "x-personal-data": topic.personal_data,
        "x-key": topic.key,
    }


def _operation(topic: Topic, action: str) -> Document:
    return {
        "action": action,
        "channel": {"$ref": f"#/channels/{topic.name}"},
        "messages": [{"$ref": f"#/channels/{topic.name}/messages/{name}"} for name in _messages(topic)],
    }


def _message(entry: EventType) -> Document:
    schema = schema_of(entry.type)
    return {
        "name": entry.type,
        "title": schema["title"],
        "summary": schema["description"],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/headers"},
        "payload": {"$ref": f"#/components/schemas/{entry.type}"},
        "x-dataschema": entry.dataschema,
        "bindings": {
            "kafka": {
                "key": {"type": "string", "description": f"{entry.topic.key}, the same as ce_subject"},
                "bindingVersion": BINDING,
            }
        },
    }


def _parked() -> Document:
    names = ("reason", "detail", "topic", "partition", "offset", "at", "by")
    headers = {f"parked-{name}": {"type": "string"} for name in names}
    return {
        "name": "parked",
        "title": "Parked record",
        "summary": "A record that its reader could not handle: the original bytes, headers and key.",
        "headers": {"type": "object", "properties": headers, "required": list(headers)},
        "payload": {"description": "The original value, whatever it was."},
    }


def _payload(event_type: str) -> Document:
    # Its own identity stays outside: inside the document a schema is addressed by its place.
    return {key: value for key, value in schema_of(event_type).items() if key not in ("$schema", "$id")}


def _headers() -> Document:
    text: Document = {"type": "string"}
    properties: Document = {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {**text, "format": "uuid", "description": "UUIDv7, unique for all rooms."},
        "ce_source": {**text, "description": "The room that tells it."},
        "ce_type": {**text, "description": "<room>.<noun>-<verb-past>.v<N>"},
        "ce_time": {**text, "format": "date-time", "description": "When it was recorded, UTC."},
        "ce_subject": {**text, "description": "The aggregate, the same as the record's key."},
        "ce_dataschema": {**text, "format": "uri-reference", "description": DATASCHEMA},
        "ce_aggregateseq": {**text, "pattern": "^[0-9]+$", "description": "1..n within the aggregate."},
        "ce_storeepoch": {**text, "pattern": "^[0-9]+$", "description": "Grows when the room was restored."},
        "content-type": {"type": "string", "const": "application/json"},
        "ce_traceparent": {**text, "description": "W3C trace context of the command."},
    }
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in ("ce_traceparent", "ce_dataschema")],
    }
