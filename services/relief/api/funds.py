"""Routes of funds, donations and ledgers."""

from uuid import UUID

from fastapi import APIRouter, Response

from kernel.commands import Frame
from kernel.export import SHEET, Format
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import EXPORT_ROWS, Before, NumberAfter, download
from services.relief.commands.change_purpose import Changed, PurposeChange, change_purpose
from services.relief.commands.close_fund import Closed, close_fund
from services.relief.commands.declare_emergency import (
    DeclaredEmergency,
    Emergency,
    Ended,
    declare_emergency,
    end_emergency,
)
from services.relief.commands.open_fund import Fund, OpenedFund, open_fund
from services.relief.commands.publish_heads import Published, publish_heads
from services.relief.commands.receive_donation import Donation, Received, receive_donation
from services.relief.commands.reverse_entry import Reversal, Reversed, reverse_entry
from services.relief.queries.funds import EntryView, FundView, list_entries, list_funds

router = APIRouter(route_class=StrictRoute)
COLUMNS = (
    "number", "kind", "reference", "occurred_utc", "posted_utc", "moves", "reverses", "reversed_by", "previous_hash",
    "hash",
)  # fmt: skip


@router.post("/funds", status_code=201, response_model=OpenedFund, dependencies=[permission("relief:manage")])
async def post_fund(body: Fund, command: Frame) -> Response:
    """Open a fund."""
    return await command.run(open_fund, body)


@router.get("/funds", dependencies=[permission("relief:read")])
async def get_funds(rows: Rows, before: Before, limit: PageLimit = 100) -> list[FundView]:
    """Funds with their balances, newest first."""
    async with rows.acquire() as conn:
        return await list_funds(conn, before, limit)


@router.get("/funds/{fund_id}/entries", dependencies=[permission("relief:read")])
async def get_entries(fund_id: UUID, rows: Rows, after: NumberAfter = 0, limit: PageLimit = 100) -> list[EntryView]:
    """A fund's ledger by number, with the seals to recompute."""
    async with rows.acquire() as conn:
        return await list_entries(conn, fund_id, after, limit)


@router.get("/funds/{fund_id}/entries/export", dependencies=[permission("relief:read")], **SHEET)
async def export_entries(fund_id: UUID, rows: Rows, kind: Format) -> Response:
    """A fund's whole ledger as a sheet: what docs/ledger/verify.py checks."""
    async with rows.acquire() as conn:
        entries = await list_entries(conn, fund_id, 0, EXPORT_ROWS)
    return download(f"ledger-{fund_id}", entries, COLUMNS, kind)


@router.post("/funds/{fund_id}/entries/{number}/reverse", status_code=201, response_model=Reversed,
             dependencies=[permission("relief:reverse")])  # fmt: skip
async def post_reverse(fund_id: UUID, number: int, body: Reversal, command: Frame) -> Response:
    """Take a donation or a payment back by an entry of its own."""
    return await command.run(reverse_entry, fund_id, number, body)


@router.post("/funds/{fund_id}/purpose", status_code=201, response_model=Changed,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_purpose(fund_id: UUID, body: PurposeChange, command: Frame) -> Response:
    """Let a fund serve another purpose, with its donors' consent."""
    return await command.run(change_purpose, fund_id, body)


@router.post("/funds/{fund_id}/emergency", status_code=201, response_model=DeclaredEmergency,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_emergency(fund_id: UUID, body: Emergency, command: Frame) -> Response:
    """Declare an emergency: while it lasts a disclosure of the fund is due every five days."""
    return await command.run(declare_emergency, fund_id, body)


@router.post("/funds/{fund_id}/emergency/end", status_code=201, response_model=Ended,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_emergency_end(fund_id: UUID, command: Frame) -> Response:
    """End a fund's emergency."""
    return await command.run(end_emergency, fund_id)


@router.post("/funds/{fund_id}/close", status_code=201, response_model=Closed,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_close(fund_id: UUID, command: Frame) -> Response:
    """Close a fund of which nothing is under way."""
    return await command.run(close_fund, fund_id)


@router.post("/funds/{fund_id}/donations", status_code=201, response_model=Received,
             dependencies=[permission("relief:receive")])  # fmt: skip
async def post_donation(fund_id: UUID, body: Donation, command: Frame) -> Response:
    """Record a donation that arrived."""
    return await command.run(receive_donation, fund_id, body)


@router.post("/heads", status_code=201, response_model=Published, dependencies=[permission("relief:audit")])
async def post_heads(command: Frame) -> Response:
    """Tell everybody the heads of all ledgers that grew, now and not with the hour."""
    return await command.run(publish_heads)
