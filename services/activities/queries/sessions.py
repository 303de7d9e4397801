"""Activities, sessions, registrations and lines: lists by page, one thing by id, and what needs a hand."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.web import ZERO_ID, Output
from services.activities.storage import SQL

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


class PublicSession(Output):
    """A session as everybody may see it. How many seats are left is told roughly: small counts are people (RULE-34)."""

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


async def list_activities(conn: Connection, after: UUID, limit: int) -> list[ActivityView]:
    """Activities in the order they were drafted, after the id `after`."""
    rows = await conn.fetch(SQL["list-activities"], after, limit)
    return [ActivityView(**with_id_as(r, "activity_id")) for r in rows]


async def one_activity(conn: Connection, activity_id: UUID) -> ActivityView:
    """Raises NotFound("activity-unknown")."""
    row = await conn.fetchrow(SQL["one-activity"], activity_id)
    if row is None:
        raise NotFound("activity-unknown")
    return ActivityView(**with_id_as(row, "activity_id"))


async def list_sessions(
    conn: Connection, start: datetime, end: datetime, after: UUID | None, limit: int, venues_of: UUID | None = None
) -> list[SessionView]:
    """Sessions that start in [start, end), by start, after `after`; with `venues_of`, at its venues only."""
    since = start
    if after is not None:
        since = (await one_session(conn, after)).starts_at
    rows = await conn.fetch(SQL["list-sessions"], start, end, since, after or ZERO_ID, limit, venues_of)
    return [SessionView(**with_id_as(r, "session_id")) for r in rows]


async def one_session(conn: Connection, session_id: UUID) -> SessionView:
    """Raises NotFound("session-unknown")."""
    row = await conn.fetchrow(SQL["one-session"], session_id)
    if row is None:
        raise NotFound("session-unknown")
    return SessionView(**with_id_as(row, "session_id"))


def availability(left: int, capacity: int) -> Availability:
    """How many seats are left, told roughly."""
    if capacity == 0:
        return "none"
    return "full" if left <= 0 else "few" if left < FEW else "free"


async def public_sessions(conn: Connection, now: datetime, until: datetime, limit: int) -> list[PublicSession]:
    """Published sessions that are not over and start before `until`, by start."""
    rows = await conn.fetch(SQL["public-sessions"], now, until, limit)
    return [
        PublicSession(
            **{k: v for k, v in with_id_as(r, "session_id").items() if k in PublicSession.model_fields},
            seats=availability(r["seats_left"], r["capacity"]),
            online=availability(r["online_left"], r["online_capacity"]),
        )
        for r in rows
    ]


async def list_waiting(conn: Connection, session_id: UUID, after: int, limit: int) -> list[WaitingView]:
    """The line of one session by place, those who left it included."""
    rows = await conn.fetch(SQL["list-waiting"], session_id, after, limit)
    return [WaitingView(**with_id_as(r, "entry_id")) for r in rows]


async def list_registrations(conn: Connection, session_id: UUID, after: UUID, limit: int) -> list[RegistrationView]:
    """Registrations of one session in the order they were made."""
    rows = await conn.fetch(SQL["list-registrations"], session_id, after, limit)
    return [RegistrationView(**with_id_as(r, "registration_id")) for r in rows]


async def needs_hand(conn: Connection, now: datetime) -> list[NeedsHand]:
    """What waits for an operator of activities; kinds with nothing waiting are left out."""
    rows = await conn.fetch(SQL["needs-hand"], now)
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
