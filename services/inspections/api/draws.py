"""Routes of the draw: commit, draw, replace; inspectors and their conflicts."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from kernel.commands import Frame
from kernel.web import Rows, authenticate
from services.inspections.api.kit import MANAGE, ROUTE_CLASS, SAMPLE
from services.inspections.commands.commit_seed import Committed, Entropy, commit_seed
from services.inspections.commands.declare_conflict import Declared, InterestConflict, declare_conflict
from services.inspections.commands.draw_inspectors import Assigned, draw_inspectors
from services.inspections.commands.draw_places import Drawn, Numbers, draw_places
from services.inspections.commands.register_inspector import Inspector, InspectorRegistered, register_inspector
from services.inspections.commands.replace_drawn import Removal, Replaced, replace_drawn
from services.inspections.queries import draws as queries

router = APIRouter(route_class=ROUTE_CLASS)


@router.post("/rounds/{round_id}/commit", status_code=201, response_model=Committed, dependencies=MANAGE)
async def post_commit(round_id: UUID, body: Entropy, command: Frame) -> Response:
    """Publish the commitment to a secret, and name the public entropy that is still to come."""
    return await command.run(commit_seed, round_id, body)


@router.post("/rounds/{round_id}/draw", status_code=201, response_model=Drawn, dependencies=MANAGE)
async def post_draw(round_id: UUID, body: Numbers, command: Frame) -> Response:
    """Draw the places with the public entropy, and reveal the secret."""
    return await command.run(draw_places, round_id, body)


@router.post("/rounds/{round_id}/replacements", status_code=201, response_model=Replaced, dependencies=MANAGE)
async def post_replacement(round_id: UUID, body: Removal, command: Frame) -> Response:
    """Take out a place that cannot be inspected; the next of the same order comes in."""
    return await command.run(replace_drawn, round_id, body)


@router.post("/rounds/{round_id}/inspectors", status_code=201, response_model=Assigned, dependencies=MANAGE)
async def post_inspectors(round_id: UUID, command: Frame) -> Response:
    """Draw inspectors for the drawn places that have none yet."""
    return await command.run(draw_inspectors, round_id)


@router.post("/inspectors", status_code=201, response_model=InspectorRegistered, dependencies=SAMPLE)
async def post_inspector(body: Inspector, command: Frame) -> Response:
    """Enrol as an inspector."""
    return await command.run(register_inspector, body)


@router.get("/inspectors", dependencies=MANAGE)
async def get_inspectors(rows: Rows) -> list[queries.InspectorView]:
    """Inspectors and their conflicts."""
    async with rows.acquire() as conn:
        return await queries.list_inspectors(conn)


@router.post("/inspectors/{inspector_id}/conflicts", status_code=201, response_model=Declared, dependencies=MANAGE)
async def post_conflict(inspector_id: UUID, body: InterestConflict, command: Frame) -> Response:
    """Declare that an inspector and an establishment must not meet."""
    return await command.run(declare_conflict, inspector_id, body)


@router.get("/my-places", dependencies=SAMPLE)
async def get_my_places(request: Request, rows: Rows) -> list[queries.MyPlace]:
    """The drawn places that the caller is to inspect."""
    async with rows.acquire() as conn:
        return await queries.my_places(conn, authenticate(request).subject)
