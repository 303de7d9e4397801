"""What relief answers: lists by page, a fund's ledger with its seals, and what needs a hand."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.web import Output
from services.relief.storage import SQL

DisbursementState = Literal["requested", "approved", "rejected", "paid"]


class PartyView(Output):
    """A party of an agreement, and when it signed."""

    organisation_id: UUID
    signed_at: datetime | None


class AgreementView(Output):
    """An agreement; in force when every party signed."""

    agreement_id: UUID
    title: str
    state: str
    drafted_at: datetime
    activated_at: datetime | None
    parties: list[PartyView]
    source: str


class ClaimView(Output):
    """A claim of a part of a project."""

    claim_id: UUID
    organisation_id: UUID
    amount_fen: int
    state: str
    claimed_at: datetime
    settled_at: datetime | None


class ProjectView(Output):
    """A project, what it needs, what of it is claimed (withdrawn claims are free again), and its claims."""

    project_id: UUID
    title: str
    programme: str
    organisation_id: UUID
    need_fen: int
    claimed_fen: int
    opened_at: datetime
    claims: list[ClaimView]
    source: str


class FundView(Output):
    """A fund: received = available + reserved + disbursed; `head` seals its `entries` entries."""

    fund_id: UUID
    title: str
    purpose: str
    programme: str
    organisation_id: UUID
    opened_at: datetime
    received_fen: int
    available_fen: int
    reserved_fen: int
    disbursed_fen: int
    entries: int
    head: str
    source: str


class LegView(Output):
    """What an entry did to one account."""

    account: str
    amount_fen: int


class EntryView(Output):
    """One entry of a fund's ledger, with all that its hash is made of (README.md)."""

    number: int
    kind: str
    reference: UUID
    occurred_at: datetime
    posted_at: datetime
    legs: list[LegView]
    previous_hash: str
    hash: str


class DisbursementView(Output):
    """A disbursement and who did what; the payee is an opaque reference here."""

    disbursement_id: UUID
    fund_id: UUID
    payee_ref: UUID
    amount_fen: int
    purpose: str
    state: str
    requested_at: datetime
    requested_by: str
    approved_at: datetime | None
    approved_by: str | None
    rejected_at: datetime | None
    rejected_by: str | None
    paid_at: datetime | None
    paid_by: str | None


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


async def list_agreements(conn: Connection, after: UUID, limit: int) -> list[AgreementView]:
    """Agreements in the order they were drafted, each with its parties."""
    rows = await conn.fetch(SQL["list-agreements"], after, limit)
    parties: dict[UUID, list[PartyView]] = {}
    for row in await conn.fetch(SQL["parties-of"], [r["id"] for r in rows]):
        fields = dict(row)
        parties.setdefault(fields.pop("agreement_id"), []).append(PartyView(**fields))
    return [AgreementView(**with_id_as(r, "agreement_id"), parties=parties[r["id"]]) for r in rows]


async def list_projects(conn: Connection, after: UUID, limit: int) -> list[ProjectView]:
    """Projects in the order they were opened, each with its claims."""
    rows = await conn.fetch(SQL["list-projects"], after, limit)
    claims: dict[UUID, list[ClaimView]] = {}
    for row in await conn.fetch(SQL["claims-of"], [r["id"] for r in rows]):
        fields = with_id_as(row, "claim_id")
        claims.setdefault(fields.pop("project_id"), []).append(ClaimView(**fields))
    return [ProjectView(**with_id_as(r, "project_id"), claims=claims.get(r["id"], [])) for r in rows]


async def list_funds(conn: Connection, after: UUID, limit: int) -> list[FundView]:
    """Funds in the order they were opened, with their balances."""
    rows = await conn.fetch(SQL["list-funds"], after, limit)
    return [FundView(**with_id_as(r, "fund_id")) for r in rows]


async def list_entries(conn: Connection, fund_id: UUID, after: int, limit: int) -> list[EntryView]:
    """A fund's entries by number, after the number `after`. Raises NotFound("fund-unknown")."""
    if not await conn.fetchval(SQL["fund-exists"], fund_id):
        raise NotFound("fund-unknown")
    rows = await conn.fetch(SQL["list-entries"], fund_id, after, limit)
    legs: dict[int, list[LegView]] = {}
    for row in await conn.fetch(SQL["legs-of"], fund_id, [r["number"] for r in rows]):
        fields = dict(row)
        legs.setdefault(fields.pop("number"), []).append(LegView(**fields))
    return [EntryView(**dict(r), legs=legs.get(r["number"], [])) for r in rows]


async def list_disbursements(
    conn: Connection, state: DisbursementState | None, after: UUID, limit: int
) -> list[DisbursementView]:
    """Disbursements in the order they were requested, of one state or all."""
    rows = await conn.fetch(SQL["list-disbursements"], state, after, limit)
    return [DisbursementView(**with_id_as(r, "disbursement_id")) for r in rows]


async def needs_hand(conn: Connection) -> list[NeedsHand]:
    """What waits for somebody; kinds with nothing waiting are left out."""
    rows = await conn.fetch(SQL["needs-hand"])
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
