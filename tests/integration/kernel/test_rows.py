"""Every row type of a room has the columns of its statement, by name and type, on the room's migrated database.

A row type reads: PostgreSQL makes a view of its statement here, and takes no statement that writes for one. A
view's tree says of which table's column a plain column is, and the table whether that may be null.
"""

from __future__ import annotations

import re
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
# A plain column as it stands in a view's tree, and an outer join, which may leave any column out.
PLAIN = re.compile(
    r"\{TARGETENTRY :expr \{VAR [^{}]*\} :resno \d+ :resname (?P<name>\S+)"
    r" :ressortgroupref \d+ :resorigtbl (?P<table>[1-9]\d*) :resorigcol (?P<place>\d+) "
)
OUTER_JOIN = re.compile(r":jointype [1-9]")
# A statement's condition leaves out the rows where it is null.
SET_THERE = {
    # Not closed; `disposal_check1` says that only a closed one has no day.
    "services.inspections.disposals.row.UnderWay: due_on",
    # `publish_due is not null`.
    "services.inspections.samples.row.Awaited: publish_due",
}


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


async def nullable(conn: asyncpg.Connection[asyncpg.Record], text: str, types_: list[str]) -> dict[str, bool]:
    """Whether it may be null, for each column of which the statement and its table say so."""
    typed = re.sub(r"\$(\d+)", lambda found: f"null::{types_[int(found[1]) - 1]}", text)
    await conn.execute(f"create temp view looked_at as {typed}")
    tree = await conn.fetchval("select ev_action::text from pg_rewrite where ev_class = 'looked_at'::regclass")
    await conn.execute("drop view looked_at")
    found = {}
    for one in PLAIN.finditer(tree):
        if tree.count("{", 0, one.start()) - tree.count("}", 0, one.start()) == 1:
            never = await conn.fetchval(
                "select attnotnull from pg_attribute where attrelid = $1::int8::oid and attnum = $2",
                int(one["table"]), int(one["place"]),
            )  # fmt: skip
            if not (never and OUTER_JOIN.search(tree)):
                found[one["name"]] = not never
    return found


def wrongly_null(one: type[TypedRow], columns: dict[str, bool]) -> Iterator[str]:
    """A line for each field that is `| None` where its column is never null, or the other way round."""
    for name, may_be in columns.items():
        field = f"{one.__module__}.{one.__name__}: {name}"
        expected = may_be and field not in SET_THERE
        if (type(None) in get_args(get_type_hints(one).get(name))) != expected:
            yield f"{field} is {'sometimes' if may_be else 'never'} null"


@pytest.mark.parametrize("room", ROOMS)
async def test_every_row_type_has_its_statements_columns(owned: Database, room: str) -> None:
    conn = await asyncpg.connect(owned(room))
    try:
        wrong: list[str] = []
        plain = 0
        for one in declared(room):
            prepared = await conn.prepare(one.statement.text)
            wrong += differences(one, {a.name: a.type.name for a in prepared.get_attributes()})
            columns = await nullable(conn, one.statement.text, [p.name for p in prepared.get_parameters()])
            wrong += wrongly_null(one, columns)
            plain += len(columns)
        assert wrong == []
        assert plain, "no row type is looked at"
    finally:
        await conn.close()


async def test_what_may_be_null_is_seen(owned: Database) -> None:
    class Planted(TypedRow):
        id: UUID | None
        closed_at: datetime
        number: int | None

    text = """select f.id, f.closed_at, e.number, array(select fund_id from entry) as funds
              from fund f {} entry e on e.fund_id = $1"""
    conn = await asyncpg.connect(owned("relief"))
    try:
        columns = await nullable(conn, text.format("join"), ["uuid"])
        assert columns == {"id": False, "closed_at": True, "number": False}
        assert [line.rpartition(": ")[2] for line in wrongly_null(Planted, columns)] == [
            "id is never null",
            "closed_at is sometimes null",
            "number is never null",
        ]
        assert await nullable(conn, text.format("left join"), ["uuid"]) == {"closed_at": True}
        with pytest.raises(asyncpg.PostgresSyntaxError):
            await nullable(conn, "update fund set seq = seq + 1 where id = $1 returning id", ["uuid"])
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
