"""What the three rooms' processes have in common: lifespan with pool and relay, and uvicorn as measured."""

import asyncio
import contextlib
import gc
import resource
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from prometheus_client import start_http_server
from starlette.types import ASGIApp

from kernel import telemetry, tracing
from kernel.addresses import Networks
from kernel.auth import Verifier
from kernel.background import Background, Work
from kernel.bounded import Bounds, bounded
from kernel.db import BACKGROUND_SECONDS, DATABASE_AWAY, Pool, open_pool
from kernel.once import forget_old
from kernel.persons import Fingerprints, keep_rekeying
from kernel.readiness import LEAVING, hindrances
from kernel.relay import Relay
from kernel.sealed import Sealer
from kernel.settings import EdgeSettings, ProcessSettings, RoomSettings
from kernel.web import create_app as create_edge

FORGET_EVERY_SECONDS = 3600
LOOP_TICK_SECONDS = 0.5
# Besides callers' connections: databases, brokers, rooms, logs.
OTHER_FILES = 512
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


class Server(uvicorn.Server):
    """uvicorn that, asked to end, first says so at /health/ready and serves on for a while.

    The load balancer sees it and sends no more; only then is the listener closed. A second signal
    ends it at once.
    """

    def __init__(self, config: uvicorn.Config, drain_seconds: float) -> None:
        super().__init__(config)
        self._drain_seconds = drain_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """uvicorn's own, later."""
        if self._drain_seconds and not LEAVING.is_set():
            LEAVING.set()
            threading.Timer(self._drain_seconds, super().handle_exit, (sig, frame)).start()
            return
        super().handle_exit(sig, frame)


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
    allow_open_files(settings.connections + OTHER_FILES)
    Server(configured(app, settings), settings.drain_seconds).run()


def configured(app: ASGIApp, settings: EdgeSettings) -> uvicorn.Config:
    """uvicorn as every process of ours has it: within bounds, and no header believed about who asks."""
    bounds = Bounds(
        request_line_bytes=settings.request_line_bytes,
        header_bytes=settings.header_bytes,
        headers=settings.headers,
        head_seconds=settings.head_seconds,
        body_seconds=settings.body_seconds,
        connections=settings.connections,
        per_address=settings.connections_per_address,
        proxies=Networks.parse(settings.trusted_proxies),
    )
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=bounded(bounds),  # type: ignore[arg-type]  # called like a class
        # Its protocol would take a connection over, bounds and all.
        ws="none",
        proxy_headers=False,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=settings.keep_alive_seconds,
        timeout_graceful_shutdown=5,
    )


def allow_open_files(wanted: int) -> None:
    """Raise this process's own limit of open files to `wanted`, or as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
