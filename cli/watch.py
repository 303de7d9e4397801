"""`jiayuan watch`: what one sees from outside. A synthetic request a second, the parked topics, the hourly recount.

A subdistrict's traffic is thin: without a probe an outage at night has no failed request to be seen by, and a wrong
figure is noticed by the person that it embarrasses. Everything found is a metric; nothing found is repaired here.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

import aiohttp
import asyncpg
import typer
from fastapi import FastAPI
from pydantic import Field

from cli.beside import let_in
from cli.running import card_or_exit
from cli.verify.command import Comparison, compare
from cli.verify.recount import Figure
from contracts.catalogue import CATALOGUE
from kernel import room, telemetry
from kernel.background import Background, Work
from kernel.db import DATABASE_AWAY
from kernel.kafka import Consumer, KafkaError, TopicPartition, start_consumer
from kernel.settings import EdgeSettings, load
from kernel.web import create_app as create_edge

PROBED = "/api/activities/public/venues"
PROBE_SECONDS = 1.0
PARKED_SECONDS = 15.0
# A figure that does not change meanwhile differs by the same amount in each of so many looks.
LOOKS = 4
LEDGER = ("accounts-equal-their-postings", "entries-sum-to-zero", "entries-without-gap", "nothing-paid-twice")
CHAIN = ("chain-as-sealed", "heads-as-published")
# A database that moved, a table that an upgrade moves: the probe must outlive them, and the recount be overdue.
AWAY = (*DATABASE_AWAY, asyncpg.PostgresError, aiohttp.ClientError, KafkaError)
Counts = tuple[int, int, int | None]
log = telemetry.logger(__name__)
app = typer.Typer(add_completion=False)


class WatchSettings(EdgeSettings):
    """What the watch needs: the door, the databases to recount from, the gateway's to be let in by, and the brokers."""

    gateway_url: str
    database_urls: dict[str, str] = Field(description='JSON: {"activities": "postgresql://…", …}')
    kafka: str
    recount_every_seconds: float = Field(default=3600, gt=0)

    @property
    def card(self) -> dict[str, Any]:
        """The same as the embedded product's card says, for the recount."""
        return {"dsns": self.database_urls, "bootstrap": self.kafka, "urls": {"gateway": self.gateway_url}}


async def probe(http: aiohttp.ClientSession, url: str) -> bool:
    """One synthetic request through the door to a room and its database; whether it was answered with 200."""
    began = time.perf_counter()
    try:
        async with http.get(url + PROBED, timeout=aiohttp.ClientTimeout(total=5)) as answer:
            await answer.read()
            outcome = f"{answer.status // 100}xx"
            passed = answer.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        outcome, passed = "unreachable", False
    telemetry.PROBE_SECONDS.observe(time.perf_counter() - began)
    telemetry.PROBE_REQUESTS.labels(outcome).inc()
    telemetry.PROBE_SUCCESS.set(passed)
    return passed


async def keep_probing(url: str) -> None:
    """Once a second, at a steady pace whatever an answer takes."""
    async with aiohttp.ClientSession() as http:
        while True:
            due = time.monotonic() + PROBE_SECONDS
            await probe(http, url)
            await asyncio.sleep(max(due - time.monotonic(), 0))


async def look_at_parked(consumer: Consumer) -> None:
    """How many records each parked topic holds, and how old the oldest is. Raises KafkaError."""
    for topic in (t for t in CATALOGUE.topics.values() if t.parked):
        places = [TopicPartition(topic.name, p) for p in range(topic.partitions)]
        starts, ends = await consumer.beginning_offsets(places), await consumer.end_offsets(places)
        held = [tp for tp in places if ends[tp] > starts[tp]]
        telemetry.DLQ_DEPTH.labels(topic.name).set(sum(ends[tp] - starts[tp] for tp in held))
        ages = [time.time() - await _written_at(consumer, tp, starts[tp]) for tp in held]
        telemetry.DLQ_OLDEST_AGE.labels(topic.name).set(max(ages, default=0.0))


async def _written_at(consumer: Consumer, tp: TopicPartition, offset: int) -> float:
    consumer.assign([tp])
    consumer.seek(tp, offset)
    record = await consumer.getone(tp)
    return float(record.timestamp) / 1000


async def keep_looking_at_parked(bootstrap: str) -> None:
    """Four times a minute; brokers that are away are what other metrics tell."""
    while True:
        try:
            consumer = await start_consumer(bootstrap, "watch", max_poll_records=1)
            try:
                while True:
                    await look_at_parked(consumer)
                    await asyncio.sleep(PARKED_SECONDS)
            finally:
                await consumer.stop()
        except (KafkaError, TimeoutError, OSError) as error:
            log.warning("watch_brokers_away", error=type(error).__name__)
            await asyncio.sleep(PARKED_SECONDS)


async def recount_once(settings: WatchSettings) -> None:
    """Count every figure three ways and check every rule; what differs is a metric."""
    async with let_in(settings.gateway_url, settings.database_urls["gateway"], "watch") as http:
        found = await compare(settings.card, http)
        differing, broken_lines = _still(found, None), set(found.broken)
        for _ in range(LOOKS - 1):
            if not differing and not broken_lines:
                break
            # The three counts are not of one moment: what was on its way meanwhile is no difference, what stays is.
            await asyncio.sleep(PARKED_SECONDS)
            found = await compare(settings.card, http)
            differing, broken_lines = _still(found, differing), broken_lines & set(found.broken)
    broken = [line.split(": ")[:2] for line in broken_lines]
    telemetry.RECOUNT_MISMATCH.set(len(differing))
    for name in settings.database_urls:
        telemetry.RECOUNT_BROKEN.labels(name).set(sum(of == name for of, _ in broken))
    telemetry.LEDGER_IMBALANCE.set(sum(rule in LEDGER for _, rule in broken))
    telemetry.AUDIT_CHAIN_OK.set(not any(rule in CHAIN for _, rule in broken))
    telemetry.RECOUNT_LAST_RUN.set_to_current_time()
    log.info("recounted", figures=len(found.figures), differences=len(differing), broken=len(broken))


def _still(found: Comparison, before: set[tuple[Figure, Counts]] | None) -> set[tuple[Figure, Counts]]:
    """What differs, with its counts; after a first look only what differs as it did then."""
    now = {(figure, found.row(figure)) for figure in found.differing}
    return now if before is None else now & before


async def keep_recounting(settings: WatchSettings) -> None:
    """Once an hour; a recount that could not be done shows by its age, not by a guess."""
    while True:
        try:
            await recount_once(settings)
        except AWAY as error:
            log.warning("recount_not_done", error=type(error).__name__)
            await asyncio.sleep(PARKED_SECONDS)
            continue
        await asyncio.sleep(settings.recount_every_seconds)


def serve(settings: WatchSettings) -> None:
    """Watch until asked to stop."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        parts: dict[str, Work] = {
            "probe": partial(keep_probing, settings.gateway_url),
            "parked": partial(keep_looking_at_parked, settings.kafka),
            "recount": partial(keep_recounting, settings),
        }
        async with room.running(parts) as app.state.background:
            yield

    async def ready() -> list[str]:
        background: Background = edge.state.background
        return background.failing

    edge = create_edge("watch", lifespan=lifespan, ready=ready)
    room.serve("watch", edge, settings)


def main() -> None:
    """The process `watch`, by the environment."""
    serve(load(WatchSettings))


@app.command(epilog="Example: jiayuan watch --port 9464, then look at http://127.0.0.1:9464/metrics")
def watch(
    port: Annotated[int, typer.Option(help="Where its metrics are.", min=1, max=65535)] = 9464,
    every: Annotated[float, typer.Option(help="Seconds between two recounts.", min=1)] = 3600,
) -> None:
    """Probe the running product once a second and recount it once an hour, as metrics, until Ctrl-C."""
    card = card_or_exit()
    serve(
        WatchSettings(
            gateway_url=card["urls"]["gateway"],
            database_urls=card["dsns"],
            kafka=card["bootstrap"],
            port=0,
            metrics_port=port,
            recount_every_seconds=every,
        )
    )
