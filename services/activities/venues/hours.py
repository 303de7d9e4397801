"""When a venue is open: hours by kind of day on the Chinese working calendar, closures, longer hours in the heat.

A working day is one on which China works, make-up workdays included (ACT-15); every other day is a rest day. A closure
outranks everything; longer hours move the day's last closing (ACT-16).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from kernel.errors import Refused

Days = Literal["working", "rest"]


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` until, not including, `closes`, Shanghai's time, on such days."""

    days: Days
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Exception_:
    """A closure (`closes` is None) or longer hours, from `from_day` to `to_day`, both included."""

    from_day: date
    to_day: date
    closes: time | None


def check_hours(hours: Iterable[Hours]) -> None:
    """Refused("closes-before-it-opens", "schedule-overlaps")."""
    last: dict[str, time] = {}
    for one in sorted(hours, key=lambda h: (h.days, h.opens)):
        if one.closes <= one.opens:
            raise Refused("closes-before-it-opens")
        if one.opens < last.get(one.days, time.min):
            raise Refused("schedule-overlaps")
        last[one.days] = one.closes


def hours_on(
    day: date, schedule: Iterable[Hours], exceptions: Iterable[Exception_], *, working: bool
) -> list[tuple[time, time]]:
    """The hours of `day`, in order; empty when closed all day. `working` is what the working calendar says of `day`."""
    here = [e for e in exceptions if e.from_day <= day <= e.to_day]
    if any(e.closes is None for e in here):
        return []
    kind = "working" if working else "rest"
    hours = sorted((h.opens, h.closes) for h in schedule if h.days == kind)
    longer = max((e.closes for e in here if e.closes is not None), default=None)
    if longer is None:
        return hours
    if not hours:
        # A day on which the venue would rest: opened for the heat, from when it opens on its other days.
        opens = min((h.opens for h in schedule), default=None)
        return [(opens, longer)] if opens is not None and opens < longer else []
    *before, (opens, closes) = hours
    return [*before, (opens, max(closes, longer))]


def is_open_throughout(starts: time, ends: time, hours: Iterable[tuple[time, time]]) -> bool:
    """Whether one stretch of the day's hours holds all of `starts` to `ends`, which are on that day."""
    return any(opens <= starts and ends <= closes for opens, closes in hours)


def is_open(at: time, hours: Iterable[tuple[time, time]]) -> bool:
    """Whether the clock time `at` falls into the day's hours."""
    return any(opens <= at < closes for opens, closes in hours)
