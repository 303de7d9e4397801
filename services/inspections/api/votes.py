"""Routes of votes that are verified: at the counter, by an account, and the paper codes of the stall."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from kernel.commands import Frame
from kernel.web import Rows
from services.inspections.api.kit import NOMINATE, ROUTE_CLASS, VOTE
from services.inspections.commands.issue_paper_codes import Issued, PaperCodes, issue_paper_codes
from services.inspections.commands.nominate import Choice, Nominated, Nomination, nominate
from services.inspections.commands.nominate_in_public import Accepted
from services.inspections.commands.nominate_myself import nominate_myself
from services.inspections.queries import votes as queries

router = APIRouter(route_class=ROUTE_CLASS)


@router.post("/rounds/{round_id}/nominations", status_code=201, response_model=Nominated, dependencies=NOMINATE)
async def post_nomination(request: Request, round_id: UUID, body: Nomination, command: Frame) -> Response:
    """Type in a slip at the counter; again in the same round replaces."""
    return await command.run(nominate, round_id, body, request.app.state.fingerprints)


@router.post("/me/rounds/{round_id}/nomination", status_code=201, response_model=Accepted, dependencies=VOTE)
async def post_own_nomination(round_id: UUID, body: Choice, command: Frame) -> Response:
    """Name what is to be inspected, signed in; again in the same round replaces."""
    return await command.run(nominate_myself, round_id, body)


@router.post("/rounds/{round_id}/paper-codes", status_code=201, response_model=Issued, dependencies=NOMINATE)
async def post_paper_codes(request: Request, round_id: UUID, body: PaperCodes, command: Frame) -> Response:
    """Make paper codes for the stall."""
    return await command.run(issue_paper_codes, round_id, body, request.app.state.fingerprints)


@router.get("/rounds/{round_id}/paper-codes", dependencies=NOMINATE)
async def get_paper_batches(round_id: UUID, rows: Rows) -> list[queries.PaperBatch]:
    """The round's batches of paper codes."""
    async with rows.acquire() as conn:
        return await queries.paper_batches(conn, round_id)


@router.get("/rounds/{round_id}/paper-codes/{batch_id}", dependencies=NOMINATE)
async def get_paper_list(request: Request, round_id: UUID, batch_id: UUID, rows: Rows) -> queries.PaperList:
    """A batch's codes, to be printed."""
    async with rows.acquire() as conn:
        return await queries.paper_list(conn, round_id, batch_id, request.app.state.fingerprints)
