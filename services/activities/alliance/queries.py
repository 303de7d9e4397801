"""The alliance: organisations with their membership, and the joint committees of buildings."""

from datetime import date
from uuid import UUID

from kernel.db import Connection, Row, with_id_as
from kernel.errors import NotFound
from kernel.routes import NameAfter, query
from kernel.web import Output, PageLimit
from services.activities.storage import SQL


class TermView(Output):
    """One term of membership."""

    node: str
    since: date
    until: date | None
    source: str


class OrganisationView(Output):
    """An organisation of the register; `node`, `since` and `until` when it is a member of the alliance.

    `terms`: every term it was admitted for, the newest first.
    """

    organisation_id: UUID
    name: str
    kind: str
    node: str | None
    since: date | None
    until: date | None
    buildings: list[str]
    source: str
    terms: list[TermView]


class CommitteeView(Output):
    """A joint committee and who sits in it."""

    committee_id: UUID
    name: str
    building: str
    members: list[str]
    source: str


@query(
    "GET /organisations",
    may="activities:read-organisations",
    says="Organisations by name.",
)
async def list_organisations(conn: Connection, after: NameAfter = "", limit: PageLimit = 100) -> list[OrganisationView]:
    """Organisations by name, after the one named `after`."""
    return [_shown(row) for row in await conn.fetch(*SQL["list-organisations"](after=after, limit=limit, one=None))]


@query(
    "GET /organisations/{organisation_id}",
    may="activities:read-organisations",
    says="One organisation.",
    refuses=("organisation-unknown",),
)
async def show_organisation(conn: Connection, organisation_id: UUID) -> OrganisationView:
    """Raises NotFound("organisation-unknown")."""
    row = await conn.fetchrow(*SQL["list-organisations"](after="", limit=1, one=organisation_id))
    if row is None:
        raise NotFound("organisation-unknown")
    return _shown(row)


def _shown(row: Row) -> OrganisationView:
    terms = [TermView.model_validate_json(term) for term in row["terms"]]
    return OrganisationView(**{**with_id_as(row, "organisation_id"), "terms": terms})


@query(
    "GET /committees",
    may="activities:read",
    says="Joint committees by building, with their members.",
)
async def list_committees(conn: Connection) -> list[CommitteeView]:
    """Every joint committee, by building: a district has dozens."""
    rows = await conn.fetch(*SQL["list-committees"]())
    return [CommitteeView(**with_id_as(r, "committee_id")) for r in rows]
