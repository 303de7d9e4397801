"""Whether a process takes requests: what `/health/ready` answers. It needs no web server, so the stream asks it too."""

import threading

from kernel.background import Background
from kernel.db import DATABASE_AWAY, Pool

# Set by the signal that ends this process, before it stops to serve.
LEAVING = threading.Event()


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
