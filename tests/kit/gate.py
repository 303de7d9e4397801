"""The gateway as it is, chain and all, on a real database in this process; its rooms and its brokers are away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx2

from gateway.app import create_app
from gateway.chain import Chain
from gateway.dashboard import Dashboard
from gateway.rates import Quotas, Rates
from gateway.settings import GatewaySettings
from kernel import keys as key_files
from kernel.db import Connection

PLENTY = Quotas(1_000_000, 1_000_000, 1_000_000, 1_000_000)
BASE = "http://gate"


@dataclass(slots=True)
class Gate:
    """The door of one gateway. `conn` is a second connection to its database."""

    chain: Chain
    conn: Connection
    base: str
    clients: list[httpx2.AsyncClient] = field(default_factory=list)

    def at(self, address: str = "192.0.2.1") -> httpx2.AsyncClient:
        """A browser with no cookies yet, at an address."""
        transport = httpx2.ASGITransport(app=self.chain, client=(address, 40_000))
        self.clients.append(httpx2.AsyncClient(transport=transport, base_url=self.base, timeout=30))
        return self.clients[-1]


@asynccontextmanager
async def open_gate(dsn: str, keys: Path, quotas: Quotas = PLENTY, **settings: Any) -> AsyncIterator[Gate]:
    """A gateway that limits nothing by rate unless asked to, gone with the block."""
    settings.setdefault("room_urls", {})
    reported = GatewaySettings(
        database_url=dsn,
        kafka="127.0.0.1:9",
        port=0,
        token_keys=keys / key_files.PUBLIC_KEYS,
        token_signing_key=keys / key_files.SIGNING_KEY,
        **settings,
    )
    app = create_app(reported)
    chain = Chain(app, Rates(quotas), Dashboard(reported.dashboard), secure=reported.secure_cookies)
    base = BASE.replace("http:", "https:") if reported.secure_cookies else BASE
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        conn = await asyncpg.connect(dsn)
        stack.push_async_callback(conn.close)
        gate = Gate(chain, conn, base)
        yield gate
        for client in gate.clients:
            await client.aclose()
