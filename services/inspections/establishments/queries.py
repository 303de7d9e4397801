"""Establishments and their public credit file (INS-1): class, checks, what failed, honours, and how old it all is."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.routes import NameAfter, Now, query
from kernel.web import ZERO_ID, Output, PageLimit, Programme
from services.inspections.honours.queries import AwardView, PledgeView, list_awards, list_pledges
from services.inspections.samples.queries import DisposalView, PublicResult, list_disposals, published
from services.inspections.storage import SQL

MOST_RESULTS = 100

NameSearch = Annotated[str, Query(max_length=60, pattern=r"^[^\x00-\x1f]*$")]
ExternalId = Annotated[str | None, Query(max_length=100, pattern=r"^[^\x00-\x1f]*$")]


class EstablishmentView(Output):
    """A food business."""

    establishment_id: UUID
    name: str
    kind: str
    venue_id: UUID | None
    organisation_id: UUID | None
    risk_class: str
    source: str


class PublicEstablishment(Output):
    """A food business as everybody sees it."""

    establishment_id: UUID
    name: str
    kind: str
    risk_class: str


class ListingView(Output):
    """How another register rates the business; `score` is none unless it is scored."""

    feed: str
    standing: str
    score: int | None
    rated_on: date | None
    imported_at: datetime


class FeedListing(Output):
    """A business as an import brought it, with the register's score; `taken_over`: it is inspected here."""

    external_id: str
    establishment_id: UUID
    name: str
    taken_over: bool
    standing: str
    score: int | None
    rated_on: date | None
    imported_at: datetime


class CreditFile(Output):
    """What is public about a business. Without a result it is awaited: neither good nor bad (INS-13).

    `standing` is "inspected", or "listed" for one that only another register knows: this district does not inspect it.
    """

    establishment_id: UUID
    name: str
    kind: str
    risk_class: str
    source: str
    standing: str
    last_result_at: datetime | None
    open_disposals: int
    samples_awaited: int
    results: list[PublicResult]
    disposals: list[DisposalView]
    awards: list[AwardView]
    pledges: list[PledgeView]
    listings: list[ListingView]


@query(
    "GET /establishments",
    may="inspections:read",
    says="Food businesses by name, or those whose name contains `search`.",
)
async def list_establishments(
    conn: Connection, after: NameAfter = "", limit: PageLimit = 100, search: NameSearch = ""
) -> list[EstablishmentView]:
    """Establishments by name, after the one named `after`; with `search`, those whose name contains it."""
    rows = await conn.fetch(*SQL["list-establishments"](after=after, limit=limit, search=search))
    return [EstablishmentView(**with_id_as(r, "establishment_id")) for r in rows]


@query(
    "GET /public/establishments",
    may="inspections:public",
    says="Food businesses by name, or those whose name contains `search`.",
)
async def public_establishments(
    conn: Connection, after: NameAfter = "", limit: PageLimit = 100, search: NameSearch = ""
) -> list[PublicEstablishment]:
    """The same without what belongs to the office."""
    found = await list_establishments(conn, after, limit, search)
    return [PublicEstablishment(**e.model_dump(include=set(PublicEstablishment.model_fields))) for e in found]


@query(
    "GET /imports/{feed}/listings",
    may="inspections:manage",
    says="What an import listed.",
)
async def listings_of_feed(
    conn: Connection, feed: Programme, after: NameAfter = "", limit: PageLimit = 100, external_id: ExternalId = None
) -> list[FeedListing]:
    """What a feed brought, by the register's ids, after `after`; or the one with `external_id`."""
    rows = await conn.fetch(*SQL["listings-of-feed"](feed=feed, after=after, limit=limit, external_id=external_id))
    return [FeedListing(**dict(r)) for r in rows]


@query(
    "GET /establishments/{establishment_id}",
    may="inspections:read",
    says="The credit file of a food business.",
    refuses=("establishment-unknown",),
)
async def credit_file(conn: Connection, establishment_id: UUID, now: Now) -> CreditFile:
    """Raises NotFound("establishment-unknown")."""
    row = await conn.fetchrow(*SQL["credit-of"](establishment_id=establishment_id))
    if row is None:
        raise NotFound("establishment-unknown")
    return CreditFile(
        **with_id_as(row, "establishment_id"),
        results=await published(conn, None, MOST_RESULTS, establishment_id=establishment_id),
        disposals=await list_disposals(conn, ZERO_ID, MOST_RESULTS, establishment_id=establishment_id),
        awards=[a for a in await list_awards(conn, now, establishment_id=establishment_id) if a.granted_at],
        pledges=await list_pledges(conn, now, establishment_id=establishment_id),
        listings=[
            ListingView(**dict(r)) for r in await conn.fetch(*SQL["listings-of"](establishment_id=establishment_id))
        ],
    )


@query(
    "GET /public/establishments/{establishment_id}",
    may="inspections:public",
    says="The credit file of a food business.",
    refuses=("establishment-unknown",),
)
async def public_credit_file(conn: Connection, establishment_id: UUID, now: Now) -> CreditFile:
    """As `credit_file`."""
    return await credit_file(conn, establishment_id, now)
