"""Agreements as they stand, and those that end soon."""

from datetime import date, datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.web import Output
from services.relief.queries.newest import check_row
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


async def list_agreements(
    conn: Connection, before: UUID | None, limit: int, organisation_id: UUID | None = None
) -> list[AgreementView]:
    """Agreements with their parties, the last drafted first; of one organisation or all.

    Raises NotFound("agreement-unknown") for a `before` that is none of them.
    """
    await check_row(conn, "agreement-exists", "agreement-unknown", before, organisation_id)
    rows = await conn.fetch(SQL["list-agreements"], before, limit, organisation_id)
    parties: dict[UUID, list[PartyView]] = {}
    for row in await conn.fetch(SQL["parties-of"], [r["id"] for r in rows]):
        fields = dict(row)
        parties.setdefault(fields.pop("agreement_id"), []).append(PartyView(**fields))
    return [AgreementView(**with_id_as(r, "agreement_id"), parties=parties[r["id"]]) for r in rows]


async def expiring(conn: Connection, today: date, until: date) -> list[ExpiringView]:
    """Agreements in force that end by `until`, the next one first."""
    rows = await conn.fetch(SQL["expiring-agreements"], until, today)
    return [ExpiringView(**with_id_as(r, "agreement_id")) for r in rows]
