"""Headline figures opened to what adds up to them, and the totals anybody may see."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from contracts.figure_names import ReliefOpened, ReliefPublic
from contracts.figures import FIGURES
from kernel.db import Connection
from kernel.routes import NumberAfter, query
from kernel.web import Day, Output, PageLimit, Programme
from services.relief.dates import whole_months
from services.relief.limits import Limits
from services.relief.storage import SQL

From = Annotated[Day, Query(alias="from")]
To = Annotated[Day, Query(alias="to")]
Grain = Literal["month", "year"]
_POSTINGS, _SUM = (SQL[name].over(rows=SQL["figure-rows"]) for name in ("figure-postings", "figure-sum"))


class PostingView(Output):
    """One row behind a figure: an entry of a ledger (fund and number), or a claim."""

    day: date
    programme: str
    organisation_id: UUID
    kind: str
    reference: UUID
    fund_id: UUID | None
    number: int | None
    amount_fen: int


class FigurePostings(Output):
    """A figure, and a page of the rows that add up to it; `count` is how many there are in all."""

    metric: ReliefOpened
    total_fen: int
    count: int
    postings: list[PostingView]


class PublicPosting(Output):
    """A row behind a public total; purpose and payee stay with the office."""

    day: date
    programme: str
    kind: str
    amount_fen: int
    fund_id: UUID
    number: int


class PublicPostings(Output):
    """A public total, and a page of the rows that add up to it.

    `count` is null where rows of some month are left out because they are about too few people.
    """

    metric: ReliefPublic
    total_fen: int
    count: int | None
    postings: list[PublicPosting]


class TotalView(Output):
    """Money of one period and programme. `people` were paid something; null where they are too few to be shown.

    No row adds people of several periods or programmes up, so nothing left out can be found by subtraction.
    """

    period: date
    programme: str
    received_fen: int
    disbursed_fen: int
    people: int | None


@query(
    "GET /figures/{metric}/postings",
    may="relief:read",
    says="The rows that add up to a figure from the day `from` through the day `to`.",
)
async def postings(
    conn: Connection,
    metric: ReliefOpened,
    start: Annotated[Day | None, Query(alias="from")] = None,
    end: Annotated[Day | None, Query(alias="to")] = None,
    organisation: UUID | None = None,
    skip: NumberAfter = 0,
    limit: PageLimit = 100,
) -> FigurePostings:
    """What adds up to a figure from `start` through `end` (days in Shanghai), in the order of the days."""
    async with conn.transaction(isolation="repeatable_read", readonly=True):
        part = {"metric": metric, "start": start, "end": end, "organisation": organisation, "programme": None}
        rows = await conn.fetch(*_POSTINGS(**part, skip=skip, limit=limit, months=None))
        sums = await conn.fetchrow(*_SUM(**part))
    assert sums is not None
    return FigurePostings(
        metric=metric,
        total_fen=sums["total_fen"],
        count=sums["count"],
        postings=[PostingView(**dict(r)) for r in rows],
    )


@query(
    "GET /public/totals/{metric}/postings",
    may="relief:public",
    says="""The rows that add up to a public total, without anybody's name, purpose or case.

    Payments by whole months, without the rows of a month in which few people were paid; `count` is null then.
    """,
)
async def public_total_postings(
    conn: Connection,
    metric: ReliefPublic,
    programme: Programme,
    start: From,
    end: To,
    limits: Limits,
    skip: NumberAfter = 0,
    limit: PageLimit = 100,
) -> PublicPostings:
    """What adds up to one public total, without anything that leads to a person.

    Money paid is summed by whole months, and where a month's people are too few to be shown, so are its rows: a day and
    an exact amount lead to the person who was paid.
    """
    months, hidden = None, False
    async with conn.transaction(isolation="repeatable_read", readonly=True):
        if FIGURES[metric].rows == "everyone-by-month":
            start, end = whole_months(start, end)
            paid = await conn.fetch(
                *SQL["months-paid"](start=start, end=end, programme=programme, small_cell=limits.small_cell)
            )
            months = [row["month"] for row in paid if row["shown"]]
            hidden = len(months) < len(paid)
        part = {"metric": metric, "start": start, "end": end, "organisation": None, "programme": programme}
        rows = await conn.fetch(*_POSTINGS(**part, skip=skip, limit=limit, months=months))
        sums = await conn.fetchrow(*_SUM(**part))
    assert sums is not None
    public = PublicPosting.model_fields.keys()
    return PublicPostings(
        metric=metric,
        total_fen=sums["total_fen"],
        count=None if hidden else sums["count"],
        postings=[PublicPosting(**{k: v for k, v in dict(r).items() if k in public}) for r in rows],
    )


@query(
    "GET /public/totals",
    may="relief:public",
    says="Money received and disbursed by period and programme, newest first; people where they are not too few.",
)
async def totals(conn: Connection, limits: Limits, grain: Grain = "month") -> list[TotalView]:
    """Money by period and programme, newest first."""
    rows = await conn.fetch(*SQL["public-totals"](grain=grain, small_cell=limits.small_cell))
    return [TotalView(**dict(r)) for r in rows]
