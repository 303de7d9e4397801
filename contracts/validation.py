"""The writer's check: data against its schema, closed, before the event may enter an outbox."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
import msgspec

from contracts.catalogue import CATALOGUE
from contracts.record import Record
from contracts.subset import closed


class ContractBroken(ValueError):
    """Data that may not be sent: `path` is the JSON pointer, `rule` the schema's keyword; never the value."""

    def __init__(self, event_type: str, path: str, rule: str) -> None:
        super().__init__(f"{event_type}: {rule} at {path or '/'}")
        self.event_type = event_type
        self.path = path
        self.rule = rule


@cache
def schema_of(event_type: str) -> dict[str, Any]:
    """The JSON Schema of a type, as it is published; UnknownType if there is none."""
    entry = CATALOGUE.event_type(event_type)
    path = files("contracts").joinpath("schemas", entry.room, f"{entry.name}.v{entry.version}.json")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def _validator(event_type: str) -> jsonschema_rs.Draft202012Validator:
    # Closed: a field that the schema does not name is a typing mistake or a leak, and the compatibility gate
    # reckons with writers that send nothing else.
    return jsonschema_rs.Draft202012Validator(closed(schema_of(event_type)), validate_formats=True)


def check(event_type: str, data: Record | bytes | dict[str, Any]) -> bytes:
    """The JSON bytes of data that keep their type's contract; ContractBroken names a rule that fails."""
    encoded = data if isinstance(data, bytes) else msgspec.json.encode(data)
    try:
        decoded = msgspec.json.decode(encoded)
    except (msgspec.DecodeError, RecursionError):
        raise ContractBroken(event_type, "", "json") from None
    validator = _validator(event_type)
    if not validator.is_valid(decoded):
        error = next(iter(validator.iter_errors(decoded)))
        path = "".join(f"/{step}" for step in error.instance_path)
        raise ContractBroken(event_type, path, str(error.schema_path[-1]))
    return encoded
