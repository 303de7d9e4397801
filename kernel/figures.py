"""A figure opened to the rows that add up to it; the rooms give the rows, by a query named `figure-rows`.

The query answers, a row a countable fact: its `metric`, `aggregate` (the subject of its events), `at`, `day`,
`programme`, `organisation`, `venue`, `value`, and `subject` where distinct people are counted. `jiayuan verify` adds up
the same rows (cli/verify/recount.py).
"""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from contracts.figures import REGISTER
from contracts.record import FIRST_COUNTED, LAST_COUNTED
from kernel.auth import Caller
from kernel.db import Connection
from kernel.errors import NotFound
from kernel.routes import Endpoint, query
from kernel.web import Output, PageLimit, Programme

# The days that figures are asked for: from the first up to, not including, the last. All that is counted is among them.
FromDay = Annotated[date, Query(alias="from", ge=FIRST_COUNTED, le=LAST_COUNTED)]
ToDay = Annotated[date, Query(alias="to", ge=FIRST_COUNTED, le=LAST_COUNTED + timedelta(days=1))]

_NARROWED = """
with rows as ({rows}),
narrowed as (
    select * from rows
    where metric = $1 and day >= $2 and day < $3 and ($4::text is null or programme = $4)
      and ($5::uuid is null or organisation = $5) and ($6::uuid is null or venue = $6)
)
"""
_SUM = """
select case when $1 like 'people\\_%' then count(distinct subject) else coalesce(sum(value), 0) end::bigint as total,
       count(*) as count
from narrowed
"""
_PAGE = """
select aggregate, at, day, programme, organisation, venue, value from narrowed
order by at, aggregate offset $7 limit $8
"""


class FigureRow(Output):
    """One fact behind a figure; its events are those of the subject `aggregate`."""

    aggregate: str
    at: datetime
    day: date
    programme: str
    organisation: UUID | None
    venue: UUID | None
    value: int


class FigureView(Output):
    """A figure recounted from its rows, how many rows there are, and a page of them."""

    metric: str
    total: int
    count: int
    rows: list[FigureRow]


class Narrowed(Output):
    """Which part of a figure is meant: days in [start, end), and one programme, organisation or venue, or all."""

    start: date
    end: date
    programme: str | None = None
    organisation: UUID | None = None
    venue: UUID | None = None


async def opened(conn: Connection, sql: str, metric: str, part: Narrowed, skip: int, limit: int) -> FigureView:
    """The figure and the rows `skip` to `skip + limit` that add up to it, oldest first."""
    narrowed = _NARROWED.format(rows=sql)
    asked = (metric, part.start, part.end, part.programme, part.organisation, part.venue)
    async with conn.transaction(isolation="repeatable_read", readonly=True):
        sums = await conn.fetchrow(narrowed + _SUM, *asked)
        rows = await conn.fetch(narrowed + _PAGE, *asked, skip, limit)
    assert sums is not None
    return FigureView(
        metric=metric, total=sums["total"], count=sums["count"], rows=[FigureRow(**dict(r)) for r in rows]
    )


def figures_query(room: str, sql: str) -> Endpoint:
    """The query `GET /figures/{metric}` of a room: what contracts/figures.yaml lets it open, by this `figure-rows`."""
    metrics = REGISTER.opened(room)
    known = Annotated[str, Path(json_schema_extra={"enum": list(metrics)})]

    @query(
        "GET /figures/{metric}",
        may=f"{room}:read",
        says="A figure for the days from `from` up to, not including, `to`, and the facts that add up to it.",
        refuses=("another-organisation", "figure-unknown"),
    )
    async def figure(
        conn: Connection,
        caller: Caller,
        metric: known,
        start: FromDay,
        end: ToDay,
        programme: Programme | None = None,
        organisation: UUID | None = None,
        venue: UUID | None = None,
        skip: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
        limit: PageLimit = 100,
    ) -> FigureView:
        """Raises NotFound("figure-unknown"), Forbidden("another-organisation")."""
        if metric not in metrics:
            raise NotFound("figure-unknown")
        if caller.organisation is not None:
            # Rows say when a session is and which: another organisation's are not theirs to read.
            organisation = organisation or caller.organisation
            caller.check_acts_for(organisation)
        part = Narrowed(start=start, end=end, programme=programme, organisation=organisation, venue=venue)
        return await opened(conn, sql, metric, part, skip, limit)

    return figure
