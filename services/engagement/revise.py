"""Publishes what changed: cells marked by the stream become `figures-changed` events on the compacted topic.

Marks and figures are committed together, so a mark that is seen has its figures behind it. Events carry whole figures,
not differences, so a duplicate or a skipped intermediate state is harmless.
"""

import asyncio
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from contracts.events.engagement import FiguresChanged, Rates
from contracts.record import MAX_NUMBER
from kernel import outbox, telemetry
from kernel.applying import STORE_AWAY, Reason, unforeseen
from kernel.calendar import GRAINS, window_start
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Connection, Pool, Row
from services.engagement.storage import DIMENSIONS, SQL, Figures, statistics, window_end

REVISER_LOCK = 7_310_106_015
MARKS_AT_ONCE = 200
PAUSE_SECONDS = 0.05
PRUNE_EVERY_SECONDS = 600
log = telemetry.logger(__name__)


class Window(NamedTuple):
    """One window of one dimension."""

    grain: str
    start: date
    dimension: str


def affected(marks: Iterable[Row]) -> dict[Window, set[str]]:
    """The windows a set of changed cells touches, each with the members whose figures changed."""
    windows: dict[Window, set[str]] = {}
    for mark in marks:
        members = ("district", mark["line"], mark["programme"], mark["organisation"], mark["venue"])
        for dimension, member in zip(DIMENSIONS, members, strict=True):
            if not member:
                continue
            for grain in GRAINS:
                window = Window(grain, window_start(mark["day"], grain), dimension)
                windows.setdefault(window, set()).add(member)
    return windows


async def revise(conn: Connection, now: datetime, at_once: int = MARKS_AT_ONCE) -> int:
    """Tell the oldest marked cells' statistics; answers how many marks were settled, 0 while another process tells."""
    async with conn.transaction():
        # One at a time: a second could read newer figures, tell them first, and be followed by the older ones.
        if not await conn.fetchval("select pg_try_advisory_xact_lock($1)", REVISER_LOCK):
            return 0
        marks = await conn.fetch(*SQL["take-revisions"](limit=at_once))
        if not marks:
            return 0
        for window, members in affected(marks).items():
            found = await statistics(
                conn, window.grain, window.dimension, window.start, window_end(window.start, window.grain)
            )
            figures = {f.member: f for f in found}
            for member in members:
                await _tell(conn, window, figures.get(member) or Figures(window.start, member, {}), now)
        await conn.execute(*SQL["drop-revisions"](ids=[mark["id"] for mark in marks]))
    return len(marks)


async def republish(conn: Connection, published: Iterable[str], now: datetime) -> int:
    """After a restore: mark every cell to be published anew, and publish at once that those under `published` are zero.

    `published` are the keys that stand on the compacted topic; cells that no longer exist would keep theirs for
    ever. Answers how many those were.
    """
    async with conn.transaction():
        await conn.execute(*SQL["mark-everything"]())
        marks = await conn.fetch(*SQL["take-revisions"](limit=None))
        live = {_key(window, member) for window, members in affected(marks).items() for member in members}
        gone = sorted(set(published) - live)
        for key in gone:
            window, member = _parsed(key)
            await _tell(conn, window, Figures(window.start, member, {}), now)
    return len(gone)


def _key(window: Window, member: str) -> str:
    return f"cell/{window.grain}:{window.start.isoformat()}:{window.dimension}:{member}"


def _parsed(key: str) -> tuple[Window, str]:
    grain, start, dimension, member = key.removeprefix("cell/").split(":", 3)
    return Window(grain, date.fromisoformat(start), dimension), member


async def _tell(conn: Connection, window: Window, figures: Figures, now: datetime) -> None:
    key = _key(window, figures.member)
    strange = sorted(metric for metric, value in figures.figures.items() if not 0 <= value <= MAX_NUMBER)
    if strange:
        # Below zero: what took something back was counted, and what it takes back was parked, or is on its way.
        log.error("figures_out_of_range", figure=key, metrics=strange)
    seq = await conn.fetchval(*SQL["next-telling"](key=key))
    event = FiguresChanged(
        grain=window.grain,  # type: ignore[arg-type]  # one of GRAINS
        window=window.start,
        dimension=window.dimension,  # type: ignore[arg-type]  # one of DIMENSIONS
        member=figures.member,
        figures={metric: min(value, MAX_NUMBER) for metric, value in figures.figures.items() if value > 0},
        rates=Rates(attendance=figures.attendance_rate, qualified=figures.qualified_rate),
        revised_at=now,
    )
    await outbox.append(conn, event, aggregate=key, seq=seq, at=now)


async def keep_revising(pool: Pool) -> None:
    """Revise for ever; a database that is away is waited for, and a cell that cannot be published ends nothing."""
    while True:
        settled = 0
        try:
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                settled = await _settle(conn)
        except STORE_AWAY as error:
            log.warning("revising_interrupted", error=type(error).__name__)
            await asyncio.sleep(0.5)
        if settled == 0:
            await asyncio.sleep(PAUSE_SECONDS)


async def _settle(conn: Connection) -> int:
    """As `revise`; where that fails, mark by mark, and the mark that fails twice is passed by with an alarm."""
    try:
        return await revise(conn, datetime.now(UTC))
    except STORE_AWAY:
        raise
    except Exception as error:
        log.warning("revising_one_by_one", error=type(error).__name__)
    for last_try in (False, True):
        try:
            return await revise(conn, datetime.now(UTC), 1)
        except STORE_AWAY:
            raise
        except Exception as error:
            if last_try:
                await _pass_by(conn, unforeseen(error))
    return 1


async def _pass_by(conn: Connection, why: Reason) -> None:
    """Drop the oldest mark: the figures stay as they are in the database, and the topic tells the ones before."""
    async with conn.transaction():
        if await conn.fetchval("select pg_try_advisory_xact_lock($1)", REVISER_LOCK):
            marks = await conn.fetch(*SQL["take-revisions"](limit=1))
            await conn.execute(*SQL["drop-revisions"](ids=[mark["id"] for mark in marks]))
            telemetry.PARKED.labels("engagement", "figure-not-published").inc(len(marks))
            log.error("figure_not_published", **why._asdict())


async def keep_pruning(pool: Pool) -> None:
    """Drop what was published a day ago: the compacted topic keeps the newest, and the figures are still stored."""
    while True:
        try:
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                await conn.execute(*SQL["prune-told"]())
        except DATABASE_AWAY as error:
            log.warning("pruning_interrupted", error=type(error).__name__)
        await asyncio.sleep(PRUNE_EVERY_SECONDS)
