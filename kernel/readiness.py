"""Whether a process takes requests: what `/health/ready` answers. It needs no web server, so the stream asks it too."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable

from kernel import telemetry
from kernel.background import Background
from kernel.db import DATABASE_AWAY, Pool

# Set by the signal that ends this process, before it stops to serve.
LEAVING = threading.Event()
log = telemetry.logger(__name__)


async def hindrances(pool: Pool, background: Background | None = None) -> list[str]:
    """What keeps this process from taking requests, by name; empty when it is ready.

    It is on its way out ("leaving"), the database does not answer within a second, a part beside the server fails.
    """
    found = ["leaving"] if LEAVING.is_set() else []
    try:
        async with pool.acquire(within=1) as conn:
            await conn.fetchval("select 1")
    except DATABASE_AWAY:
        found.append("database")
    return found + (background.failing if background else [])


class Readiness:
    """What keeps a process from serving: one look at a time, whose answer is for all who asked meanwhile."""

    def __init__(self, title: str, look: Callable[[], Awaitable[list[str]]]) -> None:
        self._title, self._look, self._lock = title, look, asyncio.Lock()
        self._found: list[str] = []
        self._looked_at = 0.0

    async def now(self) -> list[str]:
        """The names; empty when it is ready."""
        asked_at = time.monotonic()
        async with self._lock:
            if self._looked_at < asked_at:
                found = await self._look()
                if found != self._found:
                    log.warning("readiness", process=self._title, parts=found)
                self._found, self._looked_at = found, time.monotonic()
            return self._found
