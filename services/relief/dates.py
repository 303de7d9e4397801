"""When something counts, and when something is due."""

import calendar
from datetime import date, datetime, timedelta

from kernel.errors import Refused

CLOCK_LEEWAY = timedelta(minutes=5)


def past_time(verb: str, *, given: datetime | None, now: datetime) -> datetime:
    """When something counts: now, or the time on the paper an operator types in later.

    Refused("opened-in-the-future"), Refused("claimed-…"), Refused("received-…") by `verb`.
    """
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused(f"{verb}-in-the-future")
    return at


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> tuple[date, date]:
    """From the first day of the month of `start` through the last of that of `end`."""
    return start.replace(day=1), end.replace(day=calendar.monthrange(end.year, end.month)[1])


def disclosure_due(
    last: date, *, closed: date | None, emergency: date | None, months: int, emergency_days: int
) -> date:
    """When the public must hear of a fund next (慈善法 art. 72, 79).

    `last` is the day of the last disclosure, or of the opening; `emergency` that of the one that lasts. Closed: the
    final account within three months.
    """
    if closed is not None:
        return months_after(closed, 3)
    due = months_after(last, months)
    # Nothing was due every five days before the emergency, and it puts nothing off that was due without it.
    return due if emergency is None else min(due, max(last, emergency) + timedelta(days=emergency_days))
