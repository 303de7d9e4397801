"""The other count: figures as engagement answers them over HTTP, and as they stand on the compacted topic."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import aiohttp

from cli.verify.recount import DIMENSIONS, GRAINS, Figure
from contracts.catalogue import CATALOGUE
from contracts.envelope import Undecodable, from_kafka
from contracts.events.engagement import FiguresChanged
from contracts.record import FIRST_COUNTED, LAST_COUNTED
from kernel.calendar import window_start
from kernel.kafka import ConsumerRecord, TopicPartition, start_consumer

TOPIC = "engagement.statistics"
# What can be in a figure, and the day behind it.
START, END = FIRST_COUNTED, LAST_COUNTED + timedelta(days=1)
DECADE = 10


async def answered(http: aiohttp.ClientSession, known: Iterable[Figure]) -> dict[Figure, int]:
    """Every figure as the gateway answers it; `known` are those that are counted elsewhere.

    The API bounds a range, and a century of days is many questions: only the years that hold something are asked for.
    """
    found: dict[Figure, int] = {}
    years = {figure.window.year for figure in known if figure.grain != "total"} | await _years(http)
    for grain in GRAINS:
        for dimension in DIMENSIONS:
            for start, end in _ranges(grain, years):
                _take(found, grain, dimension, await _ask(http, grain, dimension, start, end))
    return found


async def _years(http: aiohttp.ClientSession) -> set[int]:
    """The years in which the statistics count anything."""
    found = set()
    for first in range(START.year // DECADE * DECADE, END.year + 1, DECADE):
        start, end = _within("month", first, first + DECADE)
        answer = await _ask(http, "month", "district", start, end)
        found |= {date.fromisoformat(row["window"]).year for row in answer["rows"]}
    return found


def _ranges(grain: str, years: set[int]) -> list[tuple[date, date]]:
    """What to ask for, so that no window is cut: a total is one, other windows belong to the year of their last day."""
    if grain == "total":
        return [(START, END)]
    if grain == "week":
        years = years | {year + 1 for year in years}
    ranges = [_within(grain, year, year + 1) for year in sorted(years)]
    return [(start, end) for start, end in ranges if start < end]


def _within(grain: str, first: int, behind: int) -> tuple[date, date]:
    """From the window that holds the first day of a year to the one that holds the first day of another."""
    start, end = (window_start(date(year, 1, 1), grain) for year in (first, behind))
    return max(start, START), min(end, END)


async def _ask(http: aiohttp.ClientSession, grain: str, dimension: str, start: date, end: date) -> dict[str, Any]:
    query = {"grain": grain, "dimension": dimension, "from": str(start), "to": str(end)}
    async with http.get("api/engagement/statistics", params=query) as reply:
        reply.raise_for_status()
        answer: dict[str, Any] = await reply.json()
        return answer


def _take(found: dict[Figure, int], grain: str, dimension: str, answer: dict[str, Any]) -> None:
    for row in answer["rows"]:
        for metric, value in row["figures"].items():
            figure = Figure(grain, dimension, date.fromisoformat(row["window"]), row["member"], metric)
            found[figure] = found.get(figure, 0) + value


async def on_the_topic(bootstrap: str) -> dict[Figure, int]:
    """Every figure as the newest record of its key tells it."""
    return {
        Figure(data.grain, data.dimension, data.window, data.member, metric): value
        for data in (await _newest(bootstrap)).values()
        for metric, value in data.figures.items()
    }


async def keys_on_the_topic(bootstrap: str) -> list[str]:
    """Every key that stands on the compacted topic with a figure that is not none."""
    return [key.decode() for key, data in (await _newest(bootstrap)).items() if data.figures]


async def _newest(bootstrap: str) -> dict[bytes, FiguresChanged]:
    newest: dict[bytes, FiguresChanged] = {}
    consumer = await start_consumer(bootstrap, "verify")
    try:
        places = [TopicPartition(TOPIC, p) for p in range(CATALOGUE.topics[TOPIC].partitions)]
        consumer.assign(places)
        starts, ends = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
        for tp in places:
            consumer.seek(tp, starts[tp])
        waiting = {tp for tp in places if starts[tp] < ends[tp]}
        while waiting:
            for records in (await consumer.getmany(timeout_ms=200)).values():
                for record in records:
                    data = _figures(record)
                    if data is not None:
                        newest[record.key] = data
            waiting = {tp for tp in waiting if await consumer.position(tp) < ends[tp]}
    finally:
        await consumer.stop()
    return newest


def _figures(record: ConsumerRecord) -> FiguresChanged | None:
    """What a record of the topic tells; None for what the readers park."""
    try:
        data = from_kafka(record.headers, record.value, record.topic).data
    except Undecodable:
        return None
    return data if isinstance(data, FiguresChanged) else None


async def lag_events(http: aiohttp.ClientSession) -> int:
    """How many events the statistics are behind."""
    async with http.get("api/engagement/lag") as reply:
        reply.raise_for_status()
        return int((await reply.json())["events"])
