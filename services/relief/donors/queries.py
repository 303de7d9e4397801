"""What became of an organisation's gifts, receipts, and when the public must hear of a fund."""

from datetime import date, datetime
from uuid import UUID

from kernel.db import Connection
from kernel.export import SHEET_ROWS, Format, Sheet, listed
from kernel.routes import NumberBefore, Today, query
from kernel.web import Output, PageLimit
from services.relief.dates import disclosure_due
from services.relief.donors.row import FundClock, Gift, Movement
from services.relief.funds.lineage import Lineage, follow
from services.relief.limits import Limits
from services.relief.storage import SQL


class GiftView(Output):
    """One gift: amount = available + reserved + disbursed + reversed, by the rule of funds/lineage.py."""

    donation_id: UUID
    fund_id: UUID
    fund_title: str
    purpose: str
    received_at: datetime
    amount_fen: int
    available_fen: int
    reserved_fen: int
    disbursed_fen: int
    reversed_fen: int
    receipt: int | None
    source: str


class Statement(Output):
    """An organisation's gifts and their sums."""

    organisation_id: UUID
    gifts: list[GiftView]
    amount_fen: int
    available_fen: int
    reserved_fen: int
    disbursed_fen: int
    reversed_fen: int


class ReceiptView(Output):
    """A receipt; a voided one stays."""

    number: int
    donation_id: UUID
    organisation_id: UUID
    fund_id: UUID
    amount_fen: int
    issued_at: datetime
    voided_at: datetime | None
    void_reason: str | None


class DisclosureView(Output):
    """When the public must hear of a fund next, and whether that is over."""

    fund_id: UUID
    title: str
    emergency: str | None
    last_on: date | None
    due_on: date | None
    overdue: bool


@query(
    "GET /organisations/{organisation_id}/statement",
    may="relief:read",
    says="What became of an organisation's gifts.",
)
async def statement(conn: Connection, organisation_id: UUID) -> Statement:
    """Every fen of an organisation's gifts and where it is, at one moment."""
    async with conn.transaction(isolation="repeatable_read", readonly=True):
        given = await Gift.every(conn, organisation_id=organisation_id)
        lineages = {}
        for fund_id in sorted({gift.fund_id for gift in given}):
            moved = await Movement.every(conn, fund_id=fund_id)
            lineages[fund_id] = follow((m.kind, m.reference, m.amount_fen) for m in moved)
    gifts = [_followed(gift, lineages[gift.fund_id]) for gift in given]
    return Statement(
        organisation_id=organisation_id,
        gifts=gifts,
        amount_fen=sum(g.amount_fen for g in gifts),
        available_fen=sum(g.available_fen for g in gifts),
        reserved_fen=sum(g.reserved_fen for g in gifts),
        disbursed_fen=sum(g.disbursed_fen for g in gifts),
        reversed_fen=sum(g.reversed_fen for g in gifts),
    )


def _followed(gift: Gift, lineage: Lineage) -> GiftView:
    where = lineage.gifts[gift.id]
    return GiftView(
        donation_id=gift.id,
        fund_id=gift.fund_id,
        fund_title=gift.title,
        purpose=gift.purpose,
        received_at=gift.received_at,
        amount_fen=where.amount_fen,
        available_fen=where.available_fen,
        reserved_fen=where.reserved_fen,
        disbursed_fen=where.disbursed_fen,
        reversed_fen=where.reversed_fen,
        receipt=gift.receipt,
        source=gift.source,
    )


@query(
    "GET /organisations/{organisation_id}/statement/export",
    may="relief:read",
    says="An organisation's gifts as a sheet.",
)
async def export_statement(conn: Connection, organisation_id: UUID, kind: Format) -> Sheet:
    """The gifts of an organisation's statement, as a sheet."""
    found = await statement(conn, organisation_id)
    return listed(f"statement-{organisation_id}", found.gifts, list(GiftView.model_fields), kind)


@query(
    "GET /receipts",
    may="relief:read",
    says="Receipts, newest first.",
)
async def list_receipts(
    conn: Connection, before: NumberBefore, limit: PageLimit = 100, *, organisation_id: UUID | None = None
) -> list[ReceiptView]:
    """Receipts of one organisation or all, the highest number first."""
    return [
        ReceiptView(**dict(r))
        for r in await conn.fetch(*SQL["list-receipts"](organisation_id=organisation_id, after=before, limit=limit))
    ]


@query(
    "GET /receipts/export",
    may="relief:read",
    says="Receipts as a sheet.",
)
async def export_receipts(conn: Connection, kind: Format) -> Sheet:
    """All receipts, as a sheet."""
    return listed("receipts", await list_receipts(conn, None, SHEET_ROWS), list(ReceiptView.model_fields), kind)


@query(
    "GET /disclosures",
    may="relief:read",
    says="When the public must hear of each fund next.",
)
async def disclosures(conn: Connection, today: Today, limits: Limits) -> list[DisclosureView]:
    """Every fund's clock; a closed fund whose final account was disclosed has none any more."""
    return [_due(fund, today, limits) for fund in await FundClock.every(conn)]


def _due(fund: FundClock, today: date, limits: Limits) -> DisclosureView:
    due = disclosure_due(
        fund.last_on or fund.opened_on,
        closed=fund.closed_on,
        emergency=fund.emergency_on,
        months=limits.disclosure_months,
        emergency_days=limits.emergency_disclosure_days,
    )
    due_on = None if fund.final else due
    return DisclosureView(
        fund_id=fund.fund_id,
        title=fund.title,
        emergency=fund.emergency,
        last_on=fund.last_on,
        due_on=due_on,
        overdue=due_on is not None and due_on < today,
    )
