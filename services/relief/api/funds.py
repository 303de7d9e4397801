"""The HTTP of relief: each route declares its permission and calls one command or one query."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from kernel.commands import CommandFrame, frame
from kernel.db import Pool
from kernel.web import ZERO_ID, PageLimit, StrictRoute, permission, pool
from services.relief import queries
from services.relief.commands.approve_disbursement import Approved, approve_disbursement
from services.relief.commands.claim import Accepted, Claim, claim
from services.relief.commands.draft_agreement import Draft, Drafted, draft_agreement
from services.relief.commands.fulfil_claim import Fulfilled, fulfil_claim
from services.relief.commands.open_fund import Fund, open_fund
from services.relief.commands.open_fund import Opened as FundOpened
from services.relief.commands.open_project import Opened, Project, open_project
from services.relief.commands.pay_disbursement import Paid, pay_disbursement
from services.relief.commands.receive_donation import Donation, Received, receive_donation
from services.relief.commands.reject_disbursement import Rejected, reject_disbursement
from services.relief.commands.request_disbursement import Application, Requested, request_disbursement
from services.relief.commands.sign_agreement import Signature, Signed, sign_agreement
from services.relief.commands.withdraw_claim import Withdrawn, withdraw_claim

router = APIRouter(route_class=StrictRoute)
Frame = Annotated[CommandFrame, Depends(frame)]
Rows = Annotated[Pool, Depends(pool)]
NumberAfter = Annotated[int, Query(ge=0, le=2**62)]


@router.post("/agreements", status_code=201, response_model=Drafted, dependencies=[permission("relief:manage")])
async def post_agreement(body: Draft, command: Frame) -> Response:
    """Put an agreement before its parties."""
    return await command.run(draft_agreement, body)


@router.get("/agreements", dependencies=[permission("relief:read")])
async def get_agreements(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.AgreementView]:
    """Agreements with their signatures, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_agreements(conn, after, limit)


@router.post("/agreements/{agreement_id}/sign", status_code=201, response_model=Signed,
             dependencies=[permission("relief:sign")])  # fmt: skip
async def post_sign(agreement_id: UUID, body: Signature, command: Frame) -> Response:
    """Sign for one party."""
    return await command.run(sign_agreement, agreement_id, body)


@router.post("/projects", status_code=201, response_model=Opened, dependencies=[permission("relief:manage")])
async def post_project(body: Project, command: Frame) -> Response:
    """Open a welfare project to claims."""
    return await command.run(open_project, body)


@router.get("/projects", dependencies=[permission("relief:read")])
async def get_projects(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.ProjectView]:
    """Projects with their claims, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_projects(conn, after, limit)


@router.post("/projects/{project_id}/claims", status_code=201, response_model=Accepted,
             dependencies=[permission("relief:claim")])  # fmt: skip
async def post_claim(project_id: UUID, body: Claim, command: Frame) -> Response:
    """Claim a part of a project."""
    return await command.run(claim, project_id, body)


@router.post("/claims/{claim_id}/withdraw", status_code=201, response_model=Withdrawn,
             dependencies=[permission("relief:claim")])  # fmt: skip
async def post_withdraw(claim_id: UUID, command: Frame) -> Response:
    """Give a claim back."""
    return await command.run(withdraw_claim, claim_id)


@router.post("/claims/{claim_id}/fulfil", status_code=201, response_model=Fulfilled,
             dependencies=[permission("relief:claim")])  # fmt: skip
async def post_fulfil(claim_id: UUID, command: Frame) -> Response:
    """Record that what was claimed is done."""
    return await command.run(fulfil_claim, claim_id)


@router.post("/funds", status_code=201, response_model=FundOpened, dependencies=[permission("relief:manage")])
async def post_fund(body: Fund, command: Frame) -> Response:
    """Open a fund."""
    return await command.run(open_fund, body)


@router.get("/funds", dependencies=[permission("relief:read")])
async def get_funds(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.FundView]:
    """Funds with their balances, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_funds(conn, after, limit)


@router.get("/funds/{fund_id}/entries", dependencies=[permission("relief:read")])
async def get_entries(
    fund_id: UUID, rows: Rows, after: NumberAfter = 0, limit: PageLimit = 100
) -> list[queries.EntryView]:
    """A fund's ledger by number, with the seals to recompute."""
    async with rows.acquire() as conn:
        return await queries.list_entries(conn, fund_id, after, limit)


@router.post("/funds/{fund_id}/donations", status_code=201, response_model=Received,
             dependencies=[permission("relief:receive")])  # fmt: skip
async def post_donation(fund_id: UUID, body: Donation, command: Frame) -> Response:
    """Record a donation that arrived."""
    return await command.run(receive_donation, fund_id, body)


@router.post("/funds/{fund_id}/disbursements", status_code=201, response_model=Requested,
             dependencies=[permission("relief:request")])  # fmt: skip
async def post_disbursement(request: Request, fund_id: UUID, body: Application, command: Frame) -> Response:
    """Ask for money of a fund and reserve it."""
    return await command.run(request_disbursement, fund_id, body, request.app.state.fingerprints)


@router.get("/disbursements", dependencies=[permission("relief:read")])
async def get_disbursements(
    rows: Rows, state: queries.DisbursementState | None = None, after: UUID = ZERO_ID, limit: PageLimit = 100
) -> list[queries.DisbursementView]:
    """Disbursements of one state or all, oldest first, without names."""
    async with rows.acquire() as conn:
        return await queries.list_disbursements(conn, state, after, limit)


@router.post("/disbursements/{disbursement_id}/approve", status_code=201, response_model=Approved,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_approve(disbursement_id: UUID, command: Frame) -> Response:
    """Approve a request of somebody else."""
    return await command.run(approve_disbursement, disbursement_id)


@router.post("/disbursements/{disbursement_id}/reject", status_code=201, response_model=Rejected,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_reject(disbursement_id: UUID, command: Frame) -> Response:
    """Reject a request of somebody else."""
    return await command.run(reject_disbursement, disbursement_id)


@router.post("/disbursements/{disbursement_id}/pay", status_code=201, response_model=Paid,
             dependencies=[permission("relief:pay")])  # fmt: skip
async def post_pay(disbursement_id: UUID, command: Frame) -> Response:
    """Pay what two others requested and approved."""
    return await command.run(pay_disbursement, disbursement_id)


@router.get("/needs-hand", dependencies=[permission("relief:read")])
async def get_needs_hand(rows: Rows) -> list[queries.NeedsHand]:
    """What waits for somebody."""
    async with rows.acquire() as conn:
        return await queries.needs_hand(conn)
