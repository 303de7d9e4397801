"""Shanghai's days and China's working days, make-up workdays included (RULE-10, ACT-15)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel import calendar

# The State Council's notice for 2021 (国办发明电〔2020〕27号).
MAKE_UP_2021 = [
    date(2021, 2, 7), date(2021, 2, 20), date(2021, 4, 25), date(2021, 5, 8),
    date(2021, 9, 18), date(2021, 9, 26), date(2021, 10, 9),
]  # fmt: skip
DAYS = st.dates(min_value=date(2005, 1, 1), max_value=date(2025, 11, 30))


def test_make_up_workdays_of_2021_are_the_published_ones() -> None:
    year = [date(2021, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in year if d.weekday() >= 5 and calendar.PACKAGED.is_working_day(d)] == MAKE_UP_2021


@pytest.mark.parametrize("day", [date(2021, 10, 1), date(2021, 2, 12), date(2021, 6, 14), date(2021, 9, 21)])
def test_public_holidays_are_not_worked(day: date) -> None:
    assert not calendar.PACKAGED.is_working_day(day)


def test_a_deadline_over_the_october_holidays_counts_the_make_up_day() -> None:
    assert calendar.PACKAGED.add_working_days(date(2021, 9, 30), 1) == date(2021, 10, 8)
    assert calendar.PACKAGED.add_working_days(date(2021, 9, 30), 2) == date(2021, 10, 9)
    assert calendar.PACKAGED.add_working_days(date(2021, 9, 30), 3) == date(2021, 10, 11)


@given(DAYS, st.integers(min_value=0, max_value=25))
def test_a_deadline_is_a_working_day_with_as_many_between(day: date, count: int) -> None:
    end = calendar.PACKAGED.add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(calendar.PACKAGED.is_working_day, between)) == count
    assert count == 0 or calendar.PACKAGED.is_working_day(end)


def test_a_count_is_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        calendar.PACKAGED.add_working_days(date(2021, 1, 1), -1)


NOTICE = calendar.Notice(
    2027,
    frozenset({date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 8), date(2027, 2, 9)}),
    frozenset({date(2027, 1, 3), date(2027, 2, 14)}),
)
ENTERED = calendar.WorkingCalendar.of([NOTICE])


def test_a_year_without_a_notice_is_worked_out_by_weekends_and_says_so() -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    assert all(calendar.PACKAGED.is_working_day(day) == (day.weekday() < 5) for day in days)
    assert not calendar.PACKAGED.is_announced(2027)
    assert calendar.PACKAGED.is_announced(2026)
    assert calendar.PACKAGED.first_unannounced(date(2026, 11, 24)) == date(2027, 1, 1)
    assert ENTERED.first_unannounced(date(2026, 11, 24)) == date(2028, 1, 1)


def test_an_entered_notice_holds_for_its_year_and_the_december_before() -> None:
    assert ENTERED.is_announced(2027)
    assert ENTERED.is_working_day(date(2027, 1, 3))  # a Sunday that is worked
    assert not ENTERED.is_working_day(date(2027, 2, 8))  # a Monday off
    assert not ENTERED.is_working_day(date(2026, 12, 31))  # a Thursday off, named by the next year's notice
    assert ENTERED.is_working_day(date(2026, 12, 30))
    assert ENTERED.is_working_day(date(2021, 2, 7)), "the package still knows the years before"


def test_an_entered_notice_goes_before_the_package() -> None:
    corrected = calendar.WorkingCalendar.of([calendar.Notice(2021, frozenset({date(2021, 7, 1)}), frozenset())])
    assert not corrected.is_working_day(date(2021, 7, 1))
    assert not corrected.is_working_day(date(2021, 2, 7)), "the whole notice is replaced"


@given(st.dates(date(2026, 11, 1), date(2027, 12, 1)), st.integers(min_value=0, max_value=40))
def test_an_entered_calendar_counts_as_many_working_days(day: date, count: int) -> None:
    end = ENTERED.add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(ENTERED.is_working_day, between)) == count
    assert count == 0 or ENTERED.is_working_day(end)


@given(st.dates(date(2026, 11, 1), date(2027, 12, 1)), st.integers(min_value=1, max_value=40))
def test_a_day_counted_before_the_notice_is_moved_to_where_the_notice_puts_it(day: date, count: int) -> None:
    """Never before the right day; exactly there where it began on a working day."""
    due = calendar.PACKAGED.add_working_days(day, count)
    moved, right = calendar.PACKAGED.moved(due, count, ENTERED), ENTERED.add_working_days(day, count)
    assert moved >= right
    assert moved == right or not calendar.PACKAGED.is_working_day(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2021, 7, 22, 15, 59, 59, tzinfo=UTC), date(2021, 7, 22)),
        (datetime(2021, 7, 22, 16, tzinfo=UTC), date(2021, 7, 23)),
        (datetime(2020, 12, 31, 16, tzinfo=UTC), date(2021, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(instant: datetime, day: date) -> None:
    assert calendar.local_day(instant) == day


def test_an_instant_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar.local_day(datetime(2021, 7, 23))  # noqa: DTZ001


@given(DAYS)
def test_a_day_holds_its_first_and_last_instant(day: date) -> None:
    start = calendar.start_of(day)
    assert calendar.local_day(start) == day
    assert calendar.local_day(start - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(DAYS, st.sampled_from(calendar.GRAINS))
def test_windows_are_the_same_for_every_day_in_them(day: date, grain: str) -> None:
    start = calendar.window_start(day, grain)
    assert start <= day
    assert calendar.window_start(start, grain) == start
    assert {"day": start == day, "week": start.weekday() == 0, "month": start.day == 1}[grain]
    assert (day - start).days < {"day": 1, "week": 7, "month": 31}[grain]


def test_another_grain_is_refused() -> None:
    with pytest.raises(ValueError, match="day, week or month"):
        calendar.window_start(date(2021, 7, 1), "year")
