"""Which named constraints may stop a statement: read from a room's migrations and its SQL, without a database.

A statement may be stopped by a constraint that reads a column it writes; a new row by a check where it writes every
column of it, because nulls and defaults pass. A row that is updated does not come back into a partial index, so of an
index only the key counts. Names that end in `-is-final` guard against what no command does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
_QUOTED = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')
NAMED = re.compile(r'\b(?:constraint|index)\s+(?:concurrently\s+)?(?:if not exists\s+)?"([a-z0-9-]+)"')
_COMMENT = re.compile(r"--[^\n]*")
_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_INSERT = re.compile(r"\binsert into (\w+)(?: as \w+)?\s*\(([^)]*)\)")
_UPDATE = re.compile(
    r"\bupdate (?:only )?(\w+)(?:\s+(?:as\s+)?(?!set\b)\w+)?\s+set\b(.*?)(?=\bwhere\b|\bfrom\b|\breturning\b|$)"
)
_CONFLICT = re.compile(
    r"\bon conflict\s*(?:\(([^)]*)\))?(?:\s*where .*?)?\s*do (nothing|update set (.*?))(?=\bwhere\b|\breturning\b|$)"
)
_TRIGGER = re.compile(
    r'create (?:or replace )?(?:constraint )?trigger "?[\w-]+"? (?:before|after) (.*?) on (\w+) .*?'
    r"execute (?:function|procedure) (\w+)"
)
_DELETE = re.compile(r"\bdelete from (\w+)")


@dataclass(frozen=True, slots=True)
class Constraint:
    """A named constraint: its table, the columns that it reads, and for a foreign key the table that it leads to."""

    name: str
    table: str
    columns: frozenset[str]
    unique: bool = False
    checks: bool = False
    new_only: bool = False
    leads_to: str | None = None
    restricts: bool = False


def _plain(sql: str) -> str:
    return " ".join(_COMMENT.sub("", sql).lower().split())


def _parts(inside: str) -> Iterator[str]:
    """The parts of a list in brackets, by the commas of its own level."""
    depth, start = 0, 0
    for at, sign in enumerate(inside):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield inside[start:at].strip()
            start = at + 1
    yield inside[start:].strip()


def _inside(text: str, at: int) -> str:
    """What is between the bracket at `at` and the one that closes it."""
    depth = 0
    for end in range(at, len(text)):
        depth += (text[end] == "(") - (text[end] == ")")
        if depth == 0:
            return text[at + 1 : end]
    raise ValueError(f"a bracket is never closed: {text[at : at + 80]}")


def _statements(sql: str) -> Iterator[str]:
    """Statements, with the bodies of functions left whole."""
    whole, held = _plain(sql), ""
    for piece in whole.split(";"):
        held = f"{held};{piece}" if held else piece
        if held.count("$$") % 2 == 0:
            yield held.strip()
            held = ""


def _constraint(table: str, text: str, column: str | None) -> Constraint | None:
    """The constraint that a definition names; of a column's own, `column` is that column."""
    match = NAMED.search(text)
    if match is None:
        return None
    rule = text[match.end() :].strip()
    key = re.match(
        r"(?:primary key|unique(?: nulls not distinct)?|exclude(?: using \w+)?|foreign key|check)\s*\(", rule
    )
    words = frozenset(_WORD.findall(_inside(rule, key.end() - 1))) if key else frozenset({column or ""})
    leads = re.search(r"\breferences (\w+)", rule)
    return Constraint(
        match[1],
        table,
        words,
        unique=rule.startswith(("primary key", "unique", "exclude")),
        checks=rule.startswith("check"),
        leads_to=leads[1] if leads else None,
        restricts=leads is not None and "on delete" not in rule,
    )


def _of_table(table: str, body: str) -> Iterator[Constraint]:
    for part in _parts(body):
        # A column may have several: each from its own name on.
        column = None if part.startswith("constraint") else part.split(" ", 1)[0]
        starts = [m.start() for m in NAMED.finditer(part)]
        for start, end in pairwise([*starts, len(part)]):
            if (found := _constraint(table, part[start:end], column)) is not None:
                yield found


def _altered(statement: str) -> Iterator[Constraint]:
    match = re.match(r"alter table (?:if exists )?(?:only )?(\w+) (.*)", statement)
    if match is None:
        return
    for action in _parts(match[2]):
        if action.startswith("add"):
            body = re.sub(r"^add (?:column )?(?:if not exists )?", "", action)
            yield from _of_table(match[1], body)


def _index(statement: str) -> Constraint | None:
    match = re.match(r'create unique index (?:concurrently )?(?:if not exists )?"([a-z0-9-]+)" on (\w+)', statement)
    if match is None:
        return None
    at = statement.index("(", match.end())
    return Constraint(match[1], match[2], frozenset(_WORD.findall(_inside(statement, at))), unique=True)


def _renamed(statement: str, statements: list[str]) -> Constraint | None:
    """A primary key that got its rule's name later."""
    match = re.match(r'alter table (\w+) rename constraint (\w+)_pkey to "([a-z0-9-]+)"', statement)
    if match is None:
        return None
    table = next(m for m in (re.match(rf"create table {match[1]} \(", s) and s for s in statements) if m)
    parts = _parts(_inside(table, table.index("(")))
    key = next(part.split(" ", 1)[0] for part in parts if part.endswith("primary key"))
    return Constraint(match[3], match[1], frozenset({key}), unique=True)


def _by_triggers(statements: list[str]) -> Iterator[Constraint]:
    """What a trigger's function raises under a rule's name."""
    for statement in statements:
        made = re.match(r"create (?:or replace )?function (\w+)", statement)
        names = re.findall(r"constraint = '([a-z0-9-]+)'", statement) if made else []
        for fires in filter(None, map(_TRIGGER.match, statements if made and names else ())):
            if made is None or fires[3] != made[1]:
                continue
            # `insert or update of category`: of updates, those that set the category.
            of = re.search(r"update of ([\w, ]+)", fires[1])
            read = frozenset(_WORD.findall(of[1])) if of else frozenset({"*"})
            yield from (Constraint(name, fires[2], read, new_only="update" not in fires[1]) for name in names)


@cache
def constraints(room: str) -> tuple[Constraint, ...]:
    """A room's named constraints. Raises ValueError where its migrations name one that is not understood."""
    folders = (REPOSITORY / "kernel" / "migrations", REPOSITORY / "services" / room / "migrations")
    found: dict[tuple[str, str], Constraint] = {}
    named: set[str] = set()
    statements: list[str] = []
    for path in (p for folder in folders for p in sorted(folder.glob("*.sql"))):
        text = path.read_text(encoding="utf-8")
        named |= set(_QUOTED.findall(_plain(text)))
        statements += _statements(text)
    for statement in statements:
        table = re.match(r"create table (?:if not exists )?(\w+) \(", statement)
        made = list(_of_table(table[1], _inside(statement, table.end() - 1))) if table else list(_altered(statement))
        made += [one for one in (_index(statement), _renamed(statement, statements)) if one is not None]
        found |= {(one.table, one.name): one for one in made}
    by_triggers = tuple(_by_triggers(statements))
    if lost := named - {name for _, name in found} - {one.name for one in by_triggers}:
        raise ValueError(f"{room}: constraints that were not understood: {sorted(lost)}")
    columns = _columns(statements)
    # The words of a check that are no columns are its functions and values.
    kept = [replace(one, columns=one.columns & columns[one.table]) if one.checks else one for one in found.values()]
    return (*kept, *by_triggers)


def _columns(statements: list[str]) -> dict[str, frozenset[str]]:
    """The columns of every table, those that were added later included."""
    found: dict[str, frozenset[str]] = {}
    for statement in statements:
        if table := re.match(r"create table (?:if not exists )?(\w+) \(", statement):
            parts = list(_parts(_inside(statement, table.end() - 1)))
        elif table := re.match(r"alter table (?:if exists )?(?:only )?(\w+) (.*)", statement):
            adds = (re.match(r"add (?:column )?(?:if not exists )?(.*)", part) for part in _parts(table[2]))
            parts = [added[1] for added in adds if added is not None]
        else:
            continue
        found[table[1]] = found.get(table[1], frozenset()) | {part.split(" ", 1)[0] for part in parts}
    return found


def stopped_by(room: str, sql: str) -> frozenset[str]:
    """The names of the constraints that may stop a statement of this room."""
    text = _plain(sql)
    rules = [one for one in constraints(room) if not one.name.endswith("-is-final")]
    found: set[str] = set()
    conflict = _CONFLICT.search(text)
    for table, columns in _INSERT.findall(text):
        written = set(_WORD.findall(columns))
        met = {one for one in rules if one.table == table and _stops_new(one, written)}
        if conflict is not None:
            # A key that "on conflict" names, or any key where it names none, is no refusal.
            target = set(_WORD.findall(conflict[1] or ""))
            met = {one for one in met if not (one.unique and (not target or one.columns == target))}
        found |= {one.name for one in met}
        if conflict is not None and conflict[3]:
            found |= _updated(rules, table, conflict[3])
    for table, assigned in _UPDATE.findall(text):
        found |= _updated(rules, table, assigned)
    for table in _DELETE.findall(text):
        found |= {one.name for one in rules if one.leads_to == table and one.restricts}
    return frozenset(found)


def _reads(one: Constraint, written: set[str]) -> bool:
    return "*" in one.columns or not one.columns.isdisjoint(written)


def _stops_new(one: Constraint, written: set[str]) -> bool:
    return one.columns <= written if one.checks else _reads(one, written)


def _updated(rules: list[Constraint], table: str, assigned: str) -> set[str]:
    written = {match for part in _parts(assigned) for match in _WORD.findall(part.split("=", 1)[0])}
    return {one.name for one in rules if one.table == table and not one.new_only and _reads(one, written)}
