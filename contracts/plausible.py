"""What JSON and the schema's types let through and no reader could apply: moments, numbers and text out of range."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from contracts.record import EARLIEST, LATEST, MAX_NUMBER, Record

# NUL is the one character of JSON's that no text column takes. Written as an escape, and the escape not escaped.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def holds_nul(document: bytes) -> bool:
    """Whether a text in this JSON holds a NUL, also in a field that this version does not know."""
    return b"u0000" in document and _NUL.search(document) is not None


def is_in_time(moment: datetime) -> bool:
    """Whether a reader takes this moment (aware): see EARLIEST."""
    return EARLIEST <= moment < LATEST


def out_of_range(part: Any) -> str:
    """The field of a moment or a number that no reader can count with; empty when there is none."""
    if isinstance(part, Record):
        return next((name for name in _measured(type(part)) if out_of_range(getattr(part, name))), "")
    if isinstance(part, datetime):
        return "" if is_in_time(part) else "moment"
    if isinstance(part, int | float):
        return "" if -MAX_NUMBER <= part <= MAX_NUMBER else "number"
    if isinstance(part, list | tuple | dict):
        within = part.values() if isinstance(part, dict) else part
        return next((found for one in within if (found := out_of_range(one))), "")
    return ""


@cache
def _measured(cls: type[Record]) -> tuple[str, ...]:
    """The fields that may hold a moment or a number, at any depth: the others are text, and looked at by msgspec."""
    text = ("StrType", "LiteralType", "BoolType", "DateType", "NoneType")
    found = []
    for field in msgspec.structs.fields(cls):
        kind = msgspec.inspect.type_info(field.type)
        kinds = kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)
        if any(type(one).__name__ not in text for one in kinds):
            found.append(field.name)
    return tuple(found)
