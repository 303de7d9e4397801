"""Routes of disbursements: ask, approve, reject, pay."""

from datetime import UTC, datetime
from uuid import UUID

from fastapi import APIRouter, Request, Response

from kernel.commands import Frame
from kernel.export import SHEET, Format
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import EXPORT_ROWS, Asking, Before, NumberAfter, Set, download
from services.relief.commands.approve_disbursement import Approved, approve_disbursement
from services.relief.commands.declare_relation import Declared, Relation, declare_relation
from services.relief.commands.pay_disbursement import Paid, pay_disbursement
from services.relief.commands.reject_disbursement import Rejected, reject_disbursement
from services.relief.commands.request_disbursement import Application, Requested, request_disbursement
from services.relief.queries.disbursements import (
    DisbursementState,
    DisbursementView,
    NeedsHand,
    list_disbursements,
    needs_hand,
)
from services.relief.queries.inbox import Waiting, inbox

router = APIRouter(route_class=StrictRoute)


@router.post("/funds/{fund_id}/disbursements", status_code=201, response_model=Requested,
             dependencies=[permission("relief:request")])  # fmt: skip
async def post_disbursement(
    request: Request, fund_id: UUID, body: Application, command: Frame, limits: Set
) -> Response:
    """Ask for money of a fund and reserve it."""
    return await command.run(request_disbursement, fund_id, body, request.app.state.fingerprints, limits)


@router.get("/disbursements", dependencies=[permission("relief:read")])
async def get_disbursements(
    rows: Rows, before: Before, state: DisbursementState | None = None, limit: PageLimit = 100
) -> list[DisbursementView]:
    """Disbursements of one state or all, newest first, without names."""
    async with rows.acquire() as conn:
        return await list_disbursements(conn, state, before, limit)


@router.get("/inbox", dependencies=[permission("relief:read")])
async def get_inbox(rows: Rows, caller: Asking, skip: NumberAfter = 0, limit: PageLimit = 100) -> list[Waiting]:
    """Open disbursements, and what the caller may do with each, or why not."""
    async with rows.acquire() as conn:
        return await inbox(conn, caller, datetime.now(UTC), skip, limit)


@router.get("/disbursements/export", dependencies=[permission("relief:read")], **SHEET)
async def export_disbursements(rows: Rows, kind: Format, state: DisbursementState | None = None) -> Response:
    """Disbursements as a sheet, without names."""
    async with rows.acquire() as conn:
        found = await list_disbursements(conn, state, None, EXPORT_ROWS)
    return download("disbursements", found, list(DisbursementView.model_fields), kind)


@router.post("/disbursements/{disbursement_id}/approve", status_code=201, response_model=Approved,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_approve(disbursement_id: UUID, command: Frame) -> Response:
    """Approve a request of somebody else."""
    return await command.run(approve_disbursement, disbursement_id)


@router.post("/disbursements/{disbursement_id}/reject", status_code=201, response_model=Rejected,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_reject(disbursement_id: UUID, command: Frame) -> Response:
    """Give a request of somebody else back, approved or not."""
    return await command.run(reject_disbursement, disbursement_id)


@router.post("/disbursements/{disbursement_id}/pay", status_code=201, response_model=Paid,
             dependencies=[permission("relief:pay")])  # fmt: skip
async def post_pay(disbursement_id: UUID, command: Frame) -> Response:
    """Pay what others requested and approved."""
    return await command.run(pay_disbursement, disbursement_id)


@router.post("/relations", status_code=201, response_model=Declared, dependencies=[permission("relief:declare")])
async def post_relation(request: Request, body: Relation, command: Frame) -> Response:
    """Declare somebody close to oneself or to an organisation that gives."""
    return await command.run(declare_relation, body, request.app.state.fingerprints)


@router.get("/needs-hand", dependencies=[permission("relief:read")])
async def get_needs_hand(rows: Rows) -> list[NeedsHand]:
    """What waits for somebody."""
    async with rows.acquire() as conn:
        return await needs_hand(conn)
