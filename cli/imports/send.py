"""Rows of a register go through the gateway in batches; what came of them is reported by line and code, not value."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import uuid4

import typer

from cli.beside import OPERATOR, key_of
from cli.demo.client import Client, DemoFailed
from cli.running import card_or_exit

BATCH = 200
# A body may have 64 KiB: long names make smaller batches.
MOST_BYTES = 48 * 1024
Row = dict[str, Any]
# The line, the code that says why, and the file where a feed has several.
Refused = dict[str, Any]
# Exit status of an import that the gateway ended before its last row.
STOPPED = 3


class Importer:
    """Sends as a program of its own, which is the same at every import."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    async def headers(self, _username: str, /) -> dict[str, str]:
        """What its requests carry."""
        return {"Authorization": f"Bearer {await key_of(self._dsn, 'import', OPERATOR)}"}

    async def close(self) -> None:
        """Nothing is open; the key ends within a day."""


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """At most BATCH rows and MOST_BYTES a batch, in order."""
    left = iter(rows)
    while chunk := list(islice(left, BATCH)):
        while chunk:
            size = len(chunk)
            while size > 1 and len(json.dumps(chunk[:size], ensure_ascii=False).encode()) > MOST_BYTES:
                size = (size + 1) // 2
            yield chunk[:size]
            chunk = chunk[size:]


def send(rows: list[Row], refused: list[Refused], about: dict[str, str], as_json: bool) -> None:
    """Send the rows to the running gateway and print the report; `refused` are lines that could not even be read.

    Exit 1 where a row was refused, STOPPED where the gateway ended it half-way; the counts are printed either way.
    """
    card = card_or_exit()
    report: dict[str, Any] = {"added": 0, "changed": 0, "unchanged": 0, "refused": list(refused)}
    stopped = asyncio.run(_send(card["urls"]["gateway"], card["dsns"]["gateway"], rows, about, report))
    if as_json:
        sys.stdout.write(json.dumps(report | ({"stopped": stopped} if stopped else {})) + "\n")
    else:
        sys.stdout.write(_report(report))
    if stopped:
        sys.stderr.write(f"import: stopped {stopped}\n")
        raise typer.Exit(STOPPED)
    if report["refused"]:
        raise typer.Exit(1)


def _report(report: dict[str, Any]) -> str:
    counts = ", ".join(f"{report[name]} {name}" for name in ("added", "changed", "unchanged"))
    lines = [f"{counts}, {len(report['refused'])} refused"]
    for refused in report["refused"]:
        place = f"{refused['file']} line" if "file" in refused else "line"
        lines.append(f"  {place} {refused['line']}: {refused['code']}")
    return "\n".join(lines) + "\n"


async def _send(url: str, dsn: str, rows: list[Row], about: dict[str, str], report: dict[str, Any]) -> str | None:
    """Fill the report; where it stopped and why, or None."""
    # A key a run: the same file again, after another one, is another import. Within a run what was sent twice is once.
    run = uuid4().hex
    async with Client(url.rstrip("/"), Importer(dsn)) as client:
        for batch in batches(rows):
            try:
                reply = await client.post("/inspections/imports/establishments", about | {"rows": batch}, run=run)
            except DemoFailed as error:
                return f"before line {batch[0]['line']}: {error}"
            assert reply is not None, "an import answers, or is refused"
            for name in ("added", "changed", "unchanged"):
                report[name] += reply[name]
            report["refused"] += reply["refused"]
    return None
