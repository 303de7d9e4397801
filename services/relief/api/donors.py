"""Routes of statements, receipts and the disclosure clock."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Response

from kernel.calendar import local_day
from kernel.commands import Frame
from kernel.export import SHEET, Format
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import EXPORT_ROWS, NumberBefore, Set, download
from services.relief.commands.disclose import Disclosed, Disclosure, disclose
from services.relief.commands.issue_receipt import Issued, issue_receipt
from services.relief.commands.void_receipt import Voided, Voiding, void_receipt
from services.relief.queries.donors import (
    DisclosureView,
    GiftView,
    ReceiptView,
    Statement,
    disclosures,
    list_receipts,
    statement,
)

router = APIRouter(route_class=StrictRoute)


@router.get("/organisations/{organisation_id}/statement", dependencies=[permission("relief:read")])
async def get_statement(organisation_id: UUID, rows: Rows) -> Statement:
    """What became of an organisation's gifts."""
    async with rows.acquire() as conn:
        return await statement(conn, organisation_id)


@router.get("/organisations/{organisation_id}/statement/export", dependencies=[permission("relief:read")], **SHEET)
async def export_statement(organisation_id: UUID, rows: Rows, kind: Format) -> Response:
    """An organisation's gifts as a sheet."""
    async with rows.acquire() as conn:
        found = await statement(conn, organisation_id)
    return download(f"statement-{organisation_id}", found.gifts, list(GiftView.model_fields), kind)


@router.post("/donations/{donation_id}/receipt", status_code=201, response_model=Issued,
             dependencies=[permission("relief:receive")])  # fmt: skip
async def post_receipt(donation_id: UUID, command: Frame) -> Response:
    """Give a donation its receipt."""
    return await command.run(issue_receipt, donation_id)


@router.post("/receipts/{number}/void", status_code=201, response_model=Voided,
             dependencies=[permission("relief:receive")])  # fmt: skip
async def post_void_receipt(number: int, body: Voiding, command: Frame) -> Response:
    """Void a receipt; it stays."""
    return await command.run(void_receipt, number, body)


@router.get("/receipts", dependencies=[permission("relief:read")])
async def get_receipts(rows: Rows, before: NumberBefore, limit: PageLimit = 100) -> list[ReceiptView]:
    """Receipts, newest first."""
    async with rows.acquire() as conn:
        return await list_receipts(conn, None, before, limit)


@router.get("/receipts/export", dependencies=[permission("relief:read")], **SHEET)
async def export_receipts(rows: Rows, kind: Format) -> Response:
    """Receipts as a sheet."""
    async with rows.acquire() as conn:
        found = await list_receipts(conn, None, None, EXPORT_ROWS)
    return download("receipts", found, list(ReceiptView.model_fields), kind)


@router.post("/funds/{fund_id}/disclosures", status_code=201, response_model=Disclosed,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_disclosure(fund_id: UUID, body: Disclosure, command: Frame) -> Response:
    """Record that the public was told about a fund."""
    return await command.run(disclose, fund_id, body)


@router.get("/disclosures", dependencies=[permission("relief:read")])
async def get_disclosures(rows: Rows, limits: Set) -> list[DisclosureView]:
    """When the public must hear of each fund next."""
    async with rows.acquire() as conn:
        return await disclosures(conn, local_day(datetime.now(UTC)), limits)
