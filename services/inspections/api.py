"""The HTTP of inspections: each route declares its permission and calls one command or one query."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from kernel.commands import CommandFrame, frame
from kernel.db import Pool
from kernel.web import ZERO_ID, PageLimit, StrictRoute, permission, pool
from services.inspections import queries
from services.inspections.commands.close_round import Closed, close_round
from services.inspections.commands.nominate import Nominated, Nomination, nominate
from services.inspections.commands.open_round import Opened, Round, open_round
from services.inspections.commands.record_result import Finding, Recorded, record_result
from services.inspections.commands.register_establishment import Establishment, Registered, register_establishment
from services.inspections.commands.supersede_result import Correction, Superseded, supersede_result
from services.inspections.commands.take_sample import Sampling, Taken, take_sample
from services.inspections.commands.verify_result import Published, verify_result

router = APIRouter(route_class=StrictRoute)
Frame = Annotated[CommandFrame, Depends(frame)]
Rows = Annotated[Pool, Depends(pool)]
NameAfter = Annotated[str, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/establishments", status_code=201, response_model=Registered,
             dependencies=[permission("inspections:manage")])  # fmt: skip
async def post_establishment(body: Establishment, command: Frame) -> Response:
    """Register a food business."""
    return await command.run(register_establishment, body)


@router.get("/establishments", dependencies=[permission("inspections:read")])
async def get_establishments(
    rows: Rows, after: NameAfter = "", limit: PageLimit = 100
) -> list[queries.EstablishmentView]:
    """Food businesses by name."""
    async with rows.acquire() as conn:
        return await queries.list_establishments(conn, after, limit)


@router.post("/rounds", status_code=201, response_model=Opened, dependencies=[permission("inspections:manage")])
async def post_round(body: Round, command: Frame) -> Response:
    """Open a round."""
    return await command.run(open_round, body)


@router.get("/rounds", dependencies=[permission("inspections:read")])
async def get_rounds(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.RoundView]:
    """Rounds, oldest first."""
    async with rows.acquire() as conn:
        return await queries.list_rounds(conn, after, limit)


@router.post("/rounds/{round_id}/nominations", status_code=201, response_model=Nominated,
             dependencies=[permission("inspections:nominate")])  # fmt: skip
async def post_nomination(request: Request, round_id: UUID, body: Nomination, command: Frame) -> Response:
    """Name what is to be inspected; again in the same round replaces."""
    return await command.run(nominate, round_id, body, request.app.state.fingerprints)


@router.post("/rounds/{round_id}/close", status_code=201, response_model=Closed,
             dependencies=[permission("inspections:manage")])  # fmt: skip
async def post_close(round_id: UUID, command: Frame) -> Response:
    """Close a round."""
    return await command.run(close_round, round_id)


@router.post("/samples", status_code=201, response_model=Taken, dependencies=[permission("inspections:sample")])
async def post_sample(body: Sampling, command: Frame) -> Response:
    """Record a sample."""
    return await command.run(take_sample, body)


@router.get("/samples", dependencies=[permission("inspections:read")])
async def get_samples(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[queries.SampleView]:
    """Samples with their results."""
    async with rows.acquire() as conn:
        return await queries.list_samples(conn, after, limit)


@router.get("/samples/{sample_id}", dependencies=[permission("inspections:read")])
async def get_sample(sample_id: UUID, rows: Rows) -> queries.SampleView:
    """One sample with every version of its result."""
    async with rows.acquire() as conn:
        return await queries.one_sample(conn, sample_id)


@router.post("/samples/{sample_id}/result", status_code=201, response_model=Recorded,
             dependencies=[permission("inspections:analyse")])  # fmt: skip
async def post_result(sample_id: UUID, body: Finding, command: Frame) -> Response:
    """Record what a sample showed."""
    return await command.run(record_result, sample_id, body)


@router.post("/samples/{sample_id}/verify", status_code=201, response_model=Published,
             dependencies=[permission("inspections:verify")])  # fmt: skip
async def post_verify(sample_id: UUID, command: Frame) -> Response:
    """Confirm a finding and publish it."""
    return await command.run(verify_result, sample_id)


@router.post("/samples/{sample_id}/supersede", status_code=201, response_model=Superseded,
             dependencies=[permission("inspections:verify")])  # fmt: skip
async def post_supersede(sample_id: UUID, body: Correction, command: Frame) -> Response:
    """Replace a published result by a newer version."""
    return await command.run(supersede_result, sample_id, body)


@router.get("/needs-hand", dependencies=[permission("inspections:read")])
async def get_needs_hand(rows: Rows) -> list[queries.NeedsHand]:
    """What waits for somebody."""
    async with rows.acquire() as conn:
        return await queries.needs_hand(conn, datetime.now(UTC))
