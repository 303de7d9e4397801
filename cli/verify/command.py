"""Counts, compares, prints both, and exits 1 on any difference."""

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from typing import Annotated, Any

import aiohttp
import typer
from rich.console import Console
from rich.table import Table

from cli.beside import let_in
from cli.running import card_or_exit
from cli.verify.answers import START, answered, lag_events, on_the_topic
from cli.verify.recount import Figure, broken_rules, lost_records, recount, unpublished
from kernel.kafka import KafkaError

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Three counts of every figure, and what the rooms' tables contradict each other in."""

    rooms: dict[Figure, int]
    statistics: dict[Figure, int]
    topic: dict[Figure, int]
    broken: list[str]
    # What Kafka lost before a reader applied it: its partition stands still, and figures lack its facts.
    lost: list[str]

    @property
    def figures(self) -> list[Figure]:
        """Every figure that any of the three knows."""
        return sorted(self.rooms.keys() | self.statistics.keys() | self.topic.keys())

    def row(self, figure: Figure) -> tuple[int, int, int | None]:
        """The three counts of one figure; totals are not published on the topic."""
        published = None if figure.grain == "total" else self.topic.get(figure, 0)
        return self.rooms.get(figure, 0), self.statistics.get(figure, 0), published

    @property
    def differing(self) -> list[Figure]:
        """Figures whose counts are not all equal."""
        return [f for f in self.figures if len({c for c in self.row(f) if c is not None}) > 1]

    @property
    def holds(self) -> bool:
        """Whether every count agrees, no rule is broken and no record was lost."""
        return not (self.differing or self.broken or self.lost)


@app.command(epilog="Example: jiayuan verify --wait 60")
def verify(
    wait: Annotated[float, typer.Option(help="Seconds to wait for events still on their way.", min=0)] = 30,
    every: Annotated[bool, typer.Option("--all", help="Print every figure, not the totals alone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print every figure as JSON.")] = False,
) -> None:
    """Recount every figure from the rooms' own tables and hold it against the statistics; exit 1 on a difference."""
    card = card_or_exit()
    try:
        found, settled = asyncio.run(_compare(card, wait))
    except (OSError, KafkaError, aiohttp.ClientError, TimeoutError) as error:
        sys.stderr.write(f"verify: {type(error).__name__}: something that is to be asked does not answer\n")
        raise typer.Exit(1) from None
    if as_json:
        sys.stdout.write(json.dumps(_as_json(found), ensure_ascii=False) + "\n")
    else:
        _print(found, every, settled)
    if not found.holds:
        raise typer.Exit(1)


async def _compare(card: dict[str, Any], wait: float) -> tuple[Comparison, bool]:
    """Compare when nothing is on its way any more, or when the time is up."""
    deadline = time.monotonic() + wait
    async with let_in(card["urls"]["gateway"], card["dsns"]["gateway"], "verify") as http:
        while True:
            settled = await _settled(card, http)
            if settled or time.monotonic() > deadline:
                found = await compare(card, http)
                # The reviser tells a figure a moment after it moved: only what stays different is a difference.
                if found.holds or time.monotonic() > deadline:
                    return found, settled
            await asyncio.sleep(0.5)


async def _settled(card: dict[str, Any], http: aiohttp.ClientSession) -> bool:
    try:
        return await unpublished(card["dsns"]) == 0 and await lag_events(http) == 0
    except aiohttp.ClientResponseError:
        return False


async def compare(card: dict[str, Any], http: aiohttp.ClientSession) -> Comparison:
    """Count all three ways, now."""
    rooms = await recount(card["dsns"], START)
    topic = await on_the_topic(card["bootstrap"])
    return Comparison(
        rooms=rooms,
        statistics=await answered(http, rooms.keys() | topic.keys()),
        topic=topic,
        broken=await broken_rules(card["dsns"]),
        lost=await lost_records(card["dsns"]),
    )


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "holds": found.holds,
        "figures": [
            {
                **figure._asdict(),
                "window": figure.window.isoformat(),
                "rooms": row[0],
                "statistics": row[1],
                "topic": row[2],
            }
            for figure in found.figures
            for row in [found.row(figure)]
        ],
        "differences": len(found.differing),
        "broken": found.broken,
        "lost": found.lost,
    }


def _print(found: Comparison, every: bool, settled: bool) -> None:
    console = Console(width=None if sys.stdout.isatty() else 150)
    differing = set(found.differing)
    shown = [f for f in found.figures if every or f in differing or (f.grain, f.dimension) == ("total", "line")]
    table = Table(
        title="Every figure, counted from the rooms' tables, by the stream, and as on the topic (totals are not)",
        title_justify="left",
    )
    for name in ("window", "of", "figure"):
        table.add_column(name, no_wrap=True)
    for name in ("rooms' tables", "statistics", "topic", "difference"):
        table.add_column(name, justify="right", no_wrap=True)
    for figure in shown:
        rooms, statistics, published = found.row(figure)
        window = "in all" if figure.grain == "total" else f"{figure.grain} {figure.window}"
        table.add_row(
            window, f"{figure.dimension} {figure.member}", figure.metric, f"{rooms:,}", f"{statistics:,}",
            "" if published is None else f"{published:,}", f"{statistics - rooms:+,}" if figure in differing else "0",
        )  # fmt: skip
    console.print(table)
    for line in found.broken:
        console.print(f"[red]broken[/red] {line}")
    if found.lost:
        console.print(
            f"[red]lost[/red] Kafka lost records before they were applied: {', '.join(found.lost)};"
            " they come again by: jiayuan down; jiayuan resume; jiayuan up",
            soft_wrap=True,
        )
    if not settled:
        console.print("[yellow]events were still on their way when the time was up[/yellow]")
    if not every:
        console.print("The totals by line are shown; --all shows every window and dimension.")
    console.print(f"{len(found.figures)} figures, {len(differing)} differences, {len(found.broken)} broken rules")
