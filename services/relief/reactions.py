"""What happens by itself: with time, what is over and the hourly heads; with a notice of holidays, longer windows."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from kernel import telemetry
from kernel.auth import Caller
from kernel.calendar import WorkingCalendar, local_day
from kernel.commands import Transaction
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Connection, Pool
from kernel.errors import CommandError
from services.relief.agreements.end import end_agreement
from services.relief.cases.expire import expire_case
from services.relief.disbursements.expire import expire_disbursement
from services.relief.funds.publish_heads import publish_heads
from services.relief.limits import Limits
from services.relief.notices.row import RunningNotice
from services.relief.people.erase import forget_asked
from services.relief.projects.lapse_claim import lapse_claim
from services.relief.storage import SQL

SWEEP_SECONDS = 60
HEADS_SECONDS = 3600
CLOCK = Caller("relief-clock", frozenset())
log = telemetry.logger(__name__)
# What finds those that are due, by instant or by day, and the command that settles one of them.
DUE: tuple[tuple[str, bool, Callable[[Transaction, UUID], Awaitable[Any]]], ...] = (
    ("expired-disbursements", False, expire_disbursement),
    ("lapsed-claims", True, lapse_claim),
    ("expired-cases", True, expire_case),
    ("over-agreements", True, end_agreement),
)


async def sweep(pool: Pool, now: datetime) -> int:
    """Settle what is due at `now`, each in a transaction of its own; answers how many."""
    settled = 0
    for due, by_day, command in DUE:
        async with pool.acquire(BACKGROUND_SECONDS) as conn:
            rows = await conn.fetch(*SQL[due](due=local_day(now) if by_day else now))
        for row in rows:
            # Somebody may have settled it since we looked, which is as good.
            with contextlib.suppress(CommandError):
                await run_by_clock(pool, now, lambda tx, of=row["id"], command=command: command(tx, of))  # type: ignore[misc]
                settled += 1
    return settled


async def run_by_clock(pool: Pool, now: datetime, command: Callable[[Transaction], Awaitable[Any]]) -> None:
    async with pool.acquire(BACKGROUND_SECONDS) as conn, conn.transaction():
        await command(Transaction(conn, now, CLOCK))


async def keep_time(pool: Pool) -> None:
    """Sweep every minute and tell the heads every hour, for ever; a database that is away is waited for."""
    published_at = -HEADS_SECONDS
    while True:
        with contextlib.suppress(*DATABASE_AWAY):
            if settled := await sweep(pool, datetime.now(UTC)):
                log.info("settled_by_time", count=settled)
            await run_by_clock(pool, datetime.now(UTC), forget_asked)
            if time.monotonic() - published_at >= HEADS_SECONDS:
                await run_by_clock(pool, datetime.now(UTC), publish_heads)
                published_at = int(time.monotonic())
        await asyncio.sleep(SWEEP_SECONDS)


async def move_windows(conn: Connection, _: WorkingCalendar, known: WorkingCalendar, *, limits: Limits) -> None:
    """Count the windows for objections that still run anew, by the calendar `known`.

    A window only ever grows: what was published as a last day for objecting stays one.
    """
    for notice in await RunningNotice.every(conn, closes_on=local_day(datetime.now(UTC))):
        closes_on = known.add_working_days(notice.opens_on, limits.objection_working_days)
        await conn.execute(*SQL["move-notice"](id=notice.id, closes_on=closes_on))
