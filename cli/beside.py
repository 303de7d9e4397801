"""Who a tool is at the door: what runs beside the gateway's database makes itself a key or a session there.

So no tool keeps a password, and none stops when somebody changes theirs.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import asyncpg

from gateway import programs, sessions
from gateway.identity import SESSION_COOKIE, cookie_name

KEY_LIFETIME = timedelta(days=1)
WATCHER, OPERATOR = "watcher", "operator"


async def key_of(dsn: str, name: str, role: str) -> str:
    """A key of the program `name`, good for a day; the one before it is out."""
    conn = await asyncpg.connect(dsn, timeout=10)
    try:
        return await programs.keep_program(conn, name, [role], KEY_LIFETIME)
    finally:
        await conn.close()


@contextlib.asynccontextmanager
async def let_in(url: str, dsn: str, name: str, role: str = WATCHER) -> AsyncIterator[aiohttp.ClientSession]:
    """A session with the gateway at `url` as the program `name`; `dsn` is the gateway's database."""
    headers = {"Authorization": f"Bearer {await key_of(dsn, name, role)}"}
    async with aiohttp.ClientSession(url.rstrip("/") + "/", headers=headers) as http:
        yield http


def headers_of(session_token: str) -> dict[str, str]:
    """What a page would send with a session's cookie, under the name with and without TLS."""
    cookies = [f"{cookie_name(SESSION_COOKIE, secure=secure)}={session_token}" for secure in (False, True)]
    return {"Cookie": "; ".join(cookies), "X-CSRF-Token": sessions.csrf_token(session_token)}
