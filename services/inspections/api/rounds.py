"""Routes of rounds: open, plan, advance, close."""

from uuid import UUID

from fastapi import APIRouter, Response

from kernel.commands import Frame
from kernel.web import ZERO_ID, PageLimit, Rows
from services.inspections.api.kit import MANAGE, READ, ROUTE_CLASS, now
from services.inspections.commands.advance_round import Advanced, Step, advance_round
from services.inspections.commands.close_round import Closed, Closing, close_round
from services.inspections.commands.freeze_pool import Frozen, freeze_pool
from services.inspections.commands.open_round import Opened, Round, open_round
from services.inspections.commands.plan_round import Plan, Planned, plan_round
from services.inspections.queries import rounds as queries

router = APIRouter(route_class=ROUTE_CLASS)


@router.post("/rounds", status_code=201, response_model=Opened, dependencies=MANAGE)
async def post_round(body: Round, command: Frame) -> Response:
    """Open a round."""
    return await command.run(open_round, body)


@router.get("/rounds", dependencies=READ)
async def get_rounds(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.RoundView]:
    """Rounds, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_rounds(conn, after, limit)


@router.post("/rounds/{round_id}/freeze", status_code=201, response_model=Frozen, dependencies=MANAGE)
async def post_freeze(round_id: UUID, command: Frame) -> Response:
    """Freeze a round's pool and publish its digest."""
    return await command.run(freeze_pool, round_id)


@router.post("/rounds/{round_id}/plan", status_code=201, response_model=Planned, dependencies=MANAGE)
async def post_plan(round_id: UUID, body: Plan, command: Frame) -> Response:
    """Plan how many places are drawn and how batches are shared."""
    return await command.run(plan_round, round_id, body)


@router.post("/rounds/{round_id}/advance", status_code=201, response_model=Advanced, dependencies=MANAGE)
async def post_advance(round_id: UUID, body: Step, command: Frame) -> Response:
    """Go on to sampling, testing or publishing."""
    return await command.run(advance_round, round_id, body)


@router.post("/rounds/{round_id}/close", status_code=201, response_model=Closed, dependencies=MANAGE)
async def post_close(round_id: UUID, command: Frame, body: Closing | None = None) -> Response:
    """Close a round; with a reason, break it off from whatever state it is in."""
    return await command.run(close_round, round_id, body)


@router.get("/needs-hand", dependencies=READ)
async def get_needs_hand(rows: Rows) -> list[queries.NeedsHand]:
    """What waits for somebody."""
    async with rows.acquire() as conn:
        return await queries.needs_hand(conn, now())
