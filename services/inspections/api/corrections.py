"""Routes of corrections: asked for by one person, decided by another; a re-test's conclusion is one of them."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from kernel.commands import Frame
from kernel.web import ZERO_ID, PageLimit, Rows
from services.inspections.api.kit import ANALYSE, READ, ROUTE_CLASS, VERIFY
from services.inspections.commands.conclude_retest import conclude_retest
from services.inspections.commands.decide_correction import (
    Rejected,
    Superseded,
    approve_correction,
    reject_correction,
)
from services.inspections.commands.record_result import Finding
from services.inspections.commands.request_correction import Correction, CorrectionRequested, request_correction
from services.inspections.queries import corrections as queries

router = APIRouter(route_class=ROUTE_CLASS)
State = Annotated[Literal["requested", "approved", "rejected"] | None, Query()]


@router.post(
    "/samples/{sample_id}/corrections", status_code=201, response_model=CorrectionRequested, dependencies=ANALYSE
)
async def post_correction(sample_id: UUID, body: Correction, command: Frame) -> Response:
    """Ask for a correction of a published result."""
    return await command.run(request_correction, sample_id, body)


@router.post(
    "/samples/{sample_id}/retest/conclusion",
    status_code=201,
    response_model=CorrectionRequested,
    dependencies=ANALYSE,
)
async def post_retest_conclusion(sample_id: UUID, body: Finding, command: Frame) -> Response:
    """Record the re-test's conclusion; a second person's approval publishes it, and then it is final."""
    return await command.run(conclude_retest, sample_id, body)


@router.get("/corrections", dependencies=READ)
async def get_corrections(
    rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100, state: State = None
) -> list[queries.CorrectionView]:
    """Corrections, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_corrections(conn, after, limit, state)


@router.post("/corrections/{correction_id}/approve", status_code=201, response_model=Superseded, dependencies=VERIFY)
async def post_approval(correction_id: UUID, command: Frame) -> Response:
    """Approve a correction that somebody else asked for: the next version is published."""
    return await command.run(approve_correction, correction_id)


@router.post("/corrections/{correction_id}/reject", status_code=201, response_model=Rejected, dependencies=VERIFY)
async def post_rejection(correction_id: UUID, command: Frame) -> Response:
    """Turn a correction down: the published result holds."""
    return await command.run(reject_correction, correction_id)
