"""Erasing somebody: over the counter, the receipt, and what only the gateway asks."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from kernel.commands import Frame
from kernel.web import Rows, StrictRoute, permission
from services.activities.commands.erase_resident import (
    Done,
    Erased,
    Erasure,
    Finished,
    erase_at_counter,
    finish_erasure,
)
from services.activities.queries.erasures import OpenErasure, Receipt, open_erasures, receipt

router = APIRouter(route_class=StrictRoute)
# In no document and forwarded to nobody: the gateway's own token alone carries the permission.
inner = APIRouter(route_class=StrictRoute, include_in_schema=False)
ERASE = permission("activities:erase")


@router.post("/erasures", status_code=201, response_model=Erased, dependencies=[permission("activities:manage")])
async def post_counter_erasure(request: Request, body: Erasure, command: Frame) -> Response:
    """Erase somebody who asks for it at the counter, in every room; counts stay."""
    return await command.run(erase_at_counter, body, request.app.state.fingerprints)


@router.get("/public/erasures/{erasure_id}", dependencies=[permission("activities:public")])
async def get_receipt(erasure_id: UUID, rows: Rows) -> Receipt:
    """The receipt of an erasure, for who was given its id: what was erased where, and when. Nothing personal."""
    async with rows.acquire() as conn:
        return await receipt(conn, erasure_id)


@inner.get("/erasures/open", dependencies=[ERASE])
async def get_open(rows: Rows) -> list[OpenErasure]:
    """What other rooms have to erase yet."""
    async with rows.acquire() as conn:
        return await open_erasures(conn)


@inner.post("/erasures/{erasure_id}/done", status_code=201, response_model=Done, dependencies=[ERASE])
async def post_done(erasure_id: UUID, body: Finished, command: Frame) -> Response:
    """Every room is through."""
    return await command.run(finish_erasure, erasure_id, body)
