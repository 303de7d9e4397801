"""The working calendar as the office entered it, and how far it is known."""

from datetime import date, datetime

from kernel.announced import working_calendar
from kernel.db import Connection
from kernel.routes import Today, query
from kernel.web import Output
from services.activities.storage import SQL


class NoticeView(Output):
    """One year's notice; `document` is its number or address."""

    year: int
    holidays: list[date]
    make_up_days: list[date]
    document: str
    announced_at: datetime


class CalendarView(Output):
    """Every day before `first_unannounced` is worked out by a notice; from it on by weekends alone."""

    first_unannounced: date
    days_left: int
    notices: list[NoticeView]


@query(
    "GET /public/working-calendar",
    may="activities:public",
    says="The notices that were entered, and the first day of which no notice is known.",
)
async def calendar(conn: Connection, today: Today) -> CalendarView:
    """The notices by year, the newest first; years that the software knows by itself are not among them."""
    first = (await working_calendar(conn)).first_unannounced(today)
    notices = [NoticeView(**dict(row)) for row in await conn.fetch(*SQL["calendar-notices"]())]
    return CalendarView(first_unannounced=first, days_left=(first - today).days, notices=notices)
