"""The Chinese working calendar: local days in Asia/Shanghai, and working days with make-up workdays (调休).

Source of holidays: the State Council's yearly notices as kept by the package chinesecalendar (2004-2026).
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
GRAINS = ("day", "week", "month")


class CalendarUnknown(ValueError):
    """The State Council has not published this year, or the package is too old for it."""


def local_day(at: datetime) -> date:
    """The day in Shanghai on which the instant `at` (aware) falls."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(SHANGHAI).date()


def window_start(day: date, grain: str) -> date:
    """The first day of the window of `grain` (day, week from Monday per ISO 8601, month) that holds `day`."""
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "month":
        return day.replace(day=1)
    raise ValueError("grain is day, week or month")


def start_of(day: date) -> datetime:
    """Midnight in Shanghai at which `day` begins, in UTC."""
    return datetime.combine(day, time.min, SHANGHAI).astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Whether people work on `day` in China, make-up workdays included. Raises CalendarUnknown."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarUnknown(str(day.year)) from error


def add_working_days(day: date, count: int) -> date:
    """The day `count` working days after `day`, which itself does not count. Raises CalendarUnknown."""
    if count < 0:
        raise ValueError("count is not negative")
    while count:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
