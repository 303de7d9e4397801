"""Rows of a register go through the gateway in batches; what came of them is told by line and code, never by value."""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import typer

from cli.demo.client import Client, DemoFailed
from cli.running import card_or_exit

BATCH = 200
# A body may have 64 KiB: long names make smaller batches.
MOST_BYTES = 48 * 1024
Row = dict[str, Any]


class FileUnreadable(Exception):
    """The file is not what its format says."""


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


def send(rows: list[Row], about: dict[str, str], as_json: bool) -> None:
    """Send the rows to the running gateway and print the report; exit 1 where a row was refused."""
    card = card_or_exit()
    try:
        report = asyncio.run(_send(card["urls"]["gateway"], card["password"], rows, about))
    except DemoFailed as error:
        sys.stderr.write(f"import: {error}\n")
        raise typer.Exit(1) from None
    if as_json:
        sys.stdout.write(json.dumps(report) + "\n")
    else:
        counts = ", ".join(f"{report[name]} {name}" for name in ("added", "changed", "unchanged"))
        sys.stdout.write(f"{counts}, {len(report['refused'])} refused\n")
        for refused in report["refused"]:
            sys.stdout.write(f"  line {refused['line']}: {refused['code']}\n")
    if report["refused"]:
        raise typer.Exit(1)


async def _send(url: str, password: str, rows: list[Row], about: dict[str, str]) -> dict[str, Any]:
    report: dict[str, Any] = {"added": 0, "changed": 0, "unchanged": 0, "refused": []}
    async with Client(url.rstrip("/"), password) as client:
        for batch in batches(rows):
            reply = await client.post("/inspections/imports/establishments", about | {"rows": batch})
            assert reply is not None
            for name in ("added", "changed", "unchanged"):
                report[name] += reply[name]
            report["refused"] += reply["refused"]
    return report
