"""The HTTP of activities: each route declares its permission and calls one command or one query."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from kernel.commands import CommandFrame, frame
from kernel.db import Pool
from kernel.web import ZERO_ID, Instant, PageLimit, StrictRoute, permission, pool
from services.activities import queries
from services.activities.commands.cancel import Cancelled, cancel
from services.activities.commands.check_in import CheckedIn, Scan, check_in
from services.activities.commands.draft_activity import Draft, Drafted, draft_activity
from services.activities.commands.open_venue import Opened, Venue, open_venue
from services.activities.commands.publish_activity import Published, publish_activity
from services.activities.commands.register import Registered, Registrant, register
from services.activities.commands.register_organisation import Organisation, register_organisation
from services.activities.commands.register_organisation import Registered as OrganisationRegistered
from services.activities.commands.schedule_session import Schedule, Scheduled, schedule_session

router = APIRouter(route_class=StrictRoute)
Frame = Annotated[CommandFrame, Depends(frame)]
Rows = Annotated[Pool, Depends(pool)]
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/organisations", status_code=201, response_model=OrganisationRegistered,
             dependencies=[permission("activities:manage")])  # fmt: skip
async def post_organisation(body: Organisation, command: Frame) -> Response:
    """Register an organisation of the alliance."""
    return await command.run(register_organisation, body)


@router.get("/organisations", dependencies=[permission("activities:read")])
async def get_organisations(
    rows: Rows, after: NameAfter = "", limit: PageLimit = 100
) -> list[queries.OrganisationView]:
    """Organisations by name."""
    async with rows.acquire() as conn:
        return await queries.list_organisations(conn, after, limit)


@router.post("/venues", status_code=201, response_model=Opened, dependencies=[permission("activities:manage")])
async def post_venue(body: Venue, command: Frame) -> Response:
    """Open a venue."""
    return await command.run(open_venue, body)


@router.get("/venues", dependencies=[permission("activities:read")])
async def get_venues(rows: Rows, after: NameAfter = "", limit: PageLimit = 100) -> list[queries.VenueView]:
    """Venues by name, with their amenities."""
    async with rows.acquire() as conn:
        return await queries.list_venues(conn, after, limit)


@router.post("/activities", status_code=201, response_model=Drafted, dependencies=[permission("activities:manage")])
async def post_activity(body: Draft, command: Frame) -> Response:
    """Draft an activity."""
    return await command.run(draft_activity, body)


@router.get("/activities", dependencies=[permission("activities:read")])
async def get_activities(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.ActivityView]:
    """Activities, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_activities(conn, after, limit)


@router.get("/activities/{activity_id}", dependencies=[permission("activities:read")])
async def get_activity(activity_id: UUID, rows: Rows) -> queries.ActivityView:
    """One activity."""
    async with rows.acquire() as conn:
        return await queries.one_activity(conn, activity_id)


@router.post("/activities/{activity_id}/publish", status_code=201, response_model=Published,
             dependencies=[permission("activities:manage")])  # fmt: skip
async def post_publish(activity_id: UUID, command: Frame) -> Response:
    """Publish a draft."""
    return await command.run(publish_activity, activity_id)


@router.post("/activities/{activity_id}/sessions", status_code=201, response_model=Scheduled,
             dependencies=[permission("activities:manage")])  # fmt: skip
async def post_session(activity_id: UUID, body: Schedule, command: Frame) -> Response:
    """Schedule a session of an activity."""
    return await command.run(schedule_session, activity_id, body)


@router.get("/sessions", dependencies=[permission("activities:read")])
async def get_sessions(
    rows: Rows,
    start: Annotated[Instant | None, Query(alias="from")] = None,
    end: Annotated[Instant | None, Query(alias="to")] = None,
    after: UUID | None = None,
    limit: PageLimit = 100,
) -> list[queries.SessionView]:
    """Sessions by start; from now for 60 days when no range is given."""
    begin = start or datetime.now(UTC)
    finish = end or datetime.now(UTC) + timedelta(days=60)
    async with rows.acquire() as conn:
        return await queries.list_sessions(conn, begin, finish, after, limit)


@router.get("/sessions/{session_id}", dependencies=[permission("activities:read")])
async def get_session(session_id: UUID, rows: Rows) -> queries.SessionView:
    """One session with its seats."""
    async with rows.acquire() as conn:
        return await queries.one_session(conn, session_id)


@router.post("/sessions/{session_id}/registrations", status_code=201, response_model=Registered,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_registration(request: Request, session_id: UUID, body: Registrant, command: Frame) -> Response:
    """Register a person for a session."""
    return await command.run(register, session_id, body, request.app.state.fingerprints)


@router.get("/sessions/{session_id}/registrations", dependencies=[permission("activities:read-registrations")])
async def get_registrations(
    session_id: UUID, rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100
) -> list[queries.RegistrationView]:
    """Who is registered for a session."""
    async with rows.acquire() as conn:
        return await queries.list_registrations(conn, session_id, after, limit)


@router.post("/registrations/{registration_id}/cancel", status_code=201, response_model=Cancelled,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_cancel(registration_id: UUID, command: Frame) -> Response:
    """Give a seat back."""
    return await command.run(cancel, registration_id)


@router.post("/registrations/{registration_id}/check-in", status_code=201, response_model=CheckedIn,
             dependencies=[permission("activities:check-in")])  # fmt: skip
async def post_check_in(registration_id: UUID, body: Scan, command: Frame) -> Response:
    """Check a person in."""
    return await command.run(check_in, registration_id, body)


@router.get("/needs-hand", dependencies=[permission("activities:read")])
async def get_needs_hand(rows: Rows) -> list[queries.NeedsHand]:
    """What waits for an operator."""
    async with rows.acquire() as conn:
        return await queries.needs_hand(conn, datetime.now(UTC))
