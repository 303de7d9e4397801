"""A person at the counter: what they are registered for, and where they wait."""

from datetime import datetime
from uuid import UUID

from kernel.auth import Caller
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.routes import Before, query
from kernel.web import Output, PageLimit
from services.activities.storage import SQL


class PlaceInLine(Output):
    """A session that the person waits for."""

    entry_id: UUID
    session_id: UUID
    title: str
    venue_name: str
    starts_at: datetime
    ends_at: datetime
    pool: str
    state: str
    joined_at: datetime


class PersonView(Output):
    """A person, by name and the end of the phone; `has_account`: the counter confirmed whose account it is."""

    subject_ref: UUID
    name: str
    phone_end: str | None
    has_account: bool
    waiting: list[PlaceInLine]


class SeatView(Output):
    """A registration of the person."""

    registration_id: UUID
    session_id: UUID
    title: str
    venue_name: str
    starts_at: datetime
    ends_at: datetime
    pool: str
    channel: str
    state: str
    registered_at: datetime
    scanned_at: datetime | None


@query(
    "GET /people/{subject_ref}",
    may="activities:read-registrations",
    at="organisation",
    says="One person: the name, the end of the phone, and the sessions that they wait for.",
    refuses=("person-unknown",),
)
async def show_person(conn: Connection, caller: Caller, subject_ref: UUID) -> PersonView:
    """Raises NotFound("person-unknown"), also of one who was never at a venue of the caller's organisation."""
    about = {"subject_ref": subject_ref, "organisation": caller.organisation}
    person = await conn.fetchrow(*SQL["one-person"](**about))
    if person is None:
        raise NotFound("person-unknown")
    rows = await conn.fetch(*SQL["waiting-of-person"](**about))
    return PersonView(**dict(person), waiting=[PlaceInLine(**with_id_as(row, "entry_id")) for row in rows])


@query(
    "GET /people/{subject_ref}/registrations",
    may="activities:read-registrations",
    at="organisation",
    says="What a person is or was registered for, the latest session first.",
)
async def list_seats(
    conn: Connection, caller: Caller, subject_ref: UUID, before: Before, limit: PageLimit = 100
) -> list[SeatView]:
    """The registrations of a person that the caller may see, the latest session first."""
    of = {"subject_ref": subject_ref, "organisation": caller.organisation}
    rows = await conn.fetch(*SQL["registrations-of-person"](before=before, limit=limit, **of))
    return [SeatView(**with_id_as(row, "registration_id")) for row in rows]
