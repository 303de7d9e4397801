"""Every named statement that code asks for is written down, and every call gives each of its parameters by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from kernel.db import Statement

REPOSITORY = Path(__file__).resolve().parents[3]
ASKED = re.compile(r"""SQL\["([a-z0-9-]+)"\]""")
ROOMS = ("gateway", *sorted(f"services.{p.name}" for p in (REPOSITORY / "services").iterdir() if p.is_dir()))
ROOMS = tuple(room for room in ROOMS if "__" not in room)


def trees(room: str) -> Iterator[tuple[str, ast.Module]]:
    folder = REPOSITORY / room.replace(".", "/")
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(REPOSITORY).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _named(node: ast.AST) -> str | None:
    """The name in `SQL["name"]`."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "SQL"):
        return None
    return str(node.slice.value) if isinstance(node.slice, ast.Constant) else None


def wrong(where: str, tree: ast.Module, sql: dict[str, Statement]) -> Iterator[str]:
    """A line for each call that does not fit its statement."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = _named(call.func)
        if name not in sql:
            continue
        takes, given = set(sql[name].parameters), {word.arg for word in call.keywords}
        # What comes by `**` is seen when it runs: a name that is missing or unknown is a TypeError.
        fits = given - {None} <= takes if None in given else given == takes
        if call.args or not fits:
            yield f"{where}:{call.lineno}: {name} takes {', '.join(sorted(takes)) or 'nothing'}"


@pytest.mark.parametrize("room", ROOMS)
def test_every_statement_that_is_asked_for_exists(room: str) -> None:
    asked = {name for _, tree in trees(room) for node in ast.walk(tree) if (name := _named(node))}
    assert asked, "no statement is asked for: this test looks at nothing"
    assert asked <= import_module(f"{room}.storage").SQL.keys(), "mend: write the statement into the room's .sql file"


@pytest.mark.parametrize("room", ROOMS)
def test_every_call_gives_a_statement_what_it_takes(room: str) -> None:
    sql = import_module(f"{room}.storage").SQL
    assert [line for where, tree in trees(room) for line in wrong(where, tree, sql)] == []


def test_a_call_that_does_not_fit_is_seen() -> None:
    sql = {"one": Statement("select :a, :b"), "none": Statement("select 1")}
    short, long, by_place = 'SQL["one"](a=1)', 'SQL["one"](a=1, b=2, c=3)', 'SQL["one"](1, a=1, b=2)'
    for line in (short, long, by_place, 'SQL["one"](**x, c=1)', 'f(*SQL["one"]())', 'SQL["none"](a=1)'):
        assert list(wrong("here.py", ast.parse(line), sql)), line
    for line in ('SQL["one"](a=1, b=2)', 'SQL["one"](a=1, **x)', 'f(*SQL["none"]())', 'SQL["one"].over(x=SQL["one"])'):
        assert list(wrong("here.py", ast.parse(line), sql)) == [], line
