"""The gateway's process: a bare-ASGI chain in front, FastAPI beside it for the gateway's own endpoints.

Measured: the bare chain with an aiohttp client forwards six times what a FastAPI route with httpx does, so what
is forwarded never enters FastAPI.
"""

import contextlib
import functools
from collections.abc import AsyncIterator

from fastapi import FastAPI

from gateway import audit, log, people, signin
from gateway.api import router
from gateway.chain import Chain
from gateway.dashboard import Dashboard
from gateway.documents import Documents
from gateway.erasures import Erasures
from gateway.forward import Rooms
from gateway.identity import Identities
from gateway.live import LiveFeed
from gateway.rates import Quotas, Rates
from gateway.settings import GatewaySettings
from kernel import room
from kernel.addresses import Networks
from kernel.auth import Signer
from kernel.db import open_pool
from kernel.readiness import hindrances
from kernel.settings import load
from kernel.web import create_app as create_edge


def create_app(settings: GatewaySettings) -> FastAPI:
    """The gateway's own endpoints; its lifespan owns everything the chain uses."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        pool = await open_pool(settings.database_url, connections=settings.database_connections)
        rooms = Rooms(settings.room_urls)
        await room.report_epoch(pool, "gateway")
        feed = LiveFeed(pool, settings.database_url, settings.kafka)
        await feed.load()
        app.state.pool, app.state.rooms, app.state.feed = pool, rooms, feed
        app.state.settings = settings
        signer = Signer(settings.token_signing_key)
        app.state.identities = Identities(pool, signer, secure_cookies=settings.secure_cookies)
        app.state.documents = Documents(rooms)
        parts = {"facts": feed.facts.run, "figures": feed.figures.run}
        parts |= {"keep-pruning": feed.keep_pruning, "keep-following": feed.keep_following}
        app.state.erasures = Erasures(pool, rooms, signer)
        parts["erasures"] = app.state.erasures.keep_erasing
        parts["audit"] = functools.partial(audit.keep_pruning, pool, settings.audit_days)
        async with room.running(parts) as app.state.background:
            yield
        await rooms.close()
        await pool.close()

    async def ready() -> list[str]:
        return await hindrances(app.state.pool, app.state.background)

    app = create_edge("gateway", lifespan=lifespan, ready=ready, names_parts=False)
    app.include_router(router)
    app.include_router(signin.router)
    app.include_router(people.router)
    app.include_router(log.router)
    return app


def main() -> None:
    """Serve until asked to stop."""
    settings = load(GatewaySettings)
    app = create_app(settings)
    rates = Rates(
        Quotas(
            principal=settings.rate_per_minute,
            address=settings.rate_per_minute_anonymous,
            sign_in=settings.sign_ins_per_minute,
            public_write=settings.public_writes_per_minute,
            replicas=settings.gateway_replicas,
        )
    )
    proxies = Networks.parse(settings.trusted_proxies)
    room.serve(
        "gateway", Chain(app, rates, Dashboard(settings.dashboard), proxies, secure=settings.secure_cookies), settings
    )
