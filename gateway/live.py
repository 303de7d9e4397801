"""What happens, as it happens: every fact stored and numbered, every changed figure remembered, streams fed from both.

A stream resumes after any number (Last-Event-ID) without a gap: numbers are given by one writer in commit order,
recent facts are served from memory, older ones from the database.
"""

import asyncio
import contextlib
import json
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Reversible, Sequence
from typing import Any

import msgspec
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event
from contracts.events.engagement import FiguresChanged
from gateway.storage import SQL
from kernel import failpoints, telemetry
from kernel.compacted import CompactedReader
from kernel.consumer import EventConsumer
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Connection, Pool, Row
from kernel.kafka import ConsumerRecord

CONSUMER = "gateway"
FIGURES_TOPIC = "engagement.statistics"
TOPICS = tuple(t.name for t in CATALOGUE.consumed_by(CONSUMER) if t.name != FIGURES_TOPIC)
# The pages show these live; the other dimensions are asked for.
LIVE_DIMENSIONS = frozenset({"district", "line"})
RECENT_FACTS = 2_000
PAGE = 200
WAKE_SECONDS = 5.0
# Well within the two seconds that a fact may take to a page.
FOLLOW_SECONDS = 0.5
# A stream ends after this long and the page reconnects where it was.
STREAM_SECONDS = 900.0
# How often a stream asks whether who opened it is still let in.
ASK_SECONDS = 1.0
# A proxy on the way ends what is silent for a minute or so.
SILENT_SECONDS = 15.0
PRUNE_EVERY_SECONDS = 3600.0
Fact = dict[str, Any]
MayGoOn = Callable[[], Awaitable[bool]]


def fact_of(row: Row) -> Fact:
    """A stored fact as callers see it."""
    return {
        "feed_id": row["feed_id"],
        "event_id": str(row["event_id"]),
        "type": row["type"],
        "topic": row["topic"],
        "partition": row["partition"],
        "offset": row["offset"],
        "subject": row["subject"],
        "seq": row["seq"],
        "time": row["occurred_at"].isoformat().replace("+00:00", "Z"),
        "data": json.loads(row["data"]),
    }


def _frame(fact: Fact) -> bytes:
    data = json.dumps(fact, ensure_ascii=False)
    return format_sse_event(event="fact", data_str=data, id=str(fact["feed_id"]))


class LiveFeed:
    """The gateway's store of facts and figures, and the streams that wait on it."""

    def __init__(self, pool: Pool, dsn: str, bootstrap: str) -> None:
        self._pool = pool
        # Numbers with what goes over the wire: a fact is encoded once and not by each of hundreds of streams.
        self._recent: deque[tuple[int, bytes]] = deque(maxlen=RECENT_FACTS)
        self._changed = asyncio.Condition()
        self._refreshing = asyncio.Lock()
        self._figures: OrderedDict[str, tuple[int, bytes]] = OrderedDict()
        self._version = 0
        self.newest = 0
        self.facts = EventConsumer(
            dsn,
            bootstrap,
            name=CONSUMER,
            topics=TOPICS,
            parked=CATALOGUE.parked_topic(CONSUMER).name,
            handle=self._store,
            applied=self._stored,
        )
        self.figures = CompactedReader(bootstrap, FIGURES_TOPIC, CONSUMER, self._figure_changed)

    async def load(self) -> None:
        """Take up the numbering where the database stands."""
        async with self._pool.acquire() as conn:
            self.newest = await conn.fetchval(*SQL["newest-fact"]())

    async def _store(self, conn: Connection, record: ConsumerRecord, event: Event[Any]) -> None:
        stored = await conn.fetchrow(
            *SQL["insert-fact"](
                event_id=event.id,
                type=event.type,
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                subject=event.subject,
                seq=event.seq,
                occurred_at=event.time,
                traceparent=event.traceparent,
                data=record.value.decode(),
            )
        )
        if stored is not None:
            # Read it once as every stream will: a number that the database takes and JSON's reader does not must be
            # found here, while it can be parked.
            fact_of(stored)

    async def _stored(self, records: Sequence[ConsumerRecord]) -> None:
        if records:
            await self.refresh()

    async def keep_pruning(self) -> None:
        """Once an hour drop facts past their month: the topics and the rooms' outboxes keep them longer."""
        while True:
            with contextlib.suppress(*DATABASE_AWAY):
                async with self._pool.acquire(BACKGROUND_SECONDS) as conn:
                    await conn.execute(*SQL["drop-old-facts"]())
                    await conn.execute(*SQL["drop-old-rates"]())
            await asyncio.sleep(PRUNE_EVERY_SECONDS)

    async def keep_following(self) -> None:
        """While another replica stores the facts, look for them here, so that streams of this one move as well."""
        looked = time.monotonic()
        while True:
            await asyncio.sleep(FOLLOW_SECONDS)
            # While this one stores them it looks now and then all the same: a lost wake-up is no lost event.
            if not self.facts.leads or time.monotonic() - looked >= WAKE_SECONDS:
                with contextlib.suppress(*DATABASE_AWAY):
                    await self.refresh()
                    looked = time.monotonic()

    async def refresh(self) -> None:
        """Take up what was stored since, by this process or by another replica that leads, and wake the streams."""
        # One at a time, or two that read the same rows would both hand them on.
        async with self._refreshing:
            async with self._pool.acquire() as conn:
                rows = await conn.fetch(*SQL["facts-after"](feed_id=self.newest, limit=RECENT_FACTS))
            await self._take_up(rows)

    async def _take_up(self, rows: Sequence[Row]) -> None:
        async with self._changed:
            for row in rows:
                self._recent.append((row["feed_id"], _frame(fact_of(row))))
                self.newest = row["feed_id"]
            self._changed.notify_all()

    async def _figure_changed(self, event: Event[Any]) -> None:
        data: FiguresChanged = event.data
        if data.dimension not in LIVE_DIMENSIONS:
            return
        frame = format_sse_event(event="figures", data_str=msgspec.json.encode(data).decode())
        async with self._changed:
            self._version += 1
            self._figures[event.subject] = (self._version, frame)
            self._figures.move_to_end(event.subject)
            self._changed.notify_all()

    async def stream(self, after: int | None, may_go_on: MayGoOn) -> AsyncIterator[bytes]:
        """Facts numbered above `after` (from now on when None) and figures as they change, for STREAM_SECONDS.

        What waits comes in one piece, as server-sent events. `may_go_on` is asked every ASK_SECONDS: a stream ends with
        the session or the key that opened it.
        """
        ends_at = time.monotonic() + STREAM_SECONDS
        asks_at = time.monotonic() + ASK_SECONDS
        if after is not None and after > self.newest:
            # Another replica gave that number and this one is a moment behind, or a restore took the numbering back:
            # then there is nothing above it, and the page goes on with what is newest now.
            await self.refresh()
        cursor = self.newest if after is None else min(after, self.newest)
        version = self._version
        telemetry.SSE_CLIENTS.inc()
        try:
            yield format_sse_event(event="ready", data_str=json.dumps({"feed_id": cursor}))
            spoke_at = time.monotonic()
            while time.monotonic() < ends_at:
                if time.monotonic() >= asks_at:
                    if not await may_go_on():
                        return
                    asks_at = time.monotonic() + ASK_SECONDS
                facts, figures = await self._facts_after(cursor), self._figures_after(version)
                if facts or figures:
                    failpoints.reach("sse.mid_frame")
                    cursor = facts[-1][0] if facts else cursor
                    version = figures[-1][0] if figures else version
                    spoke_at = time.monotonic()
                    yield b"".join(frame for _, frame in (*facts, *figures))
                elif time.monotonic() - spoke_at >= SILENT_SECONDS:
                    spoke_at = time.monotonic()
                    yield KEEPALIVE_COMMENT
                else:
                    await self._wait(cursor, version, asks_at)
        except (asyncio.CancelledError, GeneratorExit):
            telemetry.SSE_DROPPED.inc()
            raise
        finally:
            telemetry.SSE_CLIENTS.dec()

    async def _facts_after(self, cursor: int) -> list[tuple[int, bytes]]:
        if cursor >= self.newest:
            return []
        if self._recent and self._recent[0][0] <= cursor + 1:
            return _newer(self._recent, cursor)[:PAGE]
        async with self._pool.acquire() as conn:
            rows = await conn.fetch(*SQL["facts-after"](feed_id=cursor, limit=PAGE))
        return [(row["feed_id"], _frame(fact_of(row))) for row in rows]

    def _figures_after(self, version: int) -> list[tuple[int, bytes]]:
        return _newer(self._figures.values(), version)

    async def _wait(self, cursor: int, version: int, until: float) -> None:
        """Wait until there is more, at most until a moment of the monotonic clock."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(until - time.monotonic(), 0)), self._changed:
                await self._changed.wait_for(lambda: self.newest > cursor or self._version > version)


def _newer(kept: Reversible[tuple[int, bytes]], than: int) -> list[tuple[int, bytes]]:
    """The last ones, looked for from the end: most streams lack one or two of thousands."""
    found: list[tuple[int, bytes]] = []
    for one in reversed(kept):
        if one[0] <= than:
            break
        found.append(one)
    return found[::-1]
