"""The other count: figures as engagement answers them over HTTP, and as they stand on the compacted topic."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import aiohttp

from cli.verify.recount import DIMENSIONS, GRAINS, Figure
from contracts.catalogue import CATALOGUE
from contracts.envelope import Undecodable, from_kafka
from contracts.events.engagement import FiguresChanged
from kernel.kafka import ConsumerRecord, TopicPartition, start_consumer

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2028, 12, 31)
TOPIC = "engagement.statistics"
# The API bounds a range by its grain; windows must not be cut, so chunks begin where windows begin.
CHUNKS = {"day": timedelta(days=364), "week": timedelta(days=1197), "month": timedelta(0), "total": timedelta(0)}


async def answered(http: aiohttp.ClientSession) -> dict[Figure, int]:
    """Every figure as the gateway answers it."""
    found: dict[Figure, int] = {}
    for grain in GRAINS:
        for dimension in DIMENSIONS:
            for start, end in _chunks(grain):
                query = {"grain": grain, "dimension": dimension, "from": str(start), "to": str(end)}
                async with http.get("api/engagement/statistics", params=query) as reply:
                    reply.raise_for_status()
                    _take(found, grain, dimension, await reply.json())
    return found


def _chunks(grain: str) -> Iterator[tuple[date, date]]:
    step = CHUNKS[grain]
    # FIRST_DAY is a Tuesday; weeks are asked for from the Monday before.
    start = FIRST_DAY - timedelta(days=FIRST_DAY.weekday()) if grain == "week" else FIRST_DAY
    while start <= LAST_DAY:
        end = start + step if step else LAST_DAY + timedelta(days=1)
        yield start, end
        start = end


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
