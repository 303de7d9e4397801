"""ARCHITECTURE.md's walk of one command is the way that the command takes: the real processes, traced."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import pytest

from deploy.embedded.processes import PROCESSES
from deploy.embedded.stack import Stack
from tests.kit.door import District, Door, build, open_door, registered, until
from tests.kit.stores import in_memory, need_java, need_postgres, throwaway_home

REPOSITORY = Path(__file__).resolve().parents[2]
TRACER = REPOSITORY / "tests" / "kit" / "traced.py"
# What every request or event passes, whatever it is about: reading the walk, one need not open these.
PLUMBING = {
    "gateway/rates.py",
    "kernel/addresses.py",
    "kernel/auth.py",
    "kernel/bounded.py",
    "kernel/calendar.py",
    "kernel/failpoints.py",
    "kernel/identifiers.py",
    "kernel/lingering.py",
    "kernel/names.py",
    "kernel/persons.py",
    "kernel/rows.py",
    "kernel/telemetry.py",
    "kernel/tracing.py",
    "kernel/web.py",
}
TO_THE_201 = 12
IDLE_SECONDS = 3.0


class Call(NamedTuple):
    """One function entered."""

    at: int
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What was entered because of the command: functions that also run while nothing happens are left out."""

    calls: list[Call]
    answered_at: int

    def files(self, *, until_answered: bool = False) -> set[str]:
        """The files entered."""
        return {c.path for c in self.calls if not until_answered or c.at < self.answered_at}


def walk() -> tuple[list[list[str]], list[list[str]]]:
    """The files of each step, up to the answer and after it."""
    text = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- walk: begin -->(.*)<!-- walk: number moves -->(.*)<!-- walk: end -->", text, re.DOTALL)
    assert found is not None
    halves = []
    for half in found.groups():
        steps = re.findall(r"^\d+\. (.*)$", half, re.MULTILINE)
        halves.append([re.findall(r"`([a-z_/]+\.py)`", step) for step in steps])
    return halves[0], halves[1]


def _calls(traces: Path) -> list[Call]:
    calls = []
    for trace in traces.glob("*.calls"):
        # The last line may be half written.
        for line in trace.read_text(encoding="utf-8").split("\n")[:-1]:
            at, path, name = line.split(" ")
            calls.append(Call(int(at), path, name))
    return sorted(calls)


async def _settled(door: Door) -> None:
    """Returns when every event has been counted."""

    async def nothing_waits() -> bool:
        lag = await door["auditor"].get("/api/engagement/lag")
        return bool(lag["events"] == 0)

    await until(nothing_waits, "the statistics do not catch up")


async def _one_registration(home: Path, door: Door, district: District) -> Trace:
    """A page is open; nothing happens for a while; one person is registered; the page receives the new figure."""
    async with door["auditor"].http.stream("GET", "/api/live", timeout=60) as page:
        lines = page.aiter_lines()
        assert await anext(lines) == "event: ready"
        idle = time.monotonic_ns()
        await asyncio.sleep(IDLE_SECONDS)  # what runs while nothing is asked is what this measures
        asked = time.monotonic_ns()
        await registered(door, district, 1)
        async for line in lines:
            if line.startswith("data:"):
                data = json.loads(line.removeprefix("data:"))
                about = data.get("grain"), data.get("dimension"), data.get("figures", {}).get("registrations")
                if about == ("day", "district", 2):
                    break
    calls = _calls(home)
    background = {(c.path, c.name) for c in calls if idle < c.at < asked}
    because = [c for c in calls if c.at > asked and (c.path, c.name) not in background]
    return Trace(because, next(c.at for c in because if (c.path, c.name) == ("gateway/chain.py", "answer")))


@pytest.fixture(scope="module")
async def trace() -> AsyncIterator[Trace]:
    """One registration in a product of its own whose processes are traced."""
    need_java()
    need_postgres()
    with throwaway_home(in_memory()) as home:
        table = [
            replace(row, command=(sys.executable, str(TRACER), str(home / f"{row.name}.calls"), row.name))
            for row in PROCESSES
        ]
        with Stack(home, quiet=True, table=table) as running:
            door = await open_door(running.url("gateway"), running.dsn("gateway"))
            district = await build(door)
            # Once before: keys remembered, connections open, the first batch behind us.
            await registered(door, district, 0)
            await _settled(door)
            found = await _one_registration(home, door, district)
            await door.close()
        yield found


def test_every_file_of_the_walk_exists() -> None:
    to_the_answer, moving = walk()
    assert len(to_the_answer) == 9
    assert len(moving) == 5
    for files in (*to_the_answer, *moving):
        assert files
        assert all((REPOSITORY / file).is_file() for file in files), files


def first_entries(trace: Trace) -> dict[str, int]:
    """When each file was first entered. `frame` is what FastAPI makes of a command's headers before the route."""
    first: dict[str, int] = {}
    for call in trace.calls:
        if (call.path, call.name) != ("kernel/commands.py", "frame"):
            first.setdefault(call.path, call.at)
    return first


def is_the_way(trace: Trace, to_the_answer: list[list[str]], moving: list[list[str]]) -> bool:
    """Whether the files were first entered in this order up to the answer, and one after another from there on."""
    first = first_entries(trace)
    steps = [first.get(file, 0) for file, *_ in to_the_answer]
    if 0 in steps or steps != sorted(steps) or steps[-1] > trace.answered_at:
        return False
    at = steps[-1]
    for file, *_ in moving:
        # The relay carries the statistics' own event too, and the live stream the fact before its figure.
        at = next((c.at for c in trace.calls if c.path == file and c.at > at), 0)
        if at == 0:
            return False
    return all(besides in first for files in to_the_answer + moving for besides in files)


def test_the_command_takes_the_steps_in_this_order(trace: Trace) -> None:
    assert is_the_way(trace, *walk())


def test_another_order_or_another_file_would_be_seen(trace: Trace) -> None:
    to_the_answer, moving = walk()
    for n in range(len(to_the_answer) - 1):
        swapped = [*to_the_answer[:n], to_the_answer[n + 1], to_the_answer[n], *to_the_answer[n + 2 :]]
        assert not is_the_way(trace, swapped, moving), to_the_answer[n]
    assert not is_the_way(trace, to_the_answer, [["services/engagement/lag.py"], *moving])
    for file in ("services/activities/sessions/cancel.py", "services/relief/funds/rules.py"):
        assert not is_the_way(trace, [*to_the_answer[:6], [file], *to_the_answer[7:]], moving)


def test_the_walk_leaves_nothing_out_but_the_plumbing(trace: Trace) -> None:
    to_the_answer, moving = walk()
    reported = {file for files in to_the_answer for file in files}
    assert len(reported) <= TO_THE_201
    entered = trace.files(until_answered=True)
    beside = {file for file in entered if not file.startswith("contracts/")} - reported - PLUMBING
    # A committed event may be on its way before the answer is.
    later = {file for files in moving for file in files} | {"kernel/kafka.py"}
    assert beside <= later, sorted(beside)
    assert reported <= entered
    assert entered >= PLUMBING, sorted(PLUMBING - entered)


def test_no_other_rule_and_no_other_command_was_asked(trace: Trace) -> None:
    asked = {f for f in trace.files() if re.fullmatch(r"services/(activities|inspections|relief)/\w+/\w+\.py", f)}
    sessions = "services/activities/sessions"
    assert asked == {f"{sessions}/{name}.py" for name in ("register", "row", "rules", "seats")}
