"""The rules of inspections, each over everything it can be asked."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.inspections import domain
from tests.kit.refusals import code

OPENS = datetime(2021, 6, 8, 1, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
GAPS = st.timedeltas(min_value=timedelta(days=-10), max_value=timedelta(days=20))


@given(state=st.sampled_from(["open", "closed"]), now=GAPS, given_at=st.none() | GAPS)
def test_round_not_open_and_nominated_in_the_future(state: str, now: timedelta, given_at: timedelta | None) -> None:
    slip = None if given_at is None else OPENS + given_at
    at = slip or OPENS + now
    refused = code(
        domain.nomination_time, state=state, opens_at=OPENS, closes_at=CLOSES, given=slip, now=OPENS + now
    )  # fmt: skip
    if at > OPENS + now + domain.CLOCK_LEEWAY:
        assert refused == "nominated-in-the-future"
    else:
        assert refused == (None if state == "open" and OPENS <= at <= CLOSES else "round-not-open")


@pytest.mark.parametrize("edge", [OPENS, CLOSES])
def test_a_round_is_open_at_its_first_and_last_instant(edge: datetime) -> None:
    how = {"state": "open", "opens_at": OPENS, "closes_at": CLOSES, "given": None, "now": edge}
    assert domain.nomination_time(**how) == edge  # type: ignore[arg-type]


@given(now=GAPS, given_at=st.none() | GAPS)
def test_taken_before_the_round_and_taken_in_the_future(now: timedelta, given_at: timedelta | None) -> None:
    label = None if given_at is None else OPENS + given_at
    at = label or OPENS + now
    refused = code(domain.sampling_time, opens_at=OPENS, given=label, now=OPENS + now)
    if at > OPENS + now + domain.CLOCK_LEEWAY:
        assert refused == "taken-in-the-future"
    else:
        assert refused == ("taken-before-the-round" if at < OPENS else None)


def test_round_already_closed() -> None:
    assert code(domain.check_closable, "open") is None
    assert code(domain.check_closable, "closed") == "round-already-closed"


def test_i17_only_what_was_published_is_superseded_and_it_is_not_analysed_again() -> None:
    for state in ("taken", "analysed", "published"):
        published = state == "published"
        assert code(domain.check_analysable, state) == ("result-already-published" if published else None)
        assert code(domain.check_supersedable, state) == (None if published else "result-not-published")


@pytest.mark.parametrize(("analyst", "verifier"), list(itertools.product(("anna", "bo"), repeat=2)))
def test_i7_verifier_is_analyst(analyst: str, verifier: str) -> None:
    refused = code(domain.check_verifiable, state="analysed", analysed_by=analyst, verifier=verifier)
    assert refused == ("verifier-is-analyst" if analyst == verifier else None)


def test_sample_not_analysed_and_result_already_published() -> None:
    assert code(domain.check_verifiable, state="taken", analysed_by=None, verifier="bo") == "sample-not-analysed"
    how = {"state": "published", "analysed_by": "anna", "verifier": "bo"}
    assert code(domain.check_verifiable, **how) == "result-already-published"
