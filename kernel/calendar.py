"""The Chinese working calendar: local days in Asia/Shanghai, and working days with make-up workdays (调休).

Source of holidays: the State Council's yearly notices, as the office enters them (kernel/announced.py), else as the
package chinesecalendar keeps them. A year without either is worked out by its weekends: a venue is open on a Monday
also before the notice, but what was derived is marked as not announced.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
GRAINS = ("day", "week", "month")
FIRST_PACKAGED, LAST_PACKAGED = min(chinese_calendar.holidays).year, max(chinese_calendar.holidays).year


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


@dataclass(frozen=True, slots=True)
class Notice:
    """One year's notice: days off, and weekend days that are worked in exchange (调休).

    Either may lie in the December before, as New Year's holiday does.
    """

    year: int
    holidays: frozenset[date]
    make_up: frozenset[date]


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days as the notices have them; a later notice decides where two speak of one day."""

    notices: tuple[Notice, ...] = ()

    @classmethod
    def of(cls, notices: Iterable[Notice]) -> "WorkingCalendar":
        """The calendar of these notices, in the order of their years."""
        return cls(tuple(sorted(notices, key=lambda notice: notice.year)))

    def is_announced(self, year: int) -> bool:
        """Whether the State Council's notice for `year` is known here, entered or by the package."""
        return FIRST_PACKAGED <= year <= LAST_PACKAGED or any(notice.year == year for notice in self.notices)

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day` in China, make-up workdays included; by weekends where nothing is announced."""
        for notice in reversed(self.notices):
            if day in notice.make_up:
                return True
            if day in notice.holidays:
                return False
            if day.year == notice.year:
                return day.weekday() < 5
        if FIRST_PACKAGED <= day.year <= LAST_PACKAGED:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5

    def add_working_days(self, day: date, count: int) -> date:
        """The day `count` working days after `day`, which itself does not count. Raises ValueError below zero."""
        if count < 0:
            raise ValueError("count is not negative")
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def first_unannounced(self, today: date) -> date:
        """The first of January of the next year, from that of `today` on, of which no notice is known."""
        year = today.year
        while self.is_announced(year):
            year += 1
        return date(year, 1, 1)

    def moved(self, due: date, count: int, to: "WorkingCalendar") -> date:
        """A day that was `count` working days after something here, as `to` counts it.

        Where several days lead to `due`, the latest is taken: a correction never makes somebody late. What was not
        counted by this calendar stays.
        """
        if not self.is_working_day(due):
            return due
        began, left = due, count
        while left:
            left -= self.is_working_day(began)
            began -= timedelta(days=1)
        return to.add_working_days(began, count)


# What holds where the office has entered nothing.
PACKAGED = WorkingCalendar()
