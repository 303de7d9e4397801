"""Which codes a route may be refused with, read from the source: what is raised, and what its statements may meet.

Followed are the functions and classes that a function names, methods by their name alone, and the SQL that is run by
name. What cannot be read raises Unreadable, so that nothing is left out in silence.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, get_args, get_type_hints

from fastapi.params import Depends

from kernel.auth import Unauthenticated
from kernel.db import Statement
from kernel.errors import CommandError
from kernel.routes import declared_of
from tests.kit.constraints import stopped_by
from tests.kit.source import UNKNOWN, Function, Scope, Unreadable, argument, node_of, pattern_of, said, statements

# The pattern of a statement whose name is a parameter.
_STATEMENT = "SQL[{}]"
OURS = ("kernel.", "services.")
_WRITES = re.compile(r"\b(insert into|update|delete from)\b", re.IGNORECASE)
# The frame of every command, and what the process does beside its requests: nothing of it is a route's own.
FRAME = ("kernel.commands", "kernel.once", "kernel.relay", "kernel.background", "kernel.room", "kernel.consumer")
# The statement gives back what was taken: no upper limit is met.
GIVES_BACK = {
    # A cancelled session holds no seat that could be given back.
    "free-seat": {"session-full", "session-cancelled"},
    "free-seat-online": {"session-full-online", "session-cancelled"},
    "cancel-session": {"session-full", "session-full-online"},
    "end-session": {"session-full", "session-full-online"},
    "free-need": {"project-fully-claimed"},
    "free-line": {"line-fully-claimed"},
    "give-back": {"case-grant-exceeded"},
    "return-to-case": {"case-grant-exceeded"},
}
# Guards against our own mistakes: what commands write is always so, whatever is asked for.
LAST_GUARDS = {
    "approvals-missing",
    "approver-approves-once",
    "broken-without-a-result",
    "closing-reason-without-close",
    "corrected-without-approval",
    "correction-without-ground",
    "entry-already-posted",
    "entry-unbalanced",
    "receipt-of-a-verified-vote",
    "replaced-without-reason",
    "reserve-already-resolved",
    "supersede-without-reason",
    "verified-vote-not-counted",
}
# The seat that is given on was freed a moment before, in a session that takes place; who has one there is passed over.
SEAT_GIVEN_ON = {
    "already-registered",
    "overlapping-registration",
    "session-cancelled",
    "session-full",
    "session-full-online",
}
# What is shared with other commands and cannot stop this one.
NOT_HERE = {
    "cancel": SEAT_GIVEN_ON,
    "cancel_own": SEAT_GIVEN_ON,
    # The same for new seats; that none is taken away is asked before.
    "edit_session": SEAT_GIVEN_ON - {"session-cancelled"},
    # Who is elsewhere at the new time is listed.
    "move_session": {"overlapping-registration"},
    # Only what strangers send is counted, only what an account sends is one.
    "object_at_counter": {"already-objected", "objections-full"},
    # Money that comes, or that was reserved, is there.
    "receive_donation": {"fund-insufficient"},
    "reject_disbursement": {"fund-insufficient", "payer-is-approver"},
    "pay_disbursement": {"fund-insufficient"},
    # One check guards several steps; of two people it compares, one is not there yet.
    "approve_disbursement": {"payer-is-approver"},
    "reverse_entry": {"payer-is-approver"},
    "validate_case": {"case-approver-is-validator"},
    # The verdict was checked with its items when they were recorded; it is copied with them, or both are taken out.
    "publish_result": {"verdict-not-of-items"},
    "approve_correction": {"verdict-not-of-items"},
    "return_result": {"verdict-not-of-items"},
    # The whole list: it begins after no row.
    "export_disbursements": {"disbursement-unknown"},
    # Listed businesses alone are removed, and nothing leads to them.
    "undo_import": {"establishment-unknown"},
    # Another name is taken where it is; the id is made here.
    "import_establishments": {"establishment-already-exists", "establishment-name-taken"},
}
# What a rule says here is a part of the answer.
ANSWERS_WITH_CODES = {"services.relief.inbox.queries._judged"}


def _methods_of(cls: type) -> Iterator[Function]:
    for one in vars(cls).values():
        bare = one.fget if isinstance(one, property) else getattr(one, "__func__", one)
        if isinstance(bare, FunctionType) and bare.__code__.co_filename == sys.modules[cls.__module__].__file__:
            yield bare


@dataclass(slots=True)
class _Read:
    """One function: the codes it raises itself, those made of a parameter, what it leads to, and what it calls."""

    codes: set[str] = field(default_factory=set)
    patterns: set[tuple[str, str]] = field(default_factory=set)
    leads_to: set[Function] = field(default_factory=set)
    calls: list[tuple[Function, ast.Call]] = field(default_factory=list)


class Reader:
    """Reads what routes of one room may be refused with."""

    def __init__(self, room: str) -> None:
        self._room = room
        self._sql: dict[str, Statement] = vars(sys.modules[f"services.{room}.storage"])["SQL"]
        self._read: dict[Function, _Read] = {}
        self._methods: dict[str, list[Function]] = {}
        for name, module in sorted(sys.modules.items()):
            if name.startswith((f"services.{room}.", "kernel.")) and name not in FRAME:
                for cls in (c for c in vars(module).values() if isinstance(c, type) and c.__module__ == name):
                    for method in _methods_of(cls):
                        self._methods.setdefault(method.__name__, []).append(method)

    def codes(self, function: Function) -> frozenset[str]:
        """Every code of a route's function and of what it depends on. Raises Unreadable."""
        asked = [
            d.dependency for hint in get_type_hints(function, include_extras=True).values() for d in _depends(hint)
        ]
        reached: list[Function] = []
        waiting = [function, *(one for one in asked if one is not None)]
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.append(one)
                waiting += self._reading(one).leads_to
        codes = set().union(*(self._reading(one).codes for one in reached))
        declared = declared_of(function)
        never = LAST_GUARDS | NOT_HERE.get(function.__name__, set())
        if declared is not None and declared.at == "own":
            # Who has an account of their own acts for no organisation.
            never |= {"another-organisation"}
        return frozenset((codes | self._filled(reached)) - never)

    def _reading(self, function: Function) -> _Read:
        if function not in self._read:
            self._read[function] = self._looked_at(function)
        return self._read[function]

    def _looked_at(self, function: Function) -> _Read:
        place = f"{function.__module__}.{function.__qualname__}"
        found = _Read()
        if function.__module__ in FRAME:
            return found
        node = node_of(function.__module__, function.__qualname__)
        scope = Scope(function, node)
        for inner in (n for statement in node.body for n in ast.walk(statement)):
            if isinstance(inner, ast.Call):
                if _error(scope.value(inner.func)) not in (None, Unauthenticated):
                    reported = said(scope, inner, place, self._sql)
                    found.codes |= {code for code in reported if "{" not in code}
                    found.patterns |= {pattern_of(code) for code in reported if "{" in code}
                elif isinstance(called := scope.value(inner.func), FunctionType) and called.__module__.startswith(OURS):
                    found.calls.append((called, inner))
            elif isinstance(inner, ast.Subscript) and scope.value(inner.value) is self._sql:
                if isinstance(inner.slice, ast.Name) and scope.is_parameter(inner.slice.id):
                    found.patterns.add((_STATEMENT, inner.slice.id))
                    continue
                for name in statements(scope, inner.slice, self._sql, place):
                    found.codes |= stopped_by(self._room, self._sql[name].text) - GIVES_BACK.get(name, set())
            elif isinstance(inner, ast.Name | ast.Attribute):
                self._follow(scope, inner, found)
        return _Read() if place in ANSWERS_WITH_CODES else found

    def _follow(self, scope: Scope, named: ast.Name | ast.Attribute, found: _Read) -> None:
        value = scope.value(named)
        if isinstance(value, str) and _WRITES.search(value):
            found.codes |= stopped_by(self._room, value)
        elif isinstance(value, type) and value.__module__.startswith(OURS) and not _error(value):
            # To make one is to run these; its other methods are followed where they are named.
            found.leads_to.update(m for m in _methods_of(value) if m.__name__ in ("__init__", "__post_init__"))
        elif isinstance(value, FunctionType) and value.__module__.startswith(OURS):
            found.leads_to.add(value)
        elif value is UNKNOWN and isinstance(named, ast.Attribute):
            found.leads_to.update(self._methods.get(named.attr, ()))

    def _made(self, pattern: str, reported: str) -> set[str]:
        """The code that a pattern makes of a text, or what the statement of that name may meet."""
        return (
            set(stopped_by(self._room, self._sql[reported].text))
            if pattern == _STATEMENT
            else {pattern.format(reported)}
        )

    def _filled(self, reached: list[Function]) -> set[str]:
        """The codes that are made of a parameter, with what the calls put in its place."""
        patterns = {one: set(self._reading(one).patterns) for one in reached}
        codes: set[str] = set()
        before = -1
        while before != (before := len(codes) + sum(map(len, patterns.values()))):
            for one in reached:
                for called, call in self._reading(one).calls:
                    for pattern, parameter in patterns.get(called, set()).copy():
                        given = argument(called, call, parameter)
                        if isinstance(given, ast.Constant) and isinstance(given.value, str):
                            codes |= self._made(pattern, given.value)
                        elif isinstance(given, ast.Name) and given.id in inspect.signature(one).parameters:
                            patterns[one].add((pattern, given.id))
                        else:
                            raise Unreadable(f"{one.__qualname__}: {pattern} is made of {ast.unparse(given)}")
        if asked := patterns[reached[0]]:
            raise Unreadable(f"{reached[0].__qualname__}: codes made of what the caller sends: {sorted(asked)}")
        return codes


def _error(value: Any) -> type[CommandError] | None:
    return value if isinstance(value, type) and issubclass(value, CommandError) else None


def _depends(hint: Any) -> list[Depends]:
    return [extra for extra in get_args(hint) if isinstance(extra, Depends)]
