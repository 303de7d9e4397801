"""Routes of figures that open to what adds up to them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from contracts.figure_names import ReliefOpened, ReliefPublic
from kernel.web import Day, PageLimit, Programme, Rows, StrictRoute, permission
from services.relief.api.edge import NumberAfter, Set
from services.relief.queries.figures import (
    FigurePostings,
    Grain,
    PublicPostings,
    TotalView,
    postings,
    public_postings,
    totals,
)

router = APIRouter(route_class=StrictRoute)
From = Annotated[Day, Query(alias="from")]
To = Annotated[Day, Query(alias="to")]


@router.get("/figures/{metric}/postings", dependencies=[permission("relief:read")])
async def get_postings(
    metric: ReliefOpened,
    rows: Rows,
    start: Annotated[Day | None, Query(alias="from")] = None,
    end: Annotated[Day | None, Query(alias="to")] = None,
    organisation: UUID | None = None,
    skip: NumberAfter = 0,
    limit: PageLimit = 100,
) -> FigurePostings:
    """The rows that add up to a figure from the day `from` through the day `to`."""
    async with rows.acquire() as conn:
        return await postings(conn, metric, start, end, organisation, skip, limit)


@router.get("/public/totals", dependencies=[permission("relief:public")])
async def get_totals(rows: Rows, limits: Set, grain: Grain = "month") -> list[TotalView]:
    """Money received and disbursed by period and programme, newest first; people where they are not too few."""
    async with rows.acquire() as conn:
        return await totals(conn, grain, limits)


@router.get("/public/totals/{metric}/postings", dependencies=[permission("relief:public")])
async def get_public_postings(
    metric: ReliefPublic,
    programme: Programme,
    start: From,
    end: To,
    rows: Rows,
    limits: Set,
    skip: NumberAfter = 0,
    limit: PageLimit = 100,
) -> PublicPostings:
    """The rows that add up to a public total, without anybody's name, purpose or case.

    Payments by whole months, without the rows of a month in which few people were paid; `count` is null then.
    """
    async with rows.acquire() as conn:
        return await public_postings(conn, metric, start, end, programme, limits, skip, limit)
