"""The edge of every room: problem+json for every refusal, strict JSON, permissions by route, health.

RFC 9457 bodies carry a code and where it applies; a refused value is never echoed, neither to the caller nor
to the log.
"""

import json
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, date, datetime
from datetime import time as wall_time
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from contracts.record import FIRST_DAY, LAST_DAY
from kernel import telemetry, tracing
from kernel.auth import Caller, Unauthenticated, Verifier
from kernel.calendar import local_day
from kernel.db import Pool
from kernel.errors import Forbidden
from kernel.imports import without
from kernel.models import Input as Input  # noqa: PLC0414 - rooms take what their edge is made of from one module
from kernel.models import Output as Output  # noqa: PLC0414
from kernel.names import is_printable
from kernel.problems import BodyIncomplete, BodyTooLarge, answer_with_problems, problem
from kernel.readiness import Readiness

BODY_LIMIT_BYTES = 64 * 1024
JSON_DEPTH_LIMIT = 32
# A metric label is bounded: whatever else a caller calls a method is "other".
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
log = telemetry.logger(__name__)


def method_label(method: str) -> str:
    """A request's method as metrics and traces may be labelled with it."""
    return method if method in METHODS else "other"


def _printable(text: str) -> str:
    if not is_printable(text):
        raise ValueError("characters that cannot be seen are not text")
    return text


def _not_blank(text: str) -> str:
    if not text:
        raise ValueError("blank")
    return text


Text = Annotated[str, StringConstraints(max_length=200), AfterValidator(_printable), AfterValidator(_not_blank)]


def _utc(at: datetime) -> datetime:
    # The year first: near its ends the calendar has no other time zone to go to.
    if not 1999 <= at.year <= 2101 or not FIRST_DAY <= local_day(at) <= LAST_DAY:
        raise ValueError("outside 2000-2100")
    return at.astimezone(UTC)


# An instant as callers give it: RFC 3339 with any offset; stored and answered in UTC.
Instant = Annotated[AwareDatetime, AfterValidator(_utc)]


def _clock(at: object) -> object:
    # Pydantic also takes seconds since midnight and offsets; both mean another thing than the clock on the wall.
    if isinstance(at, str) and re.fullmatch(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?", at):
        return at
    if isinstance(at, wall_time) and at.tzinfo is None:
        return at
    raise ValueError("a time of the day as HH:MM, without an offset")


# A time of the day on a clock in Shanghai, as callers give it: HH:MM or HH:MM:SS, never with an offset.
LocalTime = Annotated[wall_time, BeforeValidator(_clock)]
# A day as callers give it. Every rule that counts days or months on from it stays within what a date can hold.
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Programme = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
# Where a fact comes from: printed in the newspaper, a public list, invented for the demo, or entered by somebody.
Source = Literal["press-2021-07", "public-register", "demo", "operator", "simulated"]
PageLimit = Annotated[int, Query(ge=1, le=100)]
ZERO_ID = UUID(int=0)


class StrictRequest(Request):
    """A request whose JSON is RFC 8259 and no more: no NaN, no 1e400, no lone surrogates, 32 levels deep."""

    async def body(self) -> bytes:
        """The body's bytes, kept once read. Raises BodyTooLarge before it holds more than BODY_LIMIT_BYTES."""
        if not hasattr(self, "_body"):
            chunks, size = [], 0
            async for chunk in self.stream():
                size += len(chunk)
                if size > BODY_LIMIT_BYTES:
                    raise BodyTooLarge("body-too-large")
                chunks.append(chunk)
            self._body = b"".join(chunks)
        return self._body

    async def json(self) -> Any:
        """The decoded body. Raises json.JSONDecodeError, which FastAPI turns into a validation error."""
        body = await self.body()
        if _depth(body) > JSON_DEPTH_LIMIT:
            raise json.JSONDecodeError("nested too deeply", "", 0)
        try:
            return msgspec.json.decode(body)
        except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError):
            raise json.JSONDecodeError("not JSON", "", 0) from None


def _depth(body: bytes) -> int:
    """How deeply the brackets nest outside strings; cheap, and enough to refuse a bomb before decoding."""
    deepest = depth = 0
    for token in re.finditer(rb'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', body, re.DOTALL):
        first = token[0][:1]
        if first in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in b"]}":
            depth -= 1
    return deepest


class StrictRoute(APIRoute):
    """A route that reads its body through StrictRequest."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        # FastAPI asks of every parameter whether it is a model of Pydantic 1, and imports all of that to ask.
        with without("pydantic.v1"):
            super().__init__(*args, **settings)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, given the stricter request."""
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            bounded = StrictRequest(request.scope, request.receive)
            try:
                await bounded.body()
            except ClientDisconnect:
                # The caller is gone, and it is no failure of ours: a page was left, a connection was cut.
                raise BodyIncomplete("body-incomplete") from None
            return await handle(bounded)

        return strict


def permission(name: str) -> Any:
    """Declare what a caller must hold for a route: `permission("activities:register")`, as a dependency."""

    # Async though it waits for nothing: FastAPI would run a plain function in a thread, at 0.3 ms a request.
    async def required(request: Request) -> Caller:
        caller = authenticate(request)
        if not caller.may(name):
            raise Forbidden("permission-missing")
        return caller

    required.permission = name  # type: ignore[attr-defined]  # read by the gateway's route table test
    return Depends(required)


def authenticate(request: Request) -> Caller:
    """The caller of this request, by its bearer token. Raises Unauthenticated."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated("token-missing")
    verifier: Verifier = request.app.state.verifier
    return verifier.verify(token)


async def pool(request: Request) -> Pool:
    """FastAPI dependency: the room's connection pool."""
    found: Pool = request.app.state.pool
    return found


Rows = Annotated[Pool, Depends(pool)]


def declared_permission(route: APIRoute) -> str | None:
    """The permission a route declares, or None (which a house test refuses)."""
    for dependency in route.dependant.dependencies:
        name = getattr(dependency.call, "permission", None)
        if name is not None:
            return str(name)
    return None


def create_app(
    title: str, *, lifespan: Any, ready: Callable[[], Awaitable[list[str]]], names_parts: bool = True
) -> FastAPI:
    """A room's FastAPI with the house's edge: errors, limits, /health/live, /health/ready. Metrics have their own port.

    `ready` answers the names of what keeps the process from serving; none when it is ready. Where strangers ask, the
    names are for the log alone.
    """
    readiness = Readiness(title, ready)
    app = FastAPI(
        title=title,
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        # An operation is named as its function is; the gateway puts the room before it.
        generate_unique_id_function=lambda route: route.name,
        # Its own spans would carry raw paths and query strings; ours are named in kernel.tracing.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.router.route_class = StrictRoute
    answer_with_problems(app)
    app.add_middleware(WideLine)

    @app.get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/health/ready", include_in_schema=False)
    async def ready_() -> Response:
        if hindered_by := await readiness.now():
            return problem(503, "not-ready", parts=hindered_by) if names_parts else problem(503, "not-ready")
        return JSONResponse({"status": "ready"})

    return app


class WideLine:
    """One log line and one histogram sample a request, by route pattern, with ids but no values."""

    QUIET = frozenset({"/health/live", "/health/ready"})

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request and say afterwards what it was."""
        if scope["type"] != "http" or scope["path"] in self.QUIET:
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500
        headers = dict(scope["headers"])
        request_id = headers.get(b"x-request-id", b"").decode("latin-1")[:64]
        traceparent = headers.get(b"traceparent", b"").decode("latin-1")
        method = method_label(scope["method"])

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with (
            telemetry.HTTP_IN_FLIGHT.track_inprogress(),
            tracing.serving(method, traceparent) as span,
            telemetry.within_request(request_id),
        ):
            try:
                await self.app(scope, receive, watch)
            finally:
                seconds = time.perf_counter() - started
                route = getattr(scope.get("route"), "path", "unmatched")
                tracing.answered(span, method, route, status)
                telemetry.HTTP_SECONDS.labels(method, route, str(status)).observe(seconds)
                log.info("request", method=method, route=route, status=status, ms=round(seconds * 1e3, 1))
