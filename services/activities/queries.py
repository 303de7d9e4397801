"""What activities answers: lists by page, one thing by id, and what needs a hand."""

import json
from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.web import ZERO_ID, Output
from services.activities.storage import SQL


class OrganisationView(Output):
    """An organisation of the register."""

    organisation_id: UUID
    name: str
    kind: str
    source: str


class AmenityView(Output):
    """An amenity and how it was last seen."""

    kind: str
    state: str


class VenueView(Output):
    """A venue with its amenities."""

    venue_id: UUID
    name: str
    kind: str
    address: str | None
    organisation_id: UUID | None
    amenities: list[AmenityView]
    source: str


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
    activity_state: str
    venue_id: UUID
    venue_name: str
    organisation_id: UUID
    starts_at: datetime
    ends_at: datetime
    capacity: int
    confirmed: int
    source: str


class RegistrationView(Output):
    """One registration, with the person's name: for those who hold the door."""

    registration_id: UUID
    subject_ref: UUID
    name: str
    channel: str
    state: str
    registered_at: datetime
    cancelled_at: datetime | None
    scanned_at: datetime | None


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


async def list_organisations(conn: Connection, after: str, limit: int) -> list[OrganisationView]:
    """Organisations by name, after the one named `after`."""
    rows = await conn.fetch(SQL["list-organisations"], after, limit)
    return [OrganisationView(**with_id_as(r, "organisation_id")) for r in rows]


async def list_venues(conn: Connection, after: str, limit: int) -> list[VenueView]:
    """Venues by name, after the one named `after`."""
    rows = await conn.fetch(SQL["list-venues"], after, limit)
    return [VenueView(**{**with_id_as(r, "venue_id"), "amenities": json.loads(r["amenities"])}) for r in rows]


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
    conn: Connection, start: datetime, end: datetime, after: UUID | None, limit: int
) -> list[SessionView]:
    """Sessions that start in [start, end), by start, after the session `after`."""
    since = start
    if after is not None:
        since = (await one_session(conn, after)).starts_at
    rows = await conn.fetch(SQL["list-sessions"], start, end, since, after or ZERO_ID, limit)
    return [SessionView(**with_id_as(r, "session_id")) for r in rows]


async def one_session(conn: Connection, session_id: UUID) -> SessionView:
    """Raises NotFound("session-unknown")."""
    row = await conn.fetchrow(SQL["one-session"], session_id)
    if row is None:
        raise NotFound("session-unknown")
    return SessionView(**with_id_as(row, "session_id"))


async def list_registrations(conn: Connection, session_id: UUID, after: UUID, limit: int) -> list[RegistrationView]:
    """Registrations of one session in the order they were made."""
    rows = await conn.fetch(SQL["list-registrations"], session_id, after, limit)
    return [RegistrationView(**with_id_as(r, "registration_id")) for r in rows]


async def needs_hand(conn: Connection, now: datetime) -> list[NeedsHand]:
    """What waits for an operator of activities; kinds with nothing waiting are left out."""
    rows = await conn.fetch(SQL["needs-hand"], now)
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
