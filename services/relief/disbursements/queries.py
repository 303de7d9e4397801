"""Disbursements, who did what, and what waits for somebody."""

from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.export import SHEET_ROWS, Format, Sheet, listed
from kernel.routes import Before, query
from kernel.web import Output, PageLimit
from services.relief.disbursements.row import DisbursementState
from services.relief.newest import check_row
from services.relief.storage import SQL


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
    expires_at: datetime
    expired_at: datetime | None
    reversed_at: datetime | None
    approvals_needed: int
    approvers: list[str]
    split: bool
    case_id: UUID | None
    case_number: str | None


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


@query(
    "GET /disbursements",
    may="relief:read",
    says="Disbursements of one state or all, newest first, without names.",
    refuses=("disbursement-unknown",),
)
async def list_disbursements(
    conn: Connection, before: Before, state: DisbursementState | None = None, limit: PageLimit = 100
) -> list[DisbursementView]:
    """Disbursements of one state or all, the last requested first.

    Raises NotFound("disbursement-unknown") for an unknown `before`.
    """
    await check_row(conn, "disbursement-exists", "disbursement-unknown", before)
    rows = await conn.fetch(*SQL["list-disbursements"](state=state, before=before, limit=limit))
    return [DisbursementView(**with_id_as(r, "disbursement_id")) for r in rows]


@query(
    "GET /disbursements/export",
    may="relief:read",
    says="Disbursements as a sheet, without names.",
)
async def export_disbursements(conn: Connection, kind: Format, state: DisbursementState | None = None) -> Sheet:
    """The same list whole, as a sheet."""
    found = await list_disbursements(conn, None, state, SHEET_ROWS)
    return listed("disbursements", found, list(DisbursementView.model_fields), kind)


@query(
    "GET /needs-hand",
    may="relief:read",
    says="What waits for somebody.",
)
async def needs_hand(conn: Connection) -> list[NeedsHand]:
    """What waits for somebody; kinds with nothing waiting are left out."""
    rows = await conn.fetch(*SQL["needs-hand"]())
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
