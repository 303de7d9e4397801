"""Routes of a partner's people: what is their own organisation's, and nothing else."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from kernel.commands import Frame
from kernel.export import SHEET, Format
from kernel.web import Day, Input, PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import Before, NumberBefore, Own, download
from services.relief.commands.claim import Accepted, Claim, claim
from services.relief.commands.open_project import Fen
from services.relief.commands.sign_agreement import Signature, Signed, sign_agreement
from services.relief.queries.agreements import AgreementView, list_agreements
from services.relief.queries.donors import GiftView, ReceiptView, Statement, list_receipts, statement
from services.relief.queries.projects import ProjectView, list_projects

router = APIRouter(route_class=StrictRoute)


class OwnClaim(Input):
    """A claim but for who claims, which is who asks."""

    amount_fen: Fen | None = None
    line_id: UUID | None = None
    quantity: Annotated[int, Field(strict=True, ge=1, le=10**9)] | None = None
    due_on: Day | None = None


@router.get("/own/agreements", dependencies=[permission("relief:own")])
async def get_own_agreements(rows: Rows, own: Own, before: Before, limit: PageLimit = 100) -> list[AgreementView]:
    """Agreements that one's own organisation is a party of, newest first."""
    async with rows.acquire() as conn:
        return await list_agreements(conn, before, limit, own)


@router.post("/own/agreements/{agreement_id}/sign", status_code=201, response_model=Signed,
             dependencies=[permission("relief:own")])  # fmt: skip
async def post_own_sign(agreement_id: UUID, own: Own, command: Frame) -> Response:
    """Sign for one's own organisation."""
    return await command.run(sign_agreement, agreement_id, Signature(organisation_id=own))


@router.get("/own/projects", dependencies=[permission("relief:own")])
async def get_own_projects(rows: Rows, own: Own, before: Before, limit: PageLimit = 100) -> list[ProjectView]:
    """Every project with what is still needed, newest first, and of the claims one's own."""
    async with rows.acquire() as conn:
        found = await list_projects(conn, before, limit)
    return [p.model_copy(update={"claims": [c for c in p.claims if c.organisation_id == own]}) for p in found]


@router.post("/own/projects/{project_id}/claims", status_code=201, response_model=Accepted,
             dependencies=[permission("relief:own")])  # fmt: skip
async def post_own_claim(project_id: UUID, body: OwnClaim, own: Own, command: Frame) -> Response:
    """Claim a part of a project for one's own organisation."""
    return await command.run(claim, project_id, Claim(organisation_id=own, **body.model_dump(exclude_unset=True)))


@router.get("/own/statement", dependencies=[permission("relief:own")])
async def get_own_statement(rows: Rows, own: Own) -> Statement:
    """What became of one's own organisation's gifts."""
    async with rows.acquire() as conn:
        return await statement(conn, own)


@router.get("/own/statement/export", dependencies=[permission("relief:own")], **SHEET)
async def export_own_statement(rows: Rows, own: Own, kind: Format) -> Response:
    """One's own organisation's gifts as a sheet."""
    async with rows.acquire() as conn:
        found = await statement(conn, own)
    return download("statement", found.gifts, list(GiftView.model_fields), kind)


@router.get("/own/receipts", dependencies=[permission("relief:own")])
async def get_own_receipts(rows: Rows, own: Own, before: NumberBefore, limit: PageLimit = 100) -> list[ReceiptView]:
    """Receipts of one's own organisation, newest first."""
    async with rows.acquire() as conn:
        return await list_receipts(conn, own, before, limit)
