"""What a year's notice of holidays and make-up workdays must look like."""

from collections.abc import Collection
from datetime import date

from kernel.errors import Refused


def check_notice(year: int, holidays: Collection[date], make_up: Collection[date]) -> None:
    """Days are in the year or the December before; what is worked in exchange is a weekend day that is no holiday.

    Refused("calendar-day-outside-year", "calendar-make-up-on-weekday", "calendar-day-twice").
    """
    if any(day.year != year and (day.year, day.month) != (year - 1, 12) for day in (*holidays, *make_up)):
        raise Refused("calendar-day-outside-year")
    if any(day.weekday() < 5 for day in make_up):
        raise Refused("calendar-make-up-on-weekday")
    days = [*holidays, *make_up]
    if len(set(days)) != len(days):
        raise Refused("calendar-day-twice")
