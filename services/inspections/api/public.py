"""Routes that everybody may use without signing in."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import AwareDatetime

from kernel.commands import Frame
from kernel.web import ZERO_ID, PageLimit, Rows
from services.inspections.api.kit import PUBLIC, ROUTE_CLASS, NameAfter, NameSearch, now
from services.inspections.commands.nominate_in_public import Accepted, PublicNomination, nominate_in_public
from services.inspections.commands.nominate_with_code import CodeNomination, nominate_with_code
from services.inspections.queries import draws, establishments, honours, rounds, samples

router = APIRouter(route_class=ROUTE_CLASS)
Before = Annotated[AwareDatetime | None, Query()]


@router.get("/public/rounds", dependencies=PUBLIC)
async def get_public_rounds(rows: Rows, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[rounds.PublicRound]:
    """Rounds, oldest first."""
    async with rows.acquire() as conn:
        return await rounds.public_rounds(conn, after, limit)


@router.post("/public/rounds/{round_id}/nominations", status_code=201, response_model=Accepted, dependencies=PUBLIC)
async def post_public_nomination(request: Request, round_id: UUID, body: PublicNomination, command: Frame) -> Response:
    """Name what is to be inspected, without signing in: shown apart, without a ticket in the draw."""
    return await command.run(nominate_in_public, round_id, body, request.app.state.fingerprints)


@router.post(
    "/public/rounds/{round_id}/code-nominations", status_code=201, response_model=Accepted, dependencies=PUBLIC
)
async def post_code_nomination(request: Request, round_id: UUID, body: CodeNomination, command: Frame) -> Response:
    """Name what is to be inspected, with a paper code of the round."""
    return await command.run(nominate_with_code, round_id, body, request.app.state.fingerprints)


@router.get("/public/rounds/{round_id}/ranking", dependencies=PUBLIC)
async def get_ranking(round_id: UUID, rows: Rows) -> list[rounds.Ranked]:
    """What was named how often, verified and not; counts below five are not told."""
    async with rows.acquire() as conn:
        return await rounds.ranking(conn, round_id)


@router.get("/public/rounds/{round_id}/draw", dependencies=PUBLIC)
async def get_draw_file(round_id: UUID, rows: Rows) -> draws.DrawFile:
    """The published file of a draw."""
    async with rows.acquire() as conn:
        return await draws.draw_file(conn, round_id)


@router.get("/public/results", dependencies=PUBLIC)
async def get_public_results(rows: Rows, before: Before = None, limit: PageLimit = 50) -> list[samples.PublicResult]:
    """Published results, the newest first."""
    async with rows.acquire() as conn:
        return await samples.published(conn, before, limit)


@router.get("/public/establishments", dependencies=PUBLIC)
async def get_public_establishments(
    rows: Rows, after: NameAfter = "", limit: PageLimit = 100, search: NameSearch = ""
) -> list[establishments.PublicEstablishment]:
    """Food businesses by name, or those whose name contains `search`."""
    async with rows.acquire() as conn:
        return await establishments.public_establishments(conn, after, limit, search)


@router.get("/public/establishments/{establishment_id}", dependencies=PUBLIC)
async def get_public_establishment(establishment_id: UUID, rows: Rows) -> establishments.CreditFile:
    """The credit file of a food business."""
    async with rows.acquire() as conn:
        return await establishments.credit_file(conn, establishment_id, now())


@router.get("/public/awards", dependencies=PUBLIC)
async def get_public_awards(rows: Rows) -> list[honours.AwardView]:
    """Awards that were granted."""
    async with rows.acquire() as conn:
        return [award for award in await honours.list_awards(conn, now()) if award.granted_at]
