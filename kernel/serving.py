"""uvicorn as every process has it: within bounds, and it says that it leaves before it does."""

import contextlib
import resource
import threading
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from kernel.addresses import Networks
from kernel.bounded import Bounds, bounded
from kernel.readiness import LEAVING
from kernel.settings import EdgeSettings

# Besides callers' connections: databases, brokers, rooms, logs.
OTHER_FILES = 512


class Server(uvicorn.Server):
    """uvicorn that, asked to end, first says so at /health/ready and serves on for a while.

    The load balancer sees it and sends no more; only then is the listener closed. A second signal
    ends it at once.
    """

    def __init__(self, app: ASGIApp, settings: EdgeSettings) -> None:
        super().__init__(configured(app, settings))
        self._drain_seconds = settings.drain_seconds
        allow_open_files(settings.connections + OTHER_FILES)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """uvicorn's own, later."""
        if self._drain_seconds and not LEAVING.is_set():
            LEAVING.set()
            threading.Timer(self._drain_seconds, super().handle_exit, (sig, frame)).start()
            return
        super().handle_exit(sig, frame)


class Beside(uvicorn.Server):
    """uvicorn on the loop of a process that begins and ends elsewhere: it ends when `should_exit` is set."""

    def __init__(self, app: ASGIApp, settings: EdgeSettings) -> None:
        super().__init__(configured(app, settings))
        self.config.lifespan = "off"
        allow_open_files(settings.connections + OTHER_FILES)

    def capture_signals(self) -> contextlib.nullcontext[None]:  # type: ignore[override]  # a context, as uvicorn's own
        """Take none: they are the process's own."""
        return contextlib.nullcontext()


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
