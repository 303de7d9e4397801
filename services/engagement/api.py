"""The HTTP of engagement: statistics by grain, range and dimension, and how far behind they are."""

from datetime import date, timedelta
from typing import Annotated, Literal

from fastapi import Query, Request

from contracts.record import FIRST_COUNTED, LAST_COUNTED
from kernel.calendar import window_start
from kernel.errors import Refused, Unavailable
from kernel.figures import FromDay, ToDay
from kernel.kafka import KafkaError
from kernel.routes import OwnOrganisation, route, router_of
from kernel.web import Output, Rows
from services.engagement import storage
from services.engagement.disclosure import disclosed
from services.engagement.lag import Lag

LONGEST_RANGE = {
    "day": timedelta(days=400),
    "week": timedelta(days=1200),
    "month": timedelta(days=4000),
    # One window, however long it is.
    "total": timedelta(days=(LAST_COUNTED - FIRST_COUNTED).days + 1),
}
# "total" is the whole range as one window, in which people are distinct as well.
Grain = Literal["day", "week", "month", "total"]
Dimension = Literal["district", "line", "programme", "organisation", "venue"]


class RatesView(Output):
    """Shares between 0 and 1 (attendance may pass 1 with walk-ins); null where there is no denominator."""

    attendance: float | None
    qualified: float | None


class FiguresView(Output):
    """The figures of one window and member; a metric that is zero is left out."""

    window: date
    member: str
    figures: dict[str, int]
    rates: RatesView


class StatisticsView(Output):
    """Figures for the days from `from` up to, not including, `to`."""

    grain: Grain
    dimension: Dimension
    rows: list[FiguresView]


@route(
    "GET /statistics",
    may="engagement:read",
    says="Statistics; windows that touch the range are counted for the days inside it only.",
    refuses=("range-is-empty", "range-too-long"),
)
async def statistics(
    rows: Rows,
    start: FromDay,
    end: ToDay,
    grain: Grain = "day",
    dimension: Dimension = "district",
    member: Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00-\x1f]*$")] = None,
) -> StatisticsView:
    """Raises Refused("range-is-empty", "range-too-long")."""
    if end <= start:
        raise Refused("range-is-empty")
    if end - start > LONGEST_RANGE[grain]:
        raise Refused("range-too-long")
    async with rows.acquire() as conn:
        found = await storage.statistics(conn, grain, dimension, start, end)
    return StatisticsView(
        grain=grain,
        dimension=dimension,
        rows=[
            FiguresView(
                window=f.window,
                member=f.member,
                figures=f.figures,
                rates=RatesView(attendance=f.attendance_rate, qualified=f.qualified_rate),
            )
            for f in found
            if member is None or f.member == member
        ],
    )


@route(
    "GET /own/statistics",
    may="engagement:own",
    at="organisation",
    says="What the caller's organisation contributed, counted from events (ORG-4); of no other organisation.",
    refuses=("organisation-missing", "range-is-empty", "range-too-long"),
)
async def own_statistics(
    own: OwnOrganisation,
    rows: Rows,
    start: FromDay,
    end: ToDay,
    grain: Grain = "month",
) -> StatisticsView:
    """As `statistics`, of one organisation."""
    return await statistics(rows, start, end, grain, "organisation", str(own))


class PublicFigures(Output):
    """The figures of one month and programme; null where fewer than five people were counted."""

    window: date
    member: str
    figures: dict[str, int | None]


@route(
    "GET /public/statistics",
    may="engagement:public",
    says="""The months of the days from `from` up to, not including, `to`, whole, by programme.

    For everybody: counts of people are rounded to fives, small ones hidden (RULE-34).
    """,
    refuses=("range-is-empty", "range-too-long"),
)
async def public_statistics(
    rows: Rows,
    start: FromDay,
    end: ToDay,
) -> list[PublicFigures]:
    """Raises Refused("range-is-empty", "range-too-long")."""
    if end <= start:
        raise Refused("range-is-empty")
    last = window_start(end - timedelta(days=1), "month")
    begin, finish = window_start(start, "month"), storage.window_end(last, "month")
    if finish - begin > LONGEST_RANGE["month"]:
        raise Refused("range-too-long")
    async with rows.acquire() as conn:
        found = await storage.statistics(conn, "month", "programme", begin, finish)
    return [PublicFigures(window=f.window, member=f.member, figures=disclosed(f.figures)) for f in found]


@route(
    "GET /lag",
    may="engagement:read",
    says="How far the statistics are behind the events, in events and seconds.",
    refuses=("broker-unavailable",),
)
async def lag_now(request: Request, rows: Rows) -> Lag:
    """Raises Unavailable("broker-unavailable")."""
    try:
        lag: Lag = await request.app.state.lag.read(rows)
    except (KafkaError, TimeoutError):
        raise Unavailable("broker-unavailable") from None
    return lag


router = router_of(statistics, own_statistics, public_statistics, lag_now)
