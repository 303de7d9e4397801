"""One request on its way through the chain: what was found out of it, and what every answer carries."""

import json
import re
from collections.abc import Iterable
from typing import Any

from starlette.types import Receive, Scope, Send

from gateway.identity import Headers, Principal
from gateway.routes import Route
from kernel.addresses import Networks, forwarded_for, one_limit
from kernel.identifiers import new_id
from kernel.problems import PROBLEM, problem_body

_REQUEST_ID = re.compile(rb"^[A-Za-z0-9._-]{8,64}$")
SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
HeaderList = list[tuple[bytes, bytes]]


class Refusal(Exception):
    """The chain's own answer: a problem with its headers."""

    def __init__(self, status: int, code: str, headers: Iterable[tuple[bytes, bytes]] = (), **more: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.headers, self.more = status, code, list(headers), more


class Exchange:
    """One request on its way through: what was found out, and the answer's common headers."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, proxies: Networks) -> None:
        self.scope, self.receive, self.send = scope, receive, send
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: Headers = dict(scope["headers"])
        sent_id = self.headers.get(b"x-request-id", b"")
        self.request_id = sent_id if _REQUEST_ID.match(sent_id) else new_id().hex.encode()
        self.common: HeaderList = [(b"x-request-id", self.request_id), *SECURITY_HEADERS]
        if self.path.startswith("/api"):
            # Files of households, people's own registrations: no cache on the way, nor the browser's, keeps an answer.
            self.common.append((b"cache-control", b"no-store"))
        self.route: Route | None = None
        self.principal: Principal | None = None
        self.status = 500
        client = scope.get("client")
        if client and client[0] in proxies:
            # Whoever asks further in, our own endpoints too, finds the caller here and not its proxy.
            sent = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
            scope["client"] = (forwarded_for(client[0], b",".join(sent), proxies), 0)

    @property
    def place(self) -> str:
        """The route's pattern, which bounds what metrics and traces are labelled with."""
        if self.route is not None:
            return self.route.path
        return "unmatched" if self.path.startswith("/api") else "page"

    @property
    def address(self) -> str:
        """Whose limits these are that go by address: the caller's address, or its network where addresses are free."""
        client = self.scope.get("client")
        return one_limit(client[0]) if client else "unknown"

    async def answer(self, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        """Send a whole answer."""
        self.status = status
        length = (b"content-length", str(len(body)).encode())
        await self.send({"type": "http.response.start", "status": status, "headers": [*headers, *self.common, length]})
        await self.send({"type": "http.response.body", "body": b"" if self.method == "HEAD" else body})

    async def refuse(self, status: int, code: str, headers: Iterable[tuple[bytes, bytes]] = (), **more: Any) -> None:
        """Send a problem."""
        body = json.dumps(problem_body(status, code, **more), ensure_ascii=False).encode()
        await self.answer(status, [(b"content-type", PROBLEM.encode()), *headers], body)
