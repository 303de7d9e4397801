"""The health pages of the stream's worker, by the server and within the bounds that every process has."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from mode import Service
from starlette.types import Receive, Scope, Send

from kernel.errors import PROBLEM, problem_body
from kernel.readiness import Readiness
from kernel.serving import Beside
from kernel.settings import ProcessSettings


class Pages(Service):
    """Serves them on the worker's loop for as long as the worker runs."""

    def __init__(self, settings: ProcessSettings, ready: Callable[[], Awaitable[list[str]]]) -> None:
        super().__init__()
        self._readiness = Readiness("engagement-stream", ready)

        async def app(scope: Scope, _: Receive, send: Send) -> None:
            await self._answer(scope, send)

        self._server = Beside(app, settings)
        self._serving: asyncio.Future[None] | None = None

    async def on_start(self) -> None:
        """Serve from now on."""
        self._serving = self.add_future(self._server.serve())

    async def on_stop(self) -> None:
        """Close the door and wait for who is still inside."""
        self._server.should_exit = True
        if self._serving is not None:
            await self._serving

    async def _answer(self, scope: Scope, send: Send) -> None:
        # Two pages need no framework, whose import takes a second.
        status, body = await self._page(scope["path"])
        kind = b"application/json" if status == 200 else PROBLEM.encode()
        encoded = json.dumps(body).encode()
        headers = [(b"content-type", kind), (b"content-length", str(len(encoded)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else encoded})

    async def _page(self, path: str) -> tuple[int, dict[str, Any]]:
        if path == "/health/live":
            return 200, {"status": "ok"}
        if path != "/health/ready":
            return 404, problem_body(404, "not-found")
        if hindered_by := await self._readiness.now():
            return 503, problem_body(503, "not-ready", parts=hindered_by)
        return 200, {"status": "ready"}
