"""What happens by itself with time: a session begins (ACT-25)."""

import asyncio
import contextlib
from datetime import UTC, datetime

from kernel import telemetry
from kernel.auth import Caller
from kernel.commands import Transaction
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Pool
from services.activities.sessions.begin import begin_session
from services.activities.storage import SQL

SWEEP_SECONDS = 5
# So many are looked up at once; the rest follows at once.
PAGE = 200
CLOCK = Caller("activities-clock", frozenset())
log = telemetry.logger(__name__)


async def sweep(pool: Pool, now: datetime) -> int:
    """Begin the sessions whose time has come at `now`, each in a transaction of its own; answers how many."""
    begun = 0
    while True:
        async with pool.acquire(BACKGROUND_SECONDS) as conn:
            rows = await conn.fetch(*SQL["sessions-to-begin"](now=now, limit=PAGE))
        for row in rows:
            # Another process may have begun it since we looked, which is as good.
            async with pool.acquire(BACKGROUND_SECONDS) as conn, conn.transaction():
                begun += await begin_session(Transaction(conn, now, CLOCK), row["id"])
        if len(rows) < PAGE:
            return begun


async def keep_time(pool: Pool) -> None:
    """Sweep every few seconds, for ever; a database that is away is waited for."""
    while True:
        with contextlib.suppress(*DATABASE_AWAY):
            if begun := await sweep(pool, datetime.now(UTC)):
                log.info("sessions_begun", count=begun)
        await asyncio.sleep(SWEEP_SECONDS)
