"""The gateway's database, for verbs that change accounts: by the environment, else of what runs on this machine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import asyncpg

from cli.running import card_or_exit
from kernel.db import Connection
from kernel.settings import EnvironmentSettings, load

T = TypeVar("T")


class Accounts(EnvironmentSettings):
    """Where accounts are kept."""

    database_url: str | None = None


def on_accounts(do: Callable[[Connection], Awaitable[T]]) -> T:
    """What `do` answers, on a connection to the gateway's database."""
    dsn = load(Accounts).database_url or card_or_exit()["dsns"]["gateway"]

    async def connected() -> T:
        conn = await asyncpg.connect(dsn, timeout=10)
        try:
            return await do(conn)
        finally:
            await conn.close()

    return asyncio.run(connected())
