"""Needs: raised, moved step by step, listed with their history."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from kernel.commands import Frame
from kernel.web import ZERO_ID, PageLimit, Rows, StrictRoute, permission
from services.activities.commands.move_need import Moved, Step, move_need
from services.activities.commands.raise_need import Need, Raised, raise_need
from services.activities.queries.needs import NeedView, list_needs

router = APIRouter(route_class=StrictRoute)
MANAGE = permission("activities:manage")
READ = permission("activities:read-needs")
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/needs", status_code=201, response_model=Raised, dependencies=[MANAGE])
async def post_need(request: Request, body: Need, command: Frame) -> Response:
    """Raise a need."""
    return await command.run(raise_need, body, request.app.state.fingerprints)


@router.get("/needs", dependencies=[READ])
async def get_needs(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[NeedView]:
    """Needs, oldest first, with every step."""
    async with rows.acquire() as conn:
        return await list_needs(conn, after, limit)


@router.post("/needs/{need_id}/steps", status_code=201, response_model=Moved, dependencies=[MANAGE])
async def post_need_step(need_id: UUID, body: Step, command: Frame) -> Response:
    """Move a need a step further, or take it up again."""
    return await command.run(move_need, need_id, body)
