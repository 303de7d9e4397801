"""Routes of projects and claims."""

from uuid import UUID

from fastapi import APIRouter, Response

from kernel.commands import Frame
from kernel.web import PageLimit, Rows, StrictRoute, permission
from services.relief.api.edge import Before
from services.relief.commands.claim import Accepted, Claim, claim
from services.relief.commands.fulfil_claim import Fulfilled, fulfil_claim
from services.relief.commands.open_project import OpenedProject, Project, open_project
from services.relief.commands.withdraw_claim import Withdrawn, withdraw_claim
from services.relief.queries.projects import ProjectView, list_projects

router = APIRouter(route_class=StrictRoute)


@router.post("/projects", status_code=201, response_model=OpenedProject, dependencies=[permission("relief:manage")])
async def post_project(body: Project, command: Frame) -> Response:
    """Open a welfare project to claims."""
    return await command.run(open_project, body)


@router.get("/projects", dependencies=[permission("relief:read")])
async def get_projects(rows: Rows, before: Before, limit: PageLimit = 100) -> list[ProjectView]:
    """Projects with their lines and claims, newest first."""
    async with rows.acquire() as conn:
        return await list_projects(conn, before, limit)


@router.post("/projects/{project_id}/claims", status_code=201, response_model=Accepted,
             dependencies=[permission("relief:claim")])  # fmt: skip
async def post_claim(project_id: UUID, body: Claim, command: Frame) -> Response:
    """Claim a part of a project, or of one of its lines."""
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
