"""The gateway's own endpoints, beside what it forwards: overview, live stream, events, programs, documents."""

import json
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import Field

from gateway import accounts
from gateway.dashboard import policy
from gateway.documents import PAGE
from gateway.identity import Principal
from gateway.live import Fact, fact_of
from gateway.overview import Overview, overview
from gateway.roles import ROLES, permissions_of
from gateway.storage import SQL
from kernel.errors import NotFound, Refused
from kernel.web import Input, Output, PageLimit, StrictRoute, Text

router = APIRouter(route_class=StrictRoute)


class Program(Input):
    """A program that gets a key."""

    name: Text
    roles: list[str] = Field(min_length=1, max_length=10)
    organisation_id: UUID | None = None


class ProgramKey(Output):
    """The key, shown this once."""

    program_id: str
    key: str


class ProgramView(Output):
    """A program without its key."""

    program_id: str
    name: str
    roles: list[str]
    created_at: datetime
    revoked_at: datetime | None


class FactView(Output):
    """One event as it went by; `feed_id` is its place in the live stream."""

    feed_id: int
    event_id: UUID
    type: str
    topic: str
    partition: int
    offset: int
    subject: str
    seq: int
    time: datetime
    data: dict[str, Any]


class EventPage(Output):
    """Events, newest first; ask again with before=next_before for older ones."""

    events: list[FactView]
    next_before: int | None


class EventView(FactView):
    """One event with the trace it belongs to."""

    traceparent: str | None


def _principal(request: Request) -> Principal:
    principal: Principal = request.scope["principal"]
    return principal


@router.get("/api/overview")
async def get_overview(request: Request) -> Overview:
    """Today's figures, the trend, what needs a hand; a room that is away is named and leaves its part empty."""
    state = request.app.state
    token = state.identities.token_for(_principal(request))
    return await overview(state.rooms, token, datetime.now(UTC))


@router.get("/api/live", response_class=EventSourceResponse)
async def get_live(
    request: Request,
    after: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    last_event_id: Annotated[str | None, Header(pattern=r"^[0-9]{1,16}$")] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Facts and figures as they happen (SSE); resumes after Last-Event-ID, or after `after`, without a gap."""
    start = int(last_event_id) if last_event_id is not None else after
    async for event in request.app.state.feed.stream(start):
        yield event


@router.get("/api/events")
async def get_events(
    request: Request,
    type: Annotated[str | None, Query(max_length=100, pattern=r"^[a-z0-9.-]+$")] = None,
    room: Annotated[str | None, Query(max_length=40, pattern=r"^[a-z]+$")] = None,
    subject: Annotated[str | None, Query(max_length=100, pattern=r"^[a-z]+/[A-Za-z0-9-]+$")] = None,
    before: Annotated[int, Query(ge=0, le=2**53)] = 2**53,
    limit: PageLimit = 50,
) -> EventPage:
    """Events that went by, newest first."""
    async with request.app.state.pool.acquire() as conn:
        rows = await conn.fetch(SQL["facts-before"], before, type, room, subject, limit)
    facts: list[Fact] = [fact_of(row) for row in rows]
    return EventPage(
        events=[FactView(**fact) for fact in facts],
        next_before=facts[-1]["feed_id"] if len(facts) == limit else None,
    )


@router.get("/api/events/{event_id}")
async def get_event(request: Request, event_id: UUID) -> EventView:
    """One event."""
    async with request.app.state.pool.acquire() as conn:
        row = await conn.fetchrow(SQL["one-fact"], event_id)
    if row is None:
        raise NotFound("event-unknown")
    return EventView(**fact_of(row), traceparent=row["traceparent"])


@router.post("/api/programs", status_code=201)
async def post_program(request: Request, body: Program) -> ProgramKey:
    """Give a program a key, shown this once. Refusals: role-unknown, program-name-taken, more-than-your-own."""
    if not set(body.roles) <= ROLES.keys():
        raise Refused("role-unknown")
    if not permissions_of(body.roles) <= _principal(request).permissions:
        # A key can do no more than whoever made it, or making keys would be a way to every permission.
        raise Refused("more-than-your-own")
    try:
        async with request.app.state.pool.acquire() as conn:
            program_id, key = await accounts.add_program(conn, body.name, body.roles, body.organisation_id)
    except asyncpg.UniqueViolationError:
        raise Refused("program-name-taken") from None
    return ProgramKey(program_id=program_id, key=key)


@router.get("/api/programs")
async def get_programs(request: Request) -> list[ProgramView]:
    """Programs with a key, revoked ones included."""
    async with request.app.state.pool.acquire() as conn:
        rows = await conn.fetch(SQL["list-programs"])
    return [
        ProgramView(program_id=r["id"], **{k: r[k] for k in ("name", "roles", "created_at", "revoked_at")})
        for r in rows
    ]


@router.delete("/api/programs/{program_id}", status_code=204)
async def delete_program(request: Request, program_id: str) -> Response:
    """Revoke a program's key; it is out within seconds."""
    async with request.app.state.pool.acquire() as conn:
        await accounts.revoke_program(conn, program_id)
    return Response(status_code=204)


@router.get("/api", response_class=HTMLResponse)
async def get_documents() -> HTMLResponse:
    """This documentation, to browse."""
    nonce = secrets.token_urlsafe(16)
    return HTMLResponse(PAGE.format(nonce=nonce), headers={"Content-Security-Policy": policy(nonce)})


@router.get("/api/openapi.json")
async def get_openapi(request: Request) -> Response:
    """The merged OpenAPI document of gateway and rooms."""
    merged = await request.app.state.documents.merged(request.app.openapi())
    return JSONResponse(json.loads(json.dumps(merged)))
