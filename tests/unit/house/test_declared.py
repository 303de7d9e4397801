"""What a route declares is true: the codes it may be refused with, its parameters, and that it stands in one place."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

import pytest

from kernel.errors import NotFound, Refused
from kernel.routes import Declared, Endpoint, declarations
from services.relief.dates import past_time
from services.relief.storage import SQL
from tests.kit.constraints import constraints, stopped_by
from tests.kit.raised import GIVES_BACK, LAST_GUARDS, NOT_HERE, Reader
from tests.kit.source import Unreadable

ROOMS = ("activities", "inspections", "relief", "engagement")


def declared(room: str) -> list[tuple[Endpoint, Declared]]:
    return list(declarations(import_module(f"services.{room}.api").router))


@pytest.mark.parametrize("room", ROOMS)
def test_a_route_declares_the_codes_that_it_may_be_refused_with(room: str) -> None:
    routes = declared(room)
    reader = Reader(room)
    differing = {}
    for function, one in routes:
        raised = reader.codes(function)
        if raised != set(one.refuses):
            differing[f"{function.__module__}.{function.__name__}"] = {
                "add to refuses=": sorted(raised - set(one.refuses)),
                "take out": sorted(set(one.refuses) - raised),
            }
    assert not differing, differing


def test_the_reader_sees_what_there_is_to_see() -> None:
    found = [(one.kind, bool(one.refuses)) for room in ROOMS for _, one in declared(room)]
    assert len(found) > 190
    # A command that nothing refuses is rare; all others must have been read.
    silent = [one.path for room in ROOMS for _, one in declared(room) if one.kind == "command" and not one.refuses]
    assert sorted(silent) == ["/erasures", "/erasures", "/heads", "/imports/establishments"]


def test_every_constraint_of_a_room_is_understood() -> None:
    assert {room: len(constraints(room)) > 40 for room in ROOMS[:3]} == dict.fromkeys(ROOMS[:3], True)


def test_no_exception_is_needless() -> None:
    guards = {one.name for room in ROOMS[:3] for one in constraints(room)}
    assert guards >= LAST_GUARDS
    assert {function.__name__ for room in ROOMS for function, _ in declared(room)} >= NOT_HERE.keys()
    assert {name for room in ROOMS[:3] for name in import_module(f"services.{room}.storage").SQL} >= GIVES_BACK.keys()


async def _raises(kind: str) -> None:
    if kind:
        raise NotFound(f"{kind}-unknown")


async def _calls_with_a_name() -> None:
    await _raises("planted")


async def _calls_with_what_is_sent(sent: str) -> None:
    await _raises(sent)


async def _raises_what_it_is_given() -> None:
    given = "-".join(("session", "full"))
    raise Refused(given)


async def _runs_a_statement() -> str:
    return SQL["insert-parties"].text


async def _asks_a_rule() -> None:
    past_time("planted", given=None, now=None)  # type: ignore[arg-type]  # it is read, and never run


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """This module under a name of the room's, so that the reader follows it."""
    module = sys.modules[__name__]
    monkeypatch.setitem(sys.modules, "services.relief.planted", module)
    for function in (f for f in vars(module).values() if getattr(f, "__module__", "") == __name__):
        monkeypatch.setattr(function, "__module__", "services.relief.planted")
    return module


@pytest.mark.usefixtures("here")
def test_the_reader_follows_calls_and_statements() -> None:
    reader = Reader("relief")
    assert reader.codes(_calls_with_a_name) == {"planted-unknown"}
    assert reader.codes(_asks_a_rule) == {"planted-in-the-future"}
    assert reader.codes(_runs_a_statement) == stopped_by("relief", SQL["insert-parties"].text) == {"party-named-twice"}


@pytest.mark.usefixtures("here")
def test_what_cannot_be_read_is_no_silence() -> None:
    for function in (_calls_with_what_is_sent, _raises_what_it_is_given):
        with pytest.raises(Unreadable):
            Reader("relief").codes(function)
