"""Activities, sessions, registrations and lines: lists by page, one thing by id, and what needs a hand."""

from datetime import datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from kernel.auth import Caller
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.export import Format, Sheet, sheet
from kernel.routes import Now, query
from kernel.web import ZERO_ID, Instant, Output, PageLimit
from services.activities.storage import SQL

COLUMNS = ("姓名", "方式", "席位", "候补递补", "状态", "报名时间", "取消时间", "签到时间")
# So far ahead sessions are shown where nothing else is asked for.
SHOWN = timedelta(days=60)
Availability = Literal["none", "full", "few", "free"]
FEW = 5


class ActivityView(Output):
    """An activity."""

    activity_id: UUID
    title: str
    programme: str
    mode: str
    organisation_id: UUID
    state: str
    published_at: datetime | None
    source: str


class SessionView(Output):
    """A session with its seats, and what one needs to choose it from a list."""

    session_id: UUID
    activity_id: UUID
    title: str
    programme: str
    mode: str
    activity_state: str
    venue_id: UUID
    venue_name: str
    organisation_id: UUID
    starts_at: datetime
    ends_at: datetime
    capacity: int
    confirmed: int
    online_capacity: int
    online_confirmed: int
    waiting: int
    source: str
    state: Literal["planned", "begun", "ended", "cancelled"]


class PublicSession(Output):
    """A session as the public sees it. How many seats are left is given roughly: small counts are people (RULE-34)."""

    session_id: UUID
    title: str
    programme: str
    mode: str
    venue_name: str
    address: str | None
    organisation_name: str
    starts_at: datetime
    ends_at: datetime
    seats: Availability
    online: Availability
    source: str


class RegistrationView(Output):
    """One registration, with the person's name: for those who hold the door."""

    registration_id: UUID
    subject_ref: UUID
    name: str
    channel: str
    pool: str
    promoted: bool
    state: str
    registered_at: datetime
    cancelled_at: datetime | None
    scanned_at: datetime | None
    ticket: str
    conflict: bool


class WaitingView(Output):
    """A place in the line of a session."""

    entry_id: UUID
    subject_ref: UUID
    name: str
    pool: str
    place: int
    state: str
    joined_at: datetime
    left_at: datetime | None


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


@query(
    "GET /activities",
    may="activities:read",
    says="Activities, oldest first.",
)
async def list_activities(conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[ActivityView]:
    """Activities in the order they were drafted, after the id `after`."""
    rows = await conn.fetch(*SQL["list-activities"](after=after, limit=limit))
    return [ActivityView(**with_id_as(r, "activity_id")) for r in rows]


@query(
    "GET /activities/{activity_id}",
    may="activities:read",
    says="One activity.",
    refuses=("activity-unknown",),
)
async def one_activity(conn: Connection, activity_id: UUID) -> ActivityView:
    """Raises NotFound("activity-unknown")."""
    row = await conn.fetchrow(*SQL["one-activity"](activity_id=activity_id))
    if row is None:
        raise NotFound("activity-unknown")
    return ActivityView(**with_id_as(row, "activity_id"))


async def check_door(conn: Connection, caller: Caller, session_id: UUID) -> None:
    """People of an organisation keep the doors of its own venues. Raises Forbidden("another-organisation")."""
    caller.check_acts_for(await conn.fetchval(*SQL["venue-organisation-of-session"](session_id=session_id)))


@query(
    "GET /sessions",
    may="activities:read",
    at="venue",
    says="Sessions by start; from now for 60 days when no range is given. People of an organisation see its venues'. "
    "Cancelled ones are left out unless asked for.",
    refuses=("session-unknown",),
)
async def list_sessions(
    conn: Connection,
    caller: Caller,
    now: Now,
    start: Annotated[Instant | None, Query(alias="from")] = None,
    end: Annotated[Instant | None, Query(alias="to")] = None,
    after: UUID | None = None,
    activity: UUID | None = None,
    cancelled: bool = False,
    limit: PageLimit = 100,
) -> list[SessionView]:
    """Sessions that start in [start, end), by start, after `after`."""
    start, end = start or now, end or now + SHOWN
    since = start if after is None else (await _session(conn, after)).starts_at
    rows = await conn.fetch(
        *SQL["list-sessions"](
            start=start,
            end=end,
            since=since,
            after=after or ZERO_ID,
            limit=limit,
            organisation_id=caller.organisation,
            activity_id=activity,
            cancelled=cancelled,
        )
    )
    return [SessionView(**with_id_as(r, "session_id")) for r in rows]


@query(
    "GET /sessions/{session_id}",
    may="activities:read",
    at="venue",
    says="One session with its seats. People of an organisation see those of its venues.",
    refuses=("another-organisation", "session-unknown"),
)
async def one_session(conn: Connection, caller: Caller, session_id: UUID) -> SessionView:
    """Raises NotFound("session-unknown"), Forbidden("another-organisation")."""
    await check_door(conn, caller, session_id)
    return await _session(conn, session_id)


async def _session(conn: Connection, session_id: UUID) -> SessionView:
    row = await conn.fetchrow(*SQL["one-session"](session_id=session_id))
    if row is None:
        raise NotFound("session-unknown")
    return SessionView(**with_id_as(row, "session_id"))


def availability(left: int, capacity: int) -> Availability:
    """How many seats are left, roughly."""
    if capacity == 0:
        return "none"
    return "full" if left <= 0 else "few" if left < FEW else "free"


@query(
    "GET /public/sessions",
    may="activities:public",
    says="What is on in the next 60 days.",
)
async def public_sessions(conn: Connection, now: Now, limit: PageLimit = 100) -> list[PublicSession]:
    """Published sessions that are not over and start soon, by start."""
    rows = await conn.fetch(*SQL["public-sessions"](now=now, until=now + SHOWN, limit=limit))
    return [
        PublicSession(
            **{k: v for k, v in with_id_as(r, "session_id").items() if k in PublicSession.model_fields},
            seats=availability(r["seats_left"], r["capacity"]),
            online=availability(r["online_left"], r["online_capacity"]),
        )
        for r in rows
    ]


@query(
    "GET /sessions/{session_id}/waitlist",
    may="activities:read-registrations",
    at="venue",
    says="Who waits for a session, by place.",
    refuses=("another-organisation",),
)
async def list_waiting(
    conn: Connection,
    caller: Caller,
    session_id: UUID,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: PageLimit = 100,
) -> list[WaitingView]:
    """The line of one session by place, those who left it included."""
    await check_door(conn, caller, session_id)
    rows = await conn.fetch(*SQL["list-waiting"](session_id=session_id, after=after, limit=limit))
    return [WaitingView(**with_id_as(r, "entry_id")) for r in rows]


@query(
    "GET /sessions/{session_id}/registrations",
    may="activities:read-registrations",
    at="venue",
    says="Who is registered for a session.",
    refuses=("another-organisation",),
)
async def list_registrations(
    conn: Connection, caller: Caller, session_id: UUID, after: UUID = ZERO_ID, limit: PageLimit = 100
) -> list[RegistrationView]:
    """Registrations of one session in the order they were made."""
    await check_door(conn, caller, session_id)
    rows = await conn.fetch(*SQL["list-registrations"](session_id=session_id, after=after, limit=limit))
    return [RegistrationView(**with_id_as(r, "registration_id")) for r in rows]


@query(
    "GET /sessions/{session_id}/registrations/export",
    may="activities:read-registrations",
    at="venue",
    says="The list for the door, to print: CSV or XLSX.",
    refuses=("another-organisation",),
)
async def export_registrations(conn: Connection, caller: Caller, session_id: UUID, kind: Format = "xlsx") -> Sheet:
    """All registrations of one session, as a sheet."""
    await check_door(conn, caller, session_id)
    found = await conn.fetch(*SQL["all-registrations"](session_id=session_id))
    return sheet("registrations", COLUMNS, [tuple(row.values()) for row in found], kind)


@query(
    "GET /needs-hand",
    may="activities:read",
    says="What waits for an operator.",
)
async def needs_hand(conn: Connection, now: Now) -> list[NeedsHand]:
    """What waits for an operator of activities; kinds with nothing waiting are left out."""
    rows = await conn.fetch(*SQL["needs-hand"](now=now))
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
