"""Every row type of a room has the columns of its statement, by name and type, on the room's migrated database."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import asyncpg
import pytest

from kernel.rows import TypedRow
from tests.kit.stores import Database

ROOMS = ("activities", "inspections", "relief")
KINDS = {
    "uuid": UUID, "text": str, "bpchar": str, "timestamptz": datetime, "date": date, "time": time, "bool": bool,
    "int2": int, "int4": int, "int8": int, "numeric": Decimal, "bytea": bytes, "jsonb": str, "float8": float,
}  # fmt: skip


def declared(room: str) -> list[type[TypedRow]]:
    """The room's row types. `dataclass(slots=True)` makes each a second time: the last of a name counts."""
    import_module(f"services.{room}.api")
    found = {
        (one.__module__, one.__name__): one
        for one in descendants(TypedRow)
        if one.__module__.startswith(f"services.{room}.")
    }
    return [found[name] for name in sorted(found)]


def descendants(of: type[TypedRow]) -> Iterator[type[TypedRow]]:
    """The types made of one, and those made of them: two statements may read the same columns."""
    for one in of.__subclasses__():
        yield one
        yield from descendants(one)


def kind_of(hint: Any) -> Any:
    """A hint without `| None` and the values of a Literal; a list is the kind of its items in a tuple."""
    if get_origin(hint) in (Union, types.UnionType):
        [hint] = [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) is Literal:
        return type(get_args(hint)[0])
    if get_origin(hint) is list:
        return (kind_of(get_args(hint)[0]),)
    return hint


def differences(one: type[TypedRow], columns: dict[str, str]) -> Iterator[str]:
    """A line for each field that is no column, column that is no field, and type that is another."""
    hints = {name: hint for name, hint in get_type_hints(one).items() if name != "statement"}
    for name in sorted(hints.keys() ^ columns.keys()):
        yield f"{one.__module__}.{one.__name__}: {name} is {'no column' if name in hints else 'no field'}"
    for name in sorted(hints.keys() & columns.keys()):
        column = columns[name]
        asked = (KINDS[column[:-2]],) if column.endswith("[]") else KINDS[column]
        if kind_of(hints[name]) != asked:
            yield f"{one.__module__}.{one.__name__}: {name} is a {column}"


@pytest.mark.parametrize("room", ROOMS)
async def test_every_row_type_has_its_statements_columns(database: Database, room: str) -> None:
    conn = await asyncpg.connect(database(room))
    try:
        wrong: list[str] = []
        for one in declared(room):
            prepared = await conn.prepare(one.statement.text)
            wrong += differences(one, {a.name: a.type.name for a in prepared.get_attributes()})
        assert wrong == []
        assert declared(room), "no row type is looked at"
    finally:
        await conn.close()


def test_what_differs_is_seen() -> None:
    class Planted(TypedRow):
        id: UUID
        gone: str
        number: str
        names: list[str]
        state: Literal["open", "closed"] | None

    columns = {"id": "uuid", "number": "int8", "names": "text[]", "state": "text", "more": "bool"}
    assert [line.rpartition(": ")[2] for line in differences(Planted, columns)] == [
        "gone is no column",
        "more is no field",
        "number is a int8",
    ]
