"""The gateway's own endpoints, beside what it forwards: overview, live stream, events, programs, documents."""

import json
import secrets
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, StreamingResponse
from pydantic import Field

from gateway import programs
from gateway.accounts import check_roles
from gateway.dashboard import policy
from gateway.documents import PAGE
from gateway.live import ASK_SECONDS, Fact, fact_of
from gateway.overview import Overview, overview
from gateway.people import check_organisation
from gateway.roles import permissions_of
from gateway.routes import ANYONE, may
from gateway.signin import principal_of
from gateway.storage import SQL
from kernel.db import with_id_as
from kernel.errors import NotFound, Refused
from kernel.web import Input, Instant, Output, PageLimit, StrictRoute, Text

router = APIRouter(route_class=StrictRoute)


class Program(Input):
    """A program that gets a key."""

    name: Text
    roles: list[str] = Field(min_length=1, max_length=10)
    organisation_id: UUID | None = None
    expires_at: Instant | None = None


class ProgramKey(Output):
    """The key, shown this once, and when it ends."""

    program_id: str
    key: str
    expires_at: datetime


class ProgramView(Output):
    """A program without its key."""

    program_id: str
    name: str
    roles: list[str]
    organisation_id: UUID | None
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    made_by: str | None
    made_by_program: str | None


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


@router.get("/api/overview")
@may("engagement:read")
async def get_overview(request: Request) -> Overview:
    """Today's figures, the trend, what needs a hand; a room that is away is named and leaves its part empty."""
    state = request.app.state
    token = state.identities.token_for(principal_of(request))
    return await overview(state.rooms, token, datetime.now(UTC))


class LiveStream(StreamingResponse):
    """Server-sent events as the feed encoded them; FastAPI's own stream takes each apart for each listener."""

    media_type = "text/event-stream"


@router.get("/api/live", response_class=LiveStream)
@may("gateway:events")
async def get_live(
    request: Request,
    after: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    last_event_id: Annotated[str | None, Header(pattern=r"^[0-9]{1,16}$")] = None,
) -> LiveStream:
    """Facts and figures as they happen (SSE); resumes after Last-Event-ID, or after `after`, without a gap.

    It ends with the session or the key that opened it.
    """
    start = int(last_event_id) if last_event_id is not None else after
    identities, headers = request.app.state.identities, dict(request.scope["headers"])

    async def may_go_on() -> bool:
        # Several streams of one session ask the database once.
        may: bool = await identities.still_may(headers, "gateway:events", ASK_SECONDS / 2)
        return may

    # Or nginx would keep events back until it has a page of them.
    return LiveStream(request.app.state.feed.stream(start, may_go_on), headers={"X-Accel-Buffering": "no"})


@router.get("/api/events")
@may("gateway:events")
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
        rows = await conn.fetch(
            *SQL["facts-before"](feed_id=before, type=type, room=room, subject=subject, limit=limit)
        )
    facts: list[Fact] = [fact_of(row) for row in rows]
    return EventPage(
        events=[FactView(**fact) for fact in facts],
        next_before=facts[-1]["feed_id"] if len(facts) == limit else None,
    )


@router.get("/api/events/{event_id}")
@may("gateway:events")
async def get_event(request: Request, event_id: UUID) -> EventView:
    """One event."""
    async with request.app.state.pool.acquire() as conn:
        row = await conn.fetchrow(*SQL["one-fact"](event_id=event_id))
    if row is None:
        raise NotFound("event-unknown")
    return EventView(**fact_of(row), traceparent=row["traceparent"])


@router.post("/api/programs", status_code=201)
@may("gateway:programs")
async def post_program(request: Request, body: Program) -> ProgramKey:
    """Give a program a key, shown this once; it ends after a year or as given, and with the account that made it.

    Refusals: role-unknown, approver-is-payer, program-name-taken, more-than-your-own, organisation-missing,
    organisation-unknown, expiry-out-of-range.
    """
    principal = principal_of(request)
    check_roles(body.roles, body.organisation_id)
    if not permissions_of(body.roles) <= principal.permissions:
        # A key can do no more than the account that made it, or making keys would be a way to every permission.
        raise Refused("more-than-your-own")
    await check_organisation(request, body.organisation_id)
    try:
        async with request.app.state.pool.acquire() as conn:
            program_id, key, expires_at = await programs.add_program(
                conn,
                body.name,
                body.roles,
                body.organisation_id,
                expires_at=body.expires_at,
                made_by=principal.identity.subject,
            )
    except asyncpg.UniqueViolationError:
        raise Refused("program-name-taken") from None
    return ProgramKey(program_id=program_id, key=key, expires_at=expires_at)


@router.get("/api/programs")
@may("gateway:programs")
async def get_programs(request: Request) -> list[ProgramView]:
    """Programs with a key, revoked ones included."""
    async with request.app.state.pool.acquire() as conn:
        rows = await conn.fetch(*SQL["list-programs"]())
    return [ProgramView(**with_id_as(row, "program_id")) for row in rows]


@router.delete("/api/programs/{program_id}", status_code=204)
@may("gateway:programs")
async def delete_program(request: Request, program_id: str) -> Response:
    """Revoke a program's key and every key made with it; they are out within seconds."""
    async with request.app.state.pool.acquire() as conn:
        await programs.revoke_program(conn, program_id, by=principal_of(request).identity.subject)
    return Response(status_code=204)


@router.get("/api", response_class=HTMLResponse)
@may(ANYONE)
async def get_documents() -> HTMLResponse:
    """This documentation, to browse."""
    nonce = secrets.token_urlsafe(16)
    return HTMLResponse(PAGE.format(nonce=nonce), headers={"Content-Security-Policy": policy(nonce)})


@router.get("/api/openapi.json")
@may(ANYONE)
async def get_openapi(request: Request) -> Response:
    """The merged OpenAPI document of gateway and rooms."""
    merged = await request.app.state.documents.merged(request.app.openapi())
    return JSONResponse(json.loads(json.dumps(merged)))
