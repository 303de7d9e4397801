"""What the three rooms' processes have in common: lifespan with pool and relay, and uvicorn as measured."""

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI
from prometheus_client import start_http_server
from starlette.types import ASGIApp

from kernel import telemetry, tracing
from kernel.auth import Verifier
from kernel.background import Background, Work
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Pool, open_pool
from kernel.once import forget_old
from kernel.persons import Fingerprints, keep_rekeying
from kernel.readiness import hindrances
from kernel.relay import Relay
from kernel.routes import public_names
from kernel.sealed import Sealer
from kernel.serving import Server
from kernel.settings import EdgeSettings, ProcessSettings, RoomSettings
from kernel.web import create_app as create_edge

FORGET_EVERY_SECONDS = 3600
LOOP_TICK_SECONDS = 0.5
log = telemetry.logger(__name__)


Keeping = Callable[[Pool], Coroutine[Any, Any, None]]


def create_app(
    name: str, settings: ProcessSettings, router: APIRouter, *, background: Sequence[Keeping] = ()
) -> FastAPI:
    """A process with a database and an outbox: its lifespan owns the pool, the relay and `background`."""

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        pool = await open_pool(settings.database_url, connections=settings.database_connections)
        try:
            app.state.pool = pool
            await report_epoch(pool, name)
            app.state.verifier = Verifier(settings.token_keys)
            if isinstance(settings, RoomSettings):
                app.state.fingerprints = Fingerprints(settings.person_key)
                app.state.sealer = Sealer(settings.sealing_key)
            relay = Relay(settings.database_url, settings.kafka, name)
            parts: dict[str, Work] = {"relay": relay.run}
            parts |= {keep.__name__.replace("_", "-"): partial(keep, pool) for keep in (forget, *background)}
            if isinstance(settings, RoomSettings):
                parts["rekey"] = partial(keep_rekeying, pool, app.state.fingerprints)
            async with running(parts) as app.state.background:
                yield
        finally:
            await pool.close()

    async def ready() -> list[str]:
        return await hindrances(app.state.pool, app.state.background)

    app = create_edge(name, lifespan=lifespan, ready=ready)
    app.include_router(router)
    written = app.openapi
    app.openapi = lambda: public_names(written())  # type: ignore[method-assign]  # FastAPI's own way to change it
    return app


async def forget(pool: Pool) -> None:
    """Once an hour, drop idempotency keys that are past their week."""
    while True:
        with contextlib.suppress(*DATABASE_AWAY):
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                await forget_old(conn)
        await asyncio.sleep(FORGET_EVERY_SECONDS)


@contextlib.asynccontextmanager
async def running(parts: dict[str, Work]) -> AsyncIterator[Background]:
    """Run `parts` beside the server, and the measuring of the loop with them."""
    background = Background({"watch-loop": watch_loop} | parts)
    async with background.running():
        yield background


async def watch_loop() -> None:
    """Measure how late the loop is: every request in this process waits for it, and no latency shows it."""
    last, due = 0.0, time.monotonic() + LOOP_TICK_SECONDS
    # Asked by the thread of /metrics, so that a loop that never comes back is seen as well.
    telemetry.LOOP_LAG.set_function(lambda: max(last, time.monotonic() - due))
    while True:
        due = time.monotonic() + LOOP_TICK_SECONDS
        await asyncio.sleep(LOOP_TICK_SECONDS)
        last = max(time.monotonic() - due, 0.0)


async def report_epoch(pool: Pool, room: str) -> None:
    """Say how often this database was restored: a reader that remembers its events by number has to know."""
    async with pool.acquire() as conn:
        telemetry.STORE_EPOCH.labels(room).set(await conn.fetchval("select epoch from store"))


def serve(name: str, app: ASGIApp, settings: EdgeSettings) -> None:
    """Run uvicorn until SIGTERM or SIGINT."""
    telemetry.configure_logs(name, settings.log_level)
    tracing.configure(name)
    if settings.metrics_port is not None:
        # A thread of its own: it answers also while the loop is held up, which is when somebody looks.
        start_http_server(settings.metrics_port, addr=settings.host)
    # What is alive now stays alive: keep the collector from walking it (measured: p99 23 ms to 9 ms).
    gc.collect()
    gc.freeze()
    Server(app, settings).run()
