"""Activities, sessions, registrations, lines and the door."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from kernel.commands import Frame
from kernel.db import Connection
from kernel.export import SHEET, Format, sheet
from kernel.web import ZERO_ID, Instant, PageLimit, Rows, StrictRoute, authenticate, permission
from services.activities.commands.cancel import Cancellation, Cancelled, cancel
from services.activities.commands.check_in import CheckedIn, Scan, check_in
from services.activities.commands.draft_activity import Draft, Drafted, draft_activity
from services.activities.commands.give_feedback import Feedback, Received, give_feedback
from services.activities.commands.join_waitlist import Waiting, Waits, join_waitlist
from services.activities.commands.leave_waitlist import Withdrawn, leave_waitlist
from services.activities.commands.publish_activity import Published, publish_activity
from services.activities.commands.register import Registered, Registrant, register
from services.activities.commands.schedule_session import Schedule, Scheduled, schedule_session
from services.activities.queries.sessions import (
    ActivityView,
    NeedsHand,
    PublicSession,
    RegistrationView,
    SessionView,
    WaitingView,
    list_activities,
    list_registrations,
    list_sessions,
    list_waiting,
    needs_hand,
    one_activity,
    one_session,
    public_sessions,
)
from services.activities.storage import SQL

router = APIRouter(route_class=StrictRoute)


@router.post("/activities", status_code=201, response_model=Drafted, dependencies=[permission("activities:manage")])
async def post_activity(body: Draft, command: Frame) -> Response:
    """Draft an activity."""
    return await command.run(draft_activity, body)


@router.get("/activities", dependencies=[permission("activities:read")])
async def get_activities(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[ActivityView]:
    """Activities, oldest first."""
    async with rows.acquire() as conn:
        return await list_activities(conn, after, limit)


@router.get("/activities/{activity_id}", dependencies=[permission("activities:read")])
async def get_activity(activity_id: UUID, rows: Rows) -> ActivityView:
    """One activity."""
    async with rows.acquire() as conn:
        return await one_activity(conn, activity_id)


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
    request: Request,
    rows: Rows,
    start: Annotated[Instant | None, Query(alias="from")] = None,
    end: Annotated[Instant | None, Query(alias="to")] = None,
    after: UUID | None = None,
    limit: PageLimit = 100,
) -> list[SessionView]:
    """Sessions by start; from now for 60 days when no range is given. People of an organisation see its venues'."""
    begin = start or datetime.now(UTC)
    finish = end or datetime.now(UTC) + timedelta(days=60)
    async with rows.acquire() as conn:
        return await list_sessions(conn, begin, finish, after, limit, authenticate(request).organisation)


@router.get("/sessions/{session_id}", dependencies=[permission("activities:read")])
async def get_session(request: Request, session_id: UUID, rows: Rows) -> SessionView:
    """One session with its seats. People of an organisation see those of its venues."""
    async with rows.acquire() as conn:
        await _check_door(conn, request, session_id)
        return await one_session(conn, session_id)


@router.post("/sessions/{session_id}/registrations", status_code=201, response_model=Registered,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_registration(request: Request, session_id: UUID, body: Registrant, command: Frame) -> Response:
    """Register a person for a session."""
    return await command.run(register, session_id, body, request.app.state.fingerprints)


async def _check_door(conn: Connection, request: Request, session_id: UUID) -> None:
    """People of an organisation keep the doors of its own venues. Raises Forbidden("another-organisation")."""
    authenticate(request).check_acts_for(await conn.fetchval(SQL["venue-organisation-of-session"], session_id))


@router.get("/sessions/{session_id}/registrations", dependencies=[permission("activities:read-registrations")])
async def get_registrations(
    request: Request, session_id: UUID, rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100
) -> list[RegistrationView]:
    """Who is registered for a session."""
    async with rows.acquire() as conn:
        await _check_door(conn, request, session_id)
        return await list_registrations(conn, session_id, after, limit)


@router.get("/sessions/{session_id}/registrations/export",
            dependencies=[permission("activities:read-registrations")], **SHEET)  # fmt: skip
async def get_registrations_sheet(request: Request, session_id: UUID, rows: Rows, kind: Format = "xlsx") -> Response:
    """The list for the door, to print: CSV or XLSX."""
    async with rows.acquire() as conn:
        await _check_door(conn, request, session_id)
        found = await conn.fetch(SQL["all-registrations"], session_id)
    columns = ("姓名", "方式", "席位", "候补递补", "状态", "报名时间", "取消时间", "签到时间")
    return sheet("registrations", columns, [tuple(row.values()) for row in found], kind)


@router.post("/sessions/{session_id}/waitlist", status_code=201, response_model=Waiting,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_waiting(request: Request, session_id: UUID, body: Waits, command: Frame) -> Response:
    """Put a person into the line of a full session."""
    return await command.run(join_waitlist, session_id, body, request.app.state.fingerprints)


@router.get("/sessions/{session_id}/waitlist", dependencies=[permission("activities:read-registrations")])
async def get_waiting(
    request: Request,
    session_id: UUID,
    rows: Rows,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: PageLimit = 100,
) -> list[WaitingView]:
    """Who waits for a session, by place."""
    async with rows.acquire() as conn:
        await _check_door(conn, request, session_id)
        return await list_waiting(conn, session_id, after, limit)


@router.post("/waitlist/{entry_id}/withdraw", status_code=201, response_model=Withdrawn,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_withdrawal(entry_id: UUID, command: Frame) -> Response:
    """Take a person out of the line."""
    return await command.run(leave_waitlist, entry_id)


@router.post("/registrations/{registration_id}/cancel", status_code=201, response_model=Cancelled,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_cancel(registration_id: UUID, command: Frame, body: Cancellation | None = None) -> Response:
    """Give a seat back."""
    return await command.run(cancel, registration_id, body)


@router.post("/registrations/{registration_id}/check-in", status_code=201, response_model=CheckedIn,
             dependencies=[permission("activities:check-in")])  # fmt: skip
async def post_check_in(registration_id: UUID, body: Scan, command: Frame) -> Response:
    """Check a person in."""
    return await command.run(check_in, registration_id, body)


@router.post("/registrations/{registration_id}/feedback", status_code=201, response_model=Received,
             dependencies=[permission("activities:register")])  # fmt: skip
async def post_feedback(registration_id: UUID, body: Feedback, command: Frame) -> Response:
    """Type in what somebody who attended said of it."""
    return await command.run(give_feedback, registration_id, body)


@router.get("/public/sessions", dependencies=[permission("activities:public")])
async def get_public_sessions(rows: Rows, limit: PageLimit = 100) -> list[PublicSession]:
    """What is on in the next 60 days."""
    now = datetime.now(UTC)
    async with rows.acquire() as conn:
        return await public_sessions(conn, now, now + timedelta(days=60), limit)


@router.get("/needs-hand", dependencies=[permission("activities:read")])
async def get_needs_hand(rows: Rows) -> list[NeedsHand]:
    """What waits for an operator."""
    async with rows.acquire() as conn:
        return await needs_hand(conn, datetime.now(UTC))
