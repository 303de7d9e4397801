"""The chain every request passes: ids, limits, route, identity, permission, then a room, our own API, or a page.

Bare ASGI on purpose: this path is measured (docs/adr/0005).
"""

import json
import re
import time
from collections.abc import Iterable
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from gateway import audit
from gateway.dashboard import Dashboard
from gateway.forward import PASSED_ON, RoomUnavailable
from gateway.identity import ANYONE as PASSER_BY
from gateway.identity import Headers, Principal
from gateway.rates import Rates
from gateway.routes import ANYONE, OWN, SIGNED_IN, MethodNotAllowed, Route, RouteTable
from kernel import telemetry, tracing
from kernel.addresses import NO_NETWORKS, Networks, forwarded_for, one_limit
from kernel.auth import Unauthenticated
from kernel.errors import PROBLEM, CommandError, Forbidden, problem_body
from kernel.identifiers import new_id
from kernel.problems import UNAVAILABLE
from kernel.web import BODY_LIMIT_BYTES, method_label

OPERATIONS = frozenset({"/health/live", "/health/ready"})
# Where a password is sent: guessing is limited by address, before anything else is looked at.
CREDENTIALS = frozenset({"/api/session", "/api/residents"})
ERASURES = frozenset({"/api/activities/me/erasure", "/api/activities/erasures"})
_REQUEST_ID = re.compile(rb"^[A-Za-z0-9._-]{8,64}$")
SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
HeaderList = list[tuple[bytes, bytes]]
# Behind TLS: a browser that was here comes by TLS for a year (RFC 6797).
HSTS = (b"strict-transport-security", b"max-age=31536000")
log = telemetry.logger(__name__)


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
            # All that is behind this, our own endpoints too, finds the caller here and not its proxy.
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


class Chain:
    """The ASGI application."""

    def __init__(
        self,
        app: FastAPI,
        rates: Rates,
        dashboard: Dashboard,
        proxies: Networks = NO_NETWORKS,
        *,
        secure: bool = False,
    ) -> None:
        self._secure = secure
        self._app, self._rates, self._dashboard, self._proxies = app, rates, dashboard, proxies
        self._table = RouteTable()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; the lifespan is FastAPI's."""
        if scope["type"] != "http" or scope["path"] in OPERATIONS:
            await self._app(scope, receive, send)
            return
        exchange = Exchange(scope, receive, send, self._proxies)
        if self._secure:
            exchange.common.append(HSTS)
        method = method_label(exchange.method)
        traceparent = exchange.headers.get(b"traceparent", b"").decode("latin-1")
        with telemetry.HTTP_IN_FLIGHT.track_inprogress(), tracing.serving(method, traceparent) as span:
            await self._answer(exchange)
            tracing.answered(span, method, exchange.place, exchange.status)

    async def _answer(self, exchange: Exchange) -> None:
        started = time.perf_counter()
        try:
            await self._serve(exchange)
        except Refusal as refusal:
            await exchange.refuse(refusal.status, refusal.code, refusal.headers, **refusal.more)
        except CommandError as error:
            challenge = [(b"www-authenticate", b"Bearer")] if error.status == 401 else []
            await exchange.refuse(error.status, error.code, challenge, title=error.title)
        except RoomUnavailable as error:
            status = 504 if error.code == "deadline-exceeded" else 503
            await exchange.refuse(status, error.code, [(b"retry-after", b"1")], room=error.room)
        except UNAVAILABLE as error:
            log.warning("gateway_database_unavailable", error=type(error).__name__)
            await exchange.refuse(503, "database-unavailable", [(b"retry-after", b"1")])
        finally:
            _report(exchange, time.perf_counter() - started)

    async def _serve(self, exchange: Exchange) -> None:
        path = exchange.path
        if path == "/api" or path.startswith("/api/"):
            await self._serve_api(exchange)
        else:
            await self._serve_page(exchange)

    async def _serve_api(self, exchange: Exchange) -> None:
        try:
            route = self._table.find(exchange.method, exchange.path)
        except MethodNotAllowed as error:
            raise Refusal(405, "method-not-allowed", [(b"allow", ", ".join(error.allowed).encode())]) from None
        if route is None:
            raise Refusal(404, "not-found")
        exchange.route = route
        await self._admit(exchange, route)
        if route.room == OWN:
            await self._own(exchange)
        else:
            await self._forward(exchange, route)

    async def _admit(self, exchange: Exchange, route: Route) -> None:
        """Identity, rate, permission, in this order: a limit applies to the caller, and no answer shows what exists."""
        identities = self._app.state.identities
        if exchange.method == "POST" and route.path in CREDENTIALS:
            await self._limit(exchange, "sign-in", exchange.address)
            return
        open_to_all = route.permission == ANYONE or route.permission in PASSER_BY.permissions
        try:
            exchange.principal = await identities.identify(
                exchange.method, exchange.headers, partial(self._limit, exchange, "credential", exchange.address)
            )
        except Unauthenticated:
            if not open_to_all:
                await self._limit(exchange, "address", exchange.address)
                raise
        strangers_write = exchange.method == "POST" and route.permission in PASSER_BY.permissions
        if exchange.principal is None:
            await self._limit(exchange, "public-write" if strangers_write else "address", exchange.address)
            if not open_to_all:
                raise Unauthenticated("sign-in-first")
            exchange.principal = PASSER_BY
            return
        if strangers_write and "resident" in exchange.principal.identity.roles:
            # Anybody may open such an account, so it is a stranger's limit still.
            await self._limit(exchange, "public-write", exchange.address)
        else:
            await self._limit(exchange, "principal", exchange.principal.identity.subject)
        if route.permission not in (ANYONE, SIGNED_IN) and route.permission not in exchange.principal.permissions:
            raise Forbidden("permission-missing")

    async def _limit(self, exchange: Exchange, policy_name: str, who: str) -> None:
        passes, headers = await self._rates.take(policy_name, who, self._app.state.pool)
        if policy_name != "credential" or not passes:
            exchange.common.extend(headers)
        if not passes:
            raise Refusal(429, "rate-limited")

    async def _own(self, exchange: Exchange) -> None:
        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                own = [pair for pair in message.get("headers", []) if pair[0].lower() != b"cache-control"]
                message["headers"] = [*own, *exchange.common]
            await exchange.send(message)

        exchange.scope["principal"] = exchange.principal
        # Our own endpoints log these ids as well: what a caller made up must not reach them unchecked.
        ids = [(b"x-request-id", exchange.request_id), (b"traceparent", (tracing.current_traceparent() or "").encode())]
        kept = [pair for pair in exchange.scope["headers"] if pair[0] not in (b"x-request-id", b"traceparent")]
        exchange.scope["headers"] = [*kept, *ids]
        await self._app(exchange.scope, exchange.receive, send)

    async def _forward(self, exchange: Exchange, route: Route) -> None:
        assert exchange.principal is not None
        state = self._app.state
        headers = {
            "Authorization": f"Bearer {state.identities.token_for(exchange.principal)}",
            "X-Request-Id": exchange.request_id.decode(),
            "Traceparent": tracing.current_traceparent() or "",
        }
        for name in PASSED_ON:
            if name in exchange.headers:
                headers[name.decode()] = exchange.headers[name].decode("latin-1")
        body = await _read_body(exchange) if exchange.method in ("POST", "PUT", "PATCH", "DELETE") else None
        inner = exchange.path.removeprefix(f"/api/{route.room}")
        answer = await state.rooms.ask(
            route.room, exchange.method, inner, exchange.scope["query_string"], headers, body
        )
        if route.path in ERASURES and exchange.method == "POST":
            state.erasures.asked()
        if answer.status == 200 and any(name == b"content-disposition" for name, _ in answer.headers):
            # A sheet leaves the house: written down first, and held back where it cannot be.
            async with state.pool.acquire() as conn:
                await audit.record(conn, "exported", by=exchange.principal.identity.subject, path=exchange.path)
        await exchange.answer(answer.status, answer.headers, answer.body)

    async def _serve_page(self, exchange: Exchange) -> None:
        if exchange.method not in ("GET", "HEAD"):
            raise Refusal(405, "method-not-allowed", [(b"allow", b"GET, HEAD")])
        found = self._dashboard.answer(exchange.path, zipped=b"gzip" in exchange.headers.get(b"accept-encoding", b""))
        if found is None:
            raise Refusal(404, "not-found")
        await exchange.answer(200, *found)


async def _read_body(exchange: Exchange) -> bytes:
    """The whole body, for which kernel.bounded gives its time. Raises Refusal("body-too-large") without reading on."""
    declared = exchange.headers.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared) > BODY_LIMIT_BYTES:
        raise Refusal(413, "body-too-large")
    parts, size = [], 0
    while True:
        message = await exchange.receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "body-incomplete")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > BODY_LIMIT_BYTES:
            raise Refusal(413, "body-too-large")
        if not message.get("more_body", False):
            return b"".join(parts)


def _report(exchange: Exchange, seconds: float) -> None:
    """One wide line for what the chain answered itself; the gateway's own endpoints have theirs in FastAPI."""
    if exchange.route is not None and exchange.route.room == OWN:
        return
    method = method_label(exchange.method)
    telemetry.HTTP_SECONDS.labels(method, exchange.place, str(exchange.status)).observe(seconds)
    log.info(
        "request",
        method=method,
        route=exchange.place,
        status=exchange.status,
        caller=exchange.principal.identity.subject if exchange.principal else None,
        request_id=exchange.request_id.decode(),
        ms=round(seconds * 1e3, 1),
    )
