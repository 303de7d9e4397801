"""ACT-15, ACT-16: hours by kind of day, closures that outrank everything, longer hours that never shorten a day."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from services.activities.venues.hours import Exception_, Hours, check_hours, hours_on, is_open
from tests.kit.refusals import code

DAY = date(2021, 7, 23)
WEEK = [
    Hours("working", time(9), time(11, 30)),
    Hours("working", time(13), time(17)),
    Hours("rest", time(10), time(16)),
]


def test_a_make_up_workday_has_the_hours_of_a_working_day() -> None:
    # 2021-09-18 is a Saturday on which China worked; the calendar says so, and that is all that counts.
    assert hours_on(date(2021, 9, 18), WEEK, [], working=True) == [(time(9), time(11, 30)), (time(13), time(17))]
    assert hours_on(date(2021, 10, 4), WEEK, [], working=False) == [(time(10), time(16))]


def test_the_heat_moves_the_last_closing_and_never_earlier() -> None:
    longer = [Exception_(DAY, DAY, time(21))]
    assert hours_on(DAY, WEEK, longer, working=True)[-1] == (time(13), time(21))
    assert hours_on(DAY, WEEK, [Exception_(DAY, DAY, time(15))], working=True)[-1] == (time(13), time(17))
    only_working = WEEK[:2]
    assert hours_on(DAY, only_working, longer, working=False) == [(time(9), time(21))]
    assert hours_on(DAY, [], longer, working=False) == []


@given(st.lists(st.times(), min_size=2, max_size=2, unique=True), st.booleans())
def test_a_closure_outranks_longer_hours(times: list[time], working: bool) -> None:
    opens, closes = sorted(times)
    both = [Exception_(DAY, DAY, closes), Exception_(DAY, DAY, None)]
    assert hours_on(DAY, [Hours("working", opens, closes), Hours("rest", opens, closes)], both, working=working) == []


@given(st.times())
def test_open_from_the_first_minute_until_before_the_last(at: time) -> None:
    assert is_open(at, [(time(9), time(17))]) == (time(9) <= at < time(17))


def test_schedule_overlaps_and_closes_before_it_opens() -> None:
    check_hours(WEEK)
    assert code(check_hours, [Hours("rest", time(10), time(10))]) == "closes-before-it-opens"
    assert code(check_hours, [*WEEK, Hours("working", time(11), time(12))]) == "schedule-overlaps"
