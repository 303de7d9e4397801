"""The rules of activities, each over everything it can be asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.activities.sessions import rules as domain
from tests.kit.refusals import code

NOON = datetime(2021, 7, 23, 4, tzinfo=UTC)
GAPS = st.timedeltas(min_value=timedelta(days=-5), max_value=timedelta(days=5))
SECOND = timedelta(seconds=1)


@given(GAPS)
def test_session_ends_before_start_and_session_too_long(lasts: timedelta) -> None:
    refused = code(domain.check_times, NOON, NOON + lasts)
    if lasts <= timedelta():
        assert refused == "session-ends-before-start"
    else:
        assert refused == ("session-too-long" if lasts > domain.LONGEST_SESSION else None)


GAP = timedelta(days=1)


@pytest.mark.parametrize(("lasts", "refused"), [(0, "session-ends-before-start"), (2 * 86400, None)])
def test_session_times_at_their_edges(lasts: int, refused: str | None) -> None:
    assert code(domain.check_times, NOON, NOON + lasts * SECOND) == refused


def test_activity_already_published() -> None:
    assert code(domain.check_publishable, "draft") is None
    assert code(domain.check_publishable, "published") == "activity-already-published"


@given(now=GAPS, given_at=st.none() | GAPS)
def test_registered_in_the_future_and_session_over(now: timedelta, given_at: timedelta | None) -> None:
    paper = None if given_at is None else NOON + given_at
    how = {"activity_state": "published", "ends_at": NOON, "given": paper, "now": NOON + now}
    at = paper or NOON + now
    refused = code(domain.registration_time, **how)
    if at > NOON + now + domain.CLOCK_LEEWAY:
        assert refused == "registered-in-the-future"
    elif at > NOON:
        assert refused == "session-over"
    else:
        assert refused is None
        assert domain.registration_time(**how) == at  # type: ignore[arg-type]


@given(GAPS)
def test_activity_not_published_comes_first(now: timedelta) -> None:
    how = {"activity_state": "draft", "ends_at": NOON, "given": None, "now": NOON + now}
    assert code(domain.registration_time, **how) == "activity-not-published"


@pytest.mark.parametrize(
    ("state", "scanned", "refused"),
    [
        ("confirmed", None, None),
        ("confirmed", NOON, "already-checked-in"),
        ("cancelled", None, "registration-already-cancelled"),
        ("cancelled", NOON, "registration-already-cancelled"),
    ],
)
def test_rule_3_rule_9_a_registration_is_cancelled_once_and_not_after_its_person_came(
    state: str, scanned: datetime | None, refused: str | None
) -> None:
    how = {"state": state, "scanned_at": scanned, "registered_at": NOON - GAP, "now": NOON}
    assert code(domain.cancellation_time, given=None, **how) == refused
    if refused is None:
        assert code(domain.cancellation_time, given=NOON + GAP, **how) == "cancelled-in-the-future"
        assert code(domain.cancellation_time, given=NOON - 2 * GAP, **how) == "cancelled-before-registered"


@given(now=GAPS, given_at=st.none() | GAPS)
def test_rule_7_a_scan_keeps_its_own_time_inside_the_doors_hours(now: timedelta, given_at: timedelta | None) -> None:
    scan = None if given_at is None else NOON + given_at
    ends = NOON + timedelta(hours=2)
    how = {"state": "confirmed", "starts_at": NOON, "ends_at": ends, "given": scan, "now": NOON + now}
    how["undone_at"] = None
    at = scan or NOON + now
    refused = code(domain.scan_time, **how)
    if at > NOON + now + domain.CLOCK_LEEWAY:
        assert refused == "scanned-in-the-future"
    elif at < NOON - domain.DOORS_OPEN_BEFORE:
        assert refused == "too-early-to-check-in"
    elif at > ends + domain.DOORS_OPEN_BEFORE:
        assert refused == "session-over"
    else:
        assert refused is None
        assert domain.scan_time(**how) == at  # type: ignore[arg-type]


def test_rule_9_a_cancelled_registration_is_not_checked_in() -> None:
    how = {"state": "cancelled", "undone_at": None, "starts_at": NOON, "ends_at": NOON, "given": None, "now": NOON}
    assert code(domain.scan_time, **how) == "registration-cancelled"
