"""What a resident sees of themselves: registrations, places in lines, and everything the room knows of them."""

from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.web import Output
from services.activities.storage import SQL


class OwnRegistration(Output):
    """One of my registrations."""

    registration_id: UUID
    session_id: UUID
    title: str
    venue_name: str
    starts_at: datetime
    ends_at: datetime
    pool: str
    state: str
    promoted: bool
    registered_at: datetime
    scanned_at: datetime | None
    rating: int | None


class OwnWaiting(Output):
    """One of my places; `before` is how many wait in front of me."""

    entry_id: UUID
    session_id: UUID
    title: str
    venue_name: str
    starts_at: datetime
    pool: str
    state: str
    joined_at: datetime
    before: int


class OwnComment(Output):
    """What I said of a session."""

    rating: int
    comment: str | None
    received_at: datetime


class OwnNeed(Output):
    """A need that I raised over the counter."""

    need_id: UUID
    title: str
    category: str
    state: str
    raised_at: datetime


class OwnData(Output):
    """Everything this room holds of a person (PIPL art. 45); the ID number itself was never stored."""

    name: str | None
    phone: str | None
    registrations: list[OwnRegistration]
    waiting: list[OwnWaiting]
    comments: list[OwnComment]
    needs: list[OwnNeed]


async def own_data(conn: Connection, account: str) -> OwnData:
    """What is held of the person behind `account`; empty before the first registration."""
    subject: UUID | None = await conn.fetchval(SQL["subject-of-account"], account)
    if subject is None:
        return OwnData(name=None, phone=None, registrations=[], waiting=[], comments=[], needs=[])
    person = await conn.fetchrow(SQL["own-person"], subject)
    if person is None:
        raise NotFound("nothing-registered-yet")
    return OwnData(
        name=person["name"],
        phone=person["phone"],
        registrations=[
            OwnRegistration(**with_id_as(r, "registration_id"))
            for r in await conn.fetch(SQL["own-registrations"], subject)
        ],
        waiting=[OwnWaiting(**with_id_as(r, "entry_id")) for r in await conn.fetch(SQL["own-waiting"], subject)],
        needs=[OwnNeed(**with_id_as(r, "need_id")) for r in await conn.fetch(SQL["own-needs"], subject)],
        comments=[OwnComment(**dict(r)) for r in await conn.fetch(SQL["own-comments"], subject)],
    )
