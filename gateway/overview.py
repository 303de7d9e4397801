"""One page's worth of everything: figures, trend, what needs a hand, how far behind; each room answers for itself."""

import asyncio
import json
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import Field

from gateway.forward import Rooms, RoomUnavailable
from kernel.calendar import local_day, window_start
from kernel.web import Output

LINES = ("activities", "inspections", "relief")
TREND_DAYS = 30
# The page can do without it, and it waits for the brokers.
LAG_SECONDS = 2.0
# "All" reaches ten years back. No period reaches past today: who is expected later cannot have come yet.
ALL_DAYS = timedelta(days=3600)


class RatesView(Output):
    """Shares; null where there is no denominator."""

    attendance: float | None = None
    qualified: float | None = None


class Figures(Output):
    """The figures of one period; a metric that is zero is left out."""

    figures: dict[str, int] = Field(default_factory=dict)
    rates: RatesView = RatesView()


class TrendDay(Output):
    """One day of the trend."""

    window: date
    figures: dict[str, int]


class LineStatus(Output):
    """Whether a room answers: "ok" or "unavailable"."""

    status: str


class NeedsHand(Output):
    """A kind of thing that waits for somebody in a room."""

    room: str
    kind: str
    count: int


class LagView(Output):
    """How far the statistics are behind."""

    events: int
    seconds: float


class Overview(Output):
    """The today page's content."""

    as_of: datetime
    today: Figures
    month: Figures
    all: Figures
    trend: list[TrendDay]
    lines: dict[str, LineStatus]
    needs_hand: list[NeedsHand]
    lag: LagView | None


async def overview(rooms: Rooms, token: str, now: datetime) -> Overview:
    """Ask the rooms side by side; one that is away leaves its own part empty and says so."""
    today = local_day(now)
    month = window_start(today, "month")
    tomorrow = today + timedelta(days=1)
    asked = await asyncio.gather(
        _statistics(rooms, token, "day", today - timedelta(days=TREND_DAYS - 1), tomorrow),
        _statistics(rooms, token, "total", month, tomorrow),
        _statistics(rooms, token, "total", today - ALL_DAYS, tomorrow),
        _get(rooms, token, "engagement", "/lag", within=LAG_SECONDS),
        *(_get(rooms, token, line, "/needs-hand") for line in LINES),
    )
    days, months, ever, lag, *hands = asked
    status = {"engagement": days} | dict(zip(LINES, hands, strict=True))
    return Overview(
        as_of=now,
        today=_figures([row for row in days or [] if row["window"] == today.isoformat()]),
        month=_figures(months or []),
        all=_figures(ever or []),
        trend=[TrendDay(window=row["window"], figures=row["figures"]) for row in days or []],
        lines={name: LineStatus(status="unavailable" if got is None else "ok") for name, got in status.items()},
        needs_hand=[
            NeedsHand(room=line, **need) for line, needs in zip(LINES, hands, strict=True) for need in needs or []
        ],
        lag=LagView(events=lag["events"], seconds=lag["seconds"]) if lag else None,
    )


def _figures(rows: list[dict[str, Any]]) -> Figures:
    return Figures(figures=rows[0]["figures"], rates=RatesView(**rows[0]["rates"])) if rows else Figures()


async def _statistics(rooms: Rooms, token: str, grain: str, start: date, end: date) -> list[dict[str, Any]] | None:
    got = await _get(rooms, token, "engagement", "/statistics", f"grain={grain}&from={start}&to={end}")
    return None if got is None else list(got["rows"])


async def _get(rooms: Rooms, token: str, room: str, path: str, query: str = "", within: float | None = None) -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    try:
        answer = await rooms.ask(room, "GET", path, query.encode(), headers, within=within)
    except RoomUnavailable:
        return None
    return json.loads(answer.body) if answer.status == 200 else None
