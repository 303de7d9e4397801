"""The office enters the State Council's notice of a year's holidays and make-up workdays, or corrects it (ACT-23)."""

from datetime import date, datetime
from typing import Annotated

from fastapi import Path
from pydantic import Field

from contracts.events.activities import WorkingCalendarAnnounced
from kernel.announced import keep_notice
from kernel.calendar import Notice
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Day, Input, Output, Text
from services.activities.calendar.rules import check_notice

# Thirteen days are usual; a notice never names more than two months of days.
Days = Annotated[tuple[Day, ...], Field(max_length=60)]


Year = Annotated[int, Path(ge=2000, le=2100)]


class CalendarNotice(Input):
    """The whole notice: every day off, weekends among them included, and every weekend day that is worked.

    `document` is its number or address.
    """

    holidays: Annotated[Days, Field(min_length=1)]
    make_up_days: Days = ()
    document: Text


class Announced(Output):
    """What holds for the year from now on."""

    year: int
    holidays: list[date]
    make_up_days: list[date]
    announced_at: datetime


@command(
    "POST /working-calendar/{year}",
    may="activities:manage",
    says="Enter a year's notice of holidays and make-up workdays, in place of an earlier entry.",
    refuses=("calendar-day-outside-year", "calendar-day-twice", "calendar-make-up-on-weekday"),
)
async def announce_working_calendar(tx: Transaction, year: Year, order: CalendarNotice) -> Announced:
    """Raises Refused("calendar-day-outside-year", "calendar-make-up-on-weekday", "calendar-day-twice")."""
    check_notice(year, order.holidays, order.make_up_days)
    holidays, make_up = sorted(order.holidays), sorted(order.make_up_days)
    notice = Notice(year, frozenset(holidays), frozenset(make_up))
    seq = await keep_notice(tx.conn, notice, order.document, tx.now, tx.caller.subject)
    await tx.emit(
        WorkingCalendarAnnounced(
            year=year, holidays=holidays, make_up_days=make_up, document=order.document, announced_at=tx.now
        ),
        aggregate=f"calendar/{year}",
        seq=seq,
    )
    return Announced(year=year, holidays=holidays, make_up_days=make_up, announced_at=tx.now)
