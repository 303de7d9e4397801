"""Engagement's storage: a batch of events and the position behind it move in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from contracts.figures import RATES, REGISTER
from kernel import failpoints, inbox
from kernel.calendar import window_start
from kernel.db import Connection, queries
from services.engagement.fold import Cell, Tally

SQL = queries(Path(__file__).with_suffix(".sql"))
CONSUMER = "engagement"
DIMENSIONS = ("district", "line", "programme", "organisation", "venue")
_ORDER = {metric: place for place, metric in enumerate(REGISTER.listed)}


async def lock_position(conn: Connection, topic: str, partition: int) -> int:
    """The next offset to apply, locked until the transaction ends.

    The lock answers the race of a worker that lost a partition without noticing yet and the one that got it.
    """
    await inbox.next_offset(conn, CONSUMER, topic, partition)
    found: int = await conn.fetchval(*SQL["position-for-update"](consumer=CONSUMER, topic=topic, partition=partition))
    return found


async def add(conn: Connection, tally: Tally, shard: int) -> None:
    """Add a batch's changes. Rows are written in one order everywhere, so that two batches cannot deadlock."""
    sums = sorted((cell, metric, by) for (cell, metric), by in tally.sums.items() if by)
    if sums:
        cells = _columns([cell for cell, _, _ in sums])
        metrics, values = [m for _, m, _ in sums], [by for _, _, by in sums]
        await conn.execute(*SQL["add-sums"](**cells, metrics=metrics, values=values, shard=shard))
    failpoints.reach("worker.mid_tx")
    people = sorted((cell, metric, subject, by) for (cell, metric, subject), by in tally.people.items() if by)
    if people:
        cells = _columns([cell for cell, _, _, _ in people])
        await conn.execute(
            *SQL["add-people"](
                **cells,
                metrics=[p[1] for p in people],
                subjects=[p[2] for p in people],
                times=[p[3] for p in people],
            )
        )
    changed = sorted(tally.cells())
    if changed:
        await conn.execute(*SQL["mark-revision"](**_columns(changed)))


def _columns(cells: Sequence[Cell]) -> dict[str, list[Any]]:
    """The columns by the name of their parameter."""
    names = ("days", "lines", "programmes", "organisations", "venues")
    return {name: list(column) for name, column in zip(names, zip(*cells, strict=True), strict=True)}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one window and member; metrics that are zero are left out."""

    window: date
    member: str
    figures: dict[str, int]

    @property
    def attendance_rate(self) -> float | None:
        """Attended by expected; None when no one was expected."""
        return RATES["attendance_rate"].of(self.figures)

    @property
    def qualified_rate(self) -> float | None:
        """Qualified by samples with a verdict; None when there is none."""
        return RATES["qualified_rate"].of(self.figures)


async def statistics(conn: Connection, grain: str, dimension: str, start: date, end: date) -> list[Figures]:
    """Figures by window and member for the days in [start, end), sorted by window, then member."""
    found: dict[tuple[date, str], dict[str, int]] = {}
    for query in ("sums", "people"):
        for row in await conn.fetch(*SQL[query](grain=grain, dimension=dimension, start=start, end=end)):
            if row["value"]:
                found.setdefault((row["window"], row["member"]), {})[row["metric"]] = row["value"]
    return [
        Figures(window, member, {metric: figures[metric] for metric in sorted(figures, key=_place)})
        for (window, member), figures in sorted(found.items())
    ]


def _place(metric: str) -> tuple[int, str]:
    """A metric that this version does not know comes last: a later version counted it, or an earlier one did."""
    return _ORDER.get(metric, len(_ORDER)), metric


def window_end(start: date, grain: str) -> date:
    """The first day after the window of `grain` that begins on `start`."""
    if grain == "day":
        return date.fromordinal(start.toordinal() + 1)
    if grain == "week":
        return date.fromordinal(start.toordinal() + 7)
    return window_start(date.fromordinal(start.toordinal() + 31), "month")
