"""`jiayuan trace`: what one request set going, as a tree, from the spans that the processes wrote."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.tree import Tree

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class SpanRow:
    """One span: which process did what, when, and as part of what."""

    process: str
    name: str
    span: str
    parent: str | None
    began: datetime
    ended: datetime


def spans_of(folder: Path, trace: str) -> list[SpanRow]:
    """The spans of one trace, oldest first; a last line that is still being written is left out."""
    found = [_row(span) for path in sorted(folder.glob("*.jsonl")) for span in _lines(path, trace)]
    return sorted(found, key=lambda row: row.began)


def _lines(path: Path, trace: str) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            # The id is asked for in the text first: decoding a day's spans to find eight takes long.
            if trace in line and line.endswith("\n"):
                span = json.loads(line)
                if span["context"]["trace_id"] == f"0x{trace}":
                    yield span


def _row(span: dict[str, Any]) -> SpanRow:
    return SpanRow(
        process=span["resource"]["attributes"]["service.name"],
        name=span["name"],
        span=span["context"]["span_id"],
        parent=span["parent_id"],
        began=datetime.fromisoformat(span["start_time"]),
        ended=datetime.fromisoformat(span["end_time"]),
    )


def tree(rows: Iterable[SpanRow], trace: str) -> Tree:
    """The spans under each other; one whose parent is a caller's, outside the house, stands at the top."""
    rows = list(rows)
    first = rows[0].began
    known = {row.span for row in rows}
    drawn = Tree(f"trace {trace}, {len(rows)} spans")

    def hang(place: Tree, parent: str | None) -> None:
        for row in rows:
            if row.parent == parent or (parent is None and row.parent not in known):
                at, took = row.began - first, row.ended - row.began
                when = f"+{at.total_seconds() * 1e3:.1f} ms, {took.total_seconds() * 1e3:.1f} ms"
                text = f"{row.process}  {row.name}  [dim]{when}[/]"
                hang(place.add(text), row.span)

    hang(drawn, None)
    return drawn


@app.command(epilog="Example: JIAYUAN_TRACES=/var/tmp/traces jiayuan trace 4bf92f3577b34da6a3ce929d0e0e4736")
def trace(
    trace_id: Annotated[str, typer.Argument(help="32 hexadecimal digits: `trace_id` of a log line.")],
    folder: Annotated[Path | None, typer.Option(help="Where the spans are; JIAYUAN_TRACES otherwise.")] = None,
) -> None:
    """Print the spans of one trace as a tree; the processes must have been started with JIAYUAN_TRACES."""
    folder = folder or Path(os.environ.get("JIAYUAN_TRACES", ""))
    if len(trace_id) != 32 or not all(digit in "0123456789abcdef" for digit in trace_id):
        raise typer.BadParameter("a trace's id is 32 hexadecimal digits")
    if not folder.is_dir() or folder == Path():
        raise typer.BadParameter("no folder with spans: give --folder or JIAYUAN_TRACES")
    rows = spans_of(folder, trace_id)
    if not rows:
        sys.stderr.write("trace: no span of it is here\n")
        raise typer.Exit(1)
    Console().print(tree(rows, trace_id))
