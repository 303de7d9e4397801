"""The rules of scans: a phone's wrong clock, and what is a conflict (ACT-9)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.activities.door.rules import conflict, settled_time, true_time
from services.activities.sessions.rules import DOORS_OPEN_BEFORE

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ENDS = NOON + timedelta(hours=2)
ANY = st.timedeltas(min_value=-timedelta(days=900), max_value=timedelta(days=900))
AGO = st.timedeltas(min_value=timedelta(), max_value=timedelta(hours=5))


@given(wrong=ANY, ago=AGO)
def test_act_9_a_clock_that_is_wrong_by_the_same_all_along_changes_no_time(wrong: timedelta, ago: timedelta) -> None:
    now = NOON + timedelta(hours=1)
    assert true_time(scanned_at=now - ago + wrong, sent_at=now + wrong, now=now) == now - ago


@given(ahead=ANY)
def test_act_9_no_scan_is_in_the_future(ahead: timedelta) -> None:
    assert true_time(scanned_at=NOON + ahead, sent_at=NOON, now=NOON) <= NOON


@given(offset=ANY)
def test_act_9_a_scan_counts_within_the_doors_hours_and_is_settled_into_them(offset: timedelta) -> None:
    at = NOON + offset
    how = {"state": "confirmed", "checked_in": False, "elsewhere": False, "undone_at": None}
    found = conflict(**how, starts_at=NOON, ends_at=ENDS, at=at)  # type: ignore[arg-type]
    inside = NOON - DOORS_OPEN_BEFORE <= at <= ENDS + DOORS_OPEN_BEFORE
    assert (found is None) == inside
    settled = settled_time(at=at, starts_at=NOON, ends_at=ENDS)
    assert NOON - DOORS_OPEN_BEFORE <= settled <= ENDS + DOORS_OPEN_BEFORE
    assert not inside or settled == at


def test_act_9_a_scan_of_a_seat_that_is_no_more_says_why() -> None:
    found = {
        state: conflict(
            state=state, checked_in=False, elsewhere=False, undone_at=None, starts_at=NOON, ends_at=ENDS, at=NOON
        )
        for state in ("confirmed", "cancelled", "called-off", None)
    }
    assert found == {
        "confirmed": None,
        "cancelled": "registration-cancelled",
        "called-off": "registration-called-off",
        None: "ticket-unknown-here",
    }
