"""`jiayuan doctor`: what this machine has of what the product needs, and what mends the rest."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from deploy.embedded import jars, java, node, postgres_binaries, runfile
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import data_home, port_is_free
from kernel.calendar import LAST_PACKAGED, local_day

app = typer.Typer(add_completion=False)
OLDEST_PYTHON = (3, 11)
DISK_NEEDED = 2_000_000_000
CALENDAR = "/api/activities/public/working-calendar"
# As the alert WorkingCalendarEnds.
CALENDAR_DAYS = 60


@dataclass(frozen=True)
class Finding:
    """One line of the table; one that is not ok and needed makes the command fail."""

    what: str
    ok: bool
    found: str
    mend: str = ""
    needed: bool = True


@app.command(epilog="Example: jiayuan doctor --json")
def doctor(
    port: Annotated[
        int, typer.Option(envvar="JIAYUAN_GATEWAY_PORT", min=0, max=65535, help="The port the gateway would take.")
    ] = 8080,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look at Python, Java, PostgreSQL, Node, disk, ports and the sums of Kafka's jars; exit 1 if something lacks."""
    findings = examine(data_home(), port)
    if as_json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=1) + "\n")
    else:
        _table(findings)
    if any(finding.needed and not finding.ok for finding in findings):
        raise typer.Exit(1)


def examine(home: Path, port: int) -> list[Finding]:
    """All findings, in the order of a start."""
    return [
        _python(),
        _part("Java", lambda: _named(java.find())),
        _part("PostgreSQL", lambda: _named(postgres_binaries.find())),
        _part("Node", lambda: _named(node.find())),
        _jars(),
        _disk(home),
        _port(home, port),
        _calendar(home),
    ]


def _named(part: java.Java | postgres_binaries.Binaries | node.Node) -> str:
    return f"{part.version}, {part.origin}"


def _part(what: str, find: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, find())
    except StartFailed as error:
        return Finding(what, False, error.why, error.mend or "")


def _python() -> Finding:
    version = sys.version.split()[0]
    return Finding("Python", sys.version_info >= OLDEST_PYTHON, version, "install Python 3.11 or newer")


def _jars() -> Finding:
    folder = jars.cache_folder()
    missing, wrong = jars.faults(folder)
    if wrong:
        return Finding("Kafka's jars", False, "; ".join(wrong), f"remove {folder}; the next start fetches them")
    if missing:
        found = f"{len(missing)} of {len(jars.listed())} not fetched yet"
        return Finding("Kafka's jars", False, found, "make run fetches them", needed=False)
    return Finding("Kafka's jars", True, f"Kafka {jars.KAFKA_VERSION}, all {len(jars.listed())} sums right")


def _disk(home: Path) -> Finding:
    there = next(folder for folder in [home, *home.parents] if folder.exists())
    free = shutil.disk_usage(there).free
    writable = os.access(there, os.W_OK)
    found = f"{free / 1e9:.1f} GB free at {there}" + ("" if writable else ", not writable")
    return Finding("Disk", writable and free > DISK_NEEDED, found, "free 2 GB, or set JIAYUAN_HOME elsewhere")


def _port(home: Path, port: int) -> Finding:
    if runfile.holder(home) is not None:
        return Finding("Gateway's port", True, f"Jiayuan runs (pid {runfile.holder(home)})")
    if port == 0 or port_is_free(port):
        return Finding("Gateway's port", True, f"{port} is free" if port else "any free one")
    return Finding("Gateway's port", False, f"{port} is taken", "choose another: make run PORT=8081")


def _calendar(home: Path) -> Finding:
    """How far the working calendar reaches: as the running product knows it, else as this release does."""
    first = date(LAST_PACKAGED + 1, 1, 1)
    origin = "this release; nothing runs here that knows more"
    card = runfile.read(home) if runfile.holder(home) is not None else None
    if card is not None:
        with contextlib.suppress(OSError, ValueError, KeyError):
            with urllib.request.urlopen(f"{card['urls']['gateway']}{CALENDAR}", timeout=5) as answer:  # noqa: S310  # our own
                first = date.fromisoformat(json.load(answer)["first_unannounced"])
            origin = "the running product"
    left = (first - local_day(datetime.now(UTC))).days
    found = f"known until {first - timedelta(days=1)}, {left} days ({origin})"
    mend = "enter next year's notice of holidays on the page /calendar"
    return Finding("Working calendar", left >= CALENDAR_DAYS, found, mend, needed=False)


def _table(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "what", "found", "mend")
    for finding in findings:
        mark = "✓" if finding.ok else ("✗" if finding.needed else "·")
        table.add_row(mark, finding.what, finding.found, "" if finding.ok else finding.mend)
    Console().print(table)
