"""Runs checks side by side, the longest first: each waits most of its time for a store, a browser or a clock."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

POLL_SECONDS = 0.1
# Of a check that held, its last line is shown, and what it left out.
LEFT_OUT = re.compile(r"^(SKIPPED|left out|stores:|the dashboard's types are left out)")


@dataclass(frozen=True, slots=True)
class Check:
    """One command that fails when something does not hold."""

    what: str
    command: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a check ended."""

    what: str
    status: int
    seconds: float


@dataclass(slots=True)
class _Running:
    check: Check
    process: subprocess.Popen[bytes]
    log: Path
    began: float


def run(checks: Sequence[Check], lanes: int, folder: Path) -> list[Outcome]:
    """Run every check in `folder`, at most `lanes` at once, in the order given; one that fails stops no other.

    The whole output of a failed check is printed when it ends, so that two never mix; of the others only its end.
    """
    waiting, running, outcomes = list(checks), list[_Running](), list[Outcome]()
    with tempfile.TemporaryDirectory(prefix="jiayuan-checks-") as logs:
        try:
            while waiting or running:
                while waiting and len(running) < lanes:
                    log = Path(logs) / f"{len(outcomes) + len(running)}-{len(waiting)}.log"
                    running.append(_begin(waiting.pop(0), folder, log))
                time.sleep(POLL_SECONDS)
                for one in [one for one in running if one.process.poll() is not None]:
                    running.remove(one)
                    outcomes.append(_ended(one))
        except KeyboardInterrupt:
            _interrupt(running)
            raise SystemExit(130) from None
    return outcomes


def _begin(check: Check, folder: Path, log: Path) -> _Running:
    print(f"   {check.what} …", flush=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            check.command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=_environment(),
            # A terminal's Ctrl-C comes to this process alone, which passes it on once: a second one would cut short
            # how a suite ends its stores.
            process_group=0,
        )
    return _Running(check, process, log, time.monotonic())


def _environment() -> dict[str, str]:
    """Compiled modules are kept: the suites start our processes a hundred times, and each would compile them again."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONUNBUFFERED": "1"}


def _ended(one: _Running) -> Outcome:
    status, took = one.process.wait(), time.monotonic() - one.began
    text = one.log.read_text(encoding="utf-8", errors="replace").rstrip()
    print(f"\n── {one.check.what}: {'held' if status == 0 else f'failed (status {status})'}, {took:.1f} s", flush=True)
    lines = text.splitlines()
    shown = lines if status != 0 else [*filter(LEFT_OUT.match, lines[:-1]), *lines[-1:]]
    if shown:
        print("\n".join(shown), flush=True)
    return Outcome(one.check.what, status, took)


def _interrupt(running: Sequence[_Running]) -> None:
    """Each stops its own broker and database before it ends."""
    for one in running:
        one.process.send_signal(signal.SIGINT)
    for one in running:
        one.process.wait()
