"""What a resident sees of themselves: registrations, places in lines, and everything the room knows of them."""

from datetime import datetime
from uuid import UUID

from kernel.auth import Caller
from kernel.db import Connection, with_id_as
from kernel.routes import NameAfter, query
from kernel.web import Output, PageLimit
from services.activities.residents.row import Account
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
    # What the QR code of the ticket holds (ACT-26).
    ticket: str
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
    # Whether the counter confirmed whose the account is; before, only what the account entered itself is here.
    confirmed: bool = False
    registrations: list[OwnRegistration]
    waiting: list[OwnWaiting]
    comments: list[OwnComment]
    needs: list[OwnNeed]


class ResidentView(Output):
    """A resident's account; before it is confirmed, the name and the phone's last digits are what it said itself."""

    account_id: str
    name: str | None
    phone_end: str | None
    confirmed_at: datetime | None
    confirmed_by: str | None


@query(
    "GET /residents",
    may="activities:manage",
    says="Residents' accounts that were used here, by their id; those without `confirmed_at` wait for the counter.",
)
async def list_residents(conn: Connection, after: NameAfter = "", limit: PageLimit = 100) -> list[ResidentView]:
    """Accounts by their id, confirmed or not."""
    rows = await conn.fetch(*SQL["list-residents"](after=after, limit=limit))
    return [ResidentView(account_id=row["account"], **{k: v for k, v in row.items() if k != "account"}) for row in rows]


@query(
    "GET /me",
    may="activities:attend",
    at="own",
    says="Everything this room holds of me: to look at, and to take away.",
)
async def own_data(conn: Connection, caller: Caller) -> OwnData:
    """What is held of the person behind the caller's account; empty before the first registration."""
    account = caller.subject
    found = await Account.one(conn, account=account)
    if found is None or found.acts_as is None:
        return OwnData(name=None, phone=None, registrations=[], waiting=[], comments=[], needs=[])
    own = {"account": account, "own_ref": found.subject_ref, "person_ref": found.person_ref}
    person = await conn.fetchrow(*SQL["own-person"](subject_ref=found.acts_as))
    assert person is not None
    return OwnData(
        name=person["name"],
        phone=person["phone"],
        confirmed=found.person_ref is not None,
        registrations=[
            OwnRegistration(**with_id_as(r, "registration_id"))
            for r in await conn.fetch(*SQL["own-registrations"](**own))
        ],
        waiting=[OwnWaiting(**with_id_as(r, "entry_id")) for r in await conn.fetch(*SQL["own-waiting"](**own))],
        needs=[
            OwnNeed(**with_id_as(r, "need_id"))
            for r in await conn.fetch(*SQL["own-needs"](requester_ref=found.person_ref))
        ],
        comments=[OwnComment(**dict(r)) for r in await conn.fetch(*SQL["own-comments"](**own))],
    )
