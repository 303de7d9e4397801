"""Agreements as they stand, and those that end soon."""

from datetime import date, datetime, timedelta
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.routes import Before, Today, query
from kernel.web import Output, PageLimit
from services.relief.agreements.row import Party
from services.relief.limits import Limits
from services.relief.newest import check_row
from services.relief.storage import SQL


class PartyView(Output):
    """A party of an agreement, and when it signed."""

    organisation_id: UUID
    signed_at: datetime | None


class AgreementView(Output):
    """One version of an agreement; in force when every party signed, until it ends."""

    agreement_id: UUID
    title: str
    state: str
    drafted_at: datetime
    activated_at: datetime | None
    starts_on: date | None
    ends_on: date | None
    version: int
    renews: UUID | None
    ended_at: datetime | None
    end_reason: str | None
    parties: list[PartyView]
    source: str


class ExpiringView(Output):
    """An agreement that ends soon; `renewed` when somebody has drafted what follows."""

    agreement_id: UUID
    title: str
    ends_on: date
    days_left: int
    organisation_ids: list[UUID]
    renewed: bool


@query(
    "GET /agreements",
    may="relief:read",
    says="Agreements with their terms and signatures, newest first.",
    refuses=("agreement-unknown",),
)
async def list_agreements(
    conn: Connection, before: Before, limit: PageLimit = 100, *, organisation_id: UUID | None = None
) -> list[AgreementView]:
    """Agreements with their parties, the last drafted first; of one organisation or all.

    Raises NotFound("agreement-unknown") for a `before` that is none of them.
    """
    await check_row(conn, "agreement-exists", "agreement-unknown", before, organisation_id=organisation_id)
    return await _shown(conn, before=before, limit=limit, organisation_id=organisation_id, one=None)


@query(
    "GET /agreements/{agreement_id}",
    may="relief:read",
    says="One agreement with its terms and signatures.",
    refuses=("agreement-unknown",),
)
async def show_agreement(conn: Connection, agreement_id: UUID) -> AgreementView:
    """Raises NotFound("agreement-unknown")."""
    found = await _shown(conn, before=None, limit=1, organisation_id=None, one=agreement_id)
    if not found:
        raise NotFound("agreement-unknown")
    return found[0]


async def _shown(conn: Connection, **which: object) -> list[AgreementView]:
    """Agreements with their parties."""
    rows = await conn.fetch(*SQL["list-agreements"](**which))
    parties: dict[UUID, list[PartyView]] = {}
    for party in await Party.every(conn, agreement_id=[r["id"] for r in rows]):
        view = PartyView(organisation_id=party.organisation_id, signed_at=party.signed_at)
        parties.setdefault(party.agreement_id, []).append(view)
    return [AgreementView(**with_id_as(r, "agreement_id"), parties=parties[r["id"]]) for r in rows]


@query(
    "GET /agreements/expiring",
    may="relief:read",
    says="Agreements in force that end soon, the next one first.",
)
async def expiring(conn: Connection, today: Today, limits: Limits) -> list[ExpiringView]:
    """Agreements in force that end within the limit's days, the next one first."""
    until = today + timedelta(days=limits.expiry_warning_days)
    rows = await conn.fetch(*SQL["expiring-agreements"](until=until, today=today))
    return [ExpiringView(**with_id_as(r, "agreement_id")) for r in rows]
