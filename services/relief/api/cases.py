"""Routes of households' cases."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from kernel.commands import Frame
from kernel.export import SHEET, Format
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import EXPORT_ROWS, Asking, Before, NumberBefore, Seals, Set, download
from services.relief.commands.approve_case import Granted, approve_case
from services.relief.commands.erase_case import Erased, erase_case
from services.relief.commands.open_case import Case, OpenedCase, open_case
from services.relief.commands.publish_notice import Noticed, publish_notice
from services.relief.commands.reject_case import Refusal, reject_case
from services.relief.commands.set_living_standard import Standard, StandardSet, set_living_standard
from services.relief.commands.validate_case import Validated, validate_case
from services.relief.queries.cases import (
    CaseState,
    CaseView,
    FileView,
    ReadReason,
    ReadView,
    StandardView,
    list_cases,
    list_reads,
    list_standards,
    open_file,
)

router = APIRouter(route_class=StrictRoute)


@router.post("/cases", status_code=201, response_model=OpenedCase, dependencies=[permission("relief:request")])
async def post_case(request: Request, body: Case, command: Frame, sealer: Seals) -> Response:
    """Open a household's case."""
    return await command.run(open_case, body, request.app.state.fingerprints, sealer)


@router.get("/cases", dependencies=[permission("relief:read")])
async def get_cases(
    rows: Rows, before: Before, state: CaseState | None = None, limit: PageLimit = 100
) -> list[CaseView]:
    """Cases of one state or all, newest first, without names."""
    async with rows.acquire() as conn:
        return await list_cases(conn, state, before, limit)


@router.get("/cases/{case_id}/file", dependencies=[permission("relief:read-case")])
async def get_file(case_id: UUID, reason: ReadReason, rows: Rows, sealer: Seals, caller: Asking) -> FileView:
    """A household's file; who reads it and why is written down first."""
    async with rows.acquire() as conn:
        return await open_file(conn, sealer, case_id, caller.subject, reason)


@router.post("/cases/{case_id}/validate", status_code=201, response_model=Validated,
             dependencies=[permission("relief:validate")])  # fmt: skip
async def post_validate(case_id: UUID, command: Frame) -> Response:
    """Say that the evidence of somebody else's case is there."""
    return await command.run(validate_case, case_id)


@router.post("/cases/{case_id}/approve", status_code=201, response_model=Granted,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_approve_case(case_id: UUID, command: Frame) -> Response:
    """Grant what a validated case asks for."""
    return await command.run(approve_case, case_id)


@router.post("/cases/{case_id}/reject", status_code=201, response_model=Refusal,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_reject_case(case_id: UUID, command: Frame) -> Response:
    """Refuse what a validated case asks for."""
    return await command.run(reject_case, case_id)


@router.post("/cases/{case_id}/notice", status_code=201, response_model=Noticed,
             dependencies=[permission("relief:approve")])  # fmt: skip
async def post_notice(case_id: UUID, command: Frame, limits: Set) -> Response:
    """Notice an approved case in public."""
    return await command.run(publish_notice, case_id, limits)


@router.post("/cases/{case_id}/erase", status_code=201, response_model=Erased,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_erase(case_id: UUID, command: Frame) -> Response:
    """Forget a household whose case is over."""
    return await command.run(erase_case, case_id)


@router.get("/case-reads", dependencies=[permission("relief:audit")])
async def get_reads(rows: Rows, before: NumberBefore, limit: PageLimit = 100) -> list[ReadView]:
    """Who opened which household's file, when and why, newest first."""
    async with rows.acquire() as conn:
        return await list_reads(conn, before, limit)


@router.get("/case-reads/export", dependencies=[permission("relief:audit")], **SHEET)
async def export_reads(rows: Rows, kind: Format) -> Response:
    """The read log as a sheet."""
    async with rows.acquire() as conn:
        found = await list_reads(conn, None, EXPORT_ROWS)
    return download("case-reads", found, list(ReadView.model_fields), kind)


@router.post("/living-standards", status_code=201, response_model=StandardSet,
             dependencies=[permission("relief:manage")])  # fmt: skip
async def post_standard(body: Standard, command: Frame) -> Response:
    """Set the minimum-living standard from a day on."""
    return await command.run(set_living_standard, body)


@router.get("/living-standards", dependencies=[permission("relief:read")])
async def get_standards(rows: Rows) -> list[StandardView]:
    """Every minimum-living standard, oldest first."""
    async with rows.acquire() as conn:
        return await list_standards(conn)
