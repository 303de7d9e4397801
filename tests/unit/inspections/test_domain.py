"""The rules of inspections, each over everything it can be asked."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.calendar import PACKAGED
from services.inspections.rounds import rules as rounds
from services.inspections.samples import rules as samples
from tests.kit.refusals import code

OPENS = datetime(2021, 6, 8, 1, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
GAPS = st.timedeltas(min_value=timedelta(days=-10), max_value=timedelta(days=20))


@given(state=st.sampled_from(list(rounds.STATES)), now=GAPS, given_at=st.none() | GAPS)
def test_round_not_open_and_nominated_in_the_future(state: str, now: timedelta, given_at: timedelta | None) -> None:
    slip = None if given_at is None else OPENS + given_at
    at = slip or OPENS + now
    refused = code(
        rounds.nomination_time, state=state, opens_at=OPENS, closes_at=CLOSES, given=slip, now=OPENS + now
    )  # fmt: skip
    if at > OPENS + now + rounds.CLOCK_LEEWAY:
        assert refused == "nominated-in-the-future"
    else:
        assert refused == (None if state == "collecting" and OPENS <= at <= CLOSES else "round-not-open")


@pytest.mark.parametrize("edge", [OPENS, CLOSES])
def test_a_round_is_open_at_its_first_and_last_instant(edge: datetime) -> None:
    how = {"state": "collecting", "opens_at": OPENS, "closes_at": CLOSES, "given": None, "now": edge}
    assert rounds.nomination_time(**how) == edge  # type: ignore[arg-type]


@given(now=GAPS, given_at=st.none() | GAPS)
def test_taken_before_the_round_and_taken_in_the_future(now: timedelta, given_at: timedelta | None) -> None:
    label = None if given_at is None else OPENS + given_at
    at = label or OPENS + now
    refused = code(samples.sampling_time, opens_at=OPENS, given=label, now=OPENS + now)
    if at > OPENS + now + rounds.CLOCK_LEEWAY:
        assert refused == "taken-in-the-future"
    else:
        assert refused == ("taken-before-the-round" if at < OPENS else None)


@given(
    state=st.sampled_from(rounds.STATES),
    unpublished=st.integers(0, 2),
    open_disposals=st.integers(0, 2),
    broken_off=st.booleans(),
)
def test_rule_19_a_round_closes_when_nothing_is_left_or_is_broken_off(
    state: str, unpublished: int, open_disposals: int, broken_off: bool
) -> None:
    left = {"unpublished": unpublished, "open_disposals": open_disposals}
    refused = code(rounds.check_closable, state, broken_off=broken_off, **left)
    if state == "closed":
        assert refused == "round-already-closed"
    elif broken_off:
        assert refused == ("disposal-open" if open_disposals else None)
    elif state not in ("collecting", "publishing"):
        assert refused == "round-not-in-order"
    else:
        assert refused == ("samples-not-published" if unpublished else "disposal-open" if open_disposals else None)


@pytest.mark.parametrize(("state", "to"), list(itertools.product(rounds.STATES, repeat=2)))
def test_a_round_takes_one_step_at_a_time(state: str, to: str) -> None:
    follows = rounds.STATES.index(to) - rounds.STATES.index(state) == 1
    assert code(rounds.check_follows, state, to) == (None if follows else "round-not-in-order")


def test_testing_and_publishing_wait_for_what_is_missing() -> None:
    left = {"unsampled": 1, "unpublished": 1}
    assert code(rounds.check_advance, "drawn", "sampling", **left) is None
    assert code(rounds.check_advance, "sampling", "testing", **left) == "places-not-sampled"
    assert code(rounds.check_advance, "sampling", "testing", **left | {"unsampled": 0}) is None
    assert code(rounds.check_advance, "testing", "publishing", **left) == "samples-not-published"
    assert code(rounds.check_advance, "testing", "publishing", **left | {"unpublished": 0}) is None


@given(state=st.sampled_from(rounds.STATES), committed=GAPS, drawn=GAPS)
def test_rule_12_the_entropy_comes_between_commitment_and_draw(
    state: str, committed: timedelta, drawn: timedelta
) -> None:
    refused = code(rounds.check_committable, state=state, entropy_at=OPENS, now=OPENS + committed)
    late = "committed-after-the-entropy" if committed >= timedelta(0) else None
    assert refused == (late if state == "planned" else "round-not-in-order")
    refused = code(rounds.check_drawable, state=state, entropy_at=OPENS, now=OPENS + drawn)
    early = "drawn-before-the-entropy" if drawn < timedelta(0) else None
    assert refused == (early if state == "planned" else "round-not-in-order")
    assert code(rounds.check_drawable, state="planned", entropy_at=None, now=OPENS) == "seed-not-committed"


def test_rule_17_only_what_was_published_is_superseded_and_it_is_not_analysed_again() -> None:
    for state in samples.STATES:
        published = state == "published"
        verified = {"taken": "sample-not-received", "received": None, "analysed": None}
        assert code(samples.check_analysable, state) == verified.get(state, "result-already-verified")
        how = {"retested": False, "correcting": False}
        assert code(samples.check_correctable, state, **how) == (None if published else "result-not-published")
    assert code(samples.check_correctable, "published", retested=True, correcting=False) == "retest-is-final"
    assert code(samples.check_correctable, "published", retested=False, correcting=True) == "correction-already-open"
    for same, refused in ((True, "correction-changes-nothing"), (False, None)):
        assert code(samples.check_correction, "qualified", "qualified", same_items=same) == refused
        assert code(samples.check_correction, "qualified", "unqualified", same_items=same) is None


@pytest.mark.parametrize(("asker", "decider"), list(itertools.product(("anna", "bo"), repeat=2)))
def test_ins_20_a_correction_is_approved_by_another_person_once(asker: str, decider: str) -> None:
    how = {"requested_by": asker, "by": decider}
    own = "correction-approved-by-requester" if asker == decider else None
    assert code(samples.check_decidable, "requested", approve=True, **how) == own
    assert code(samples.check_decidable, "requested", approve=False, **how) is None
    for state in ("approved", "rejected"):
        assert code(samples.check_decidable, state, approve=True, **how) == "correction-already-decided"


@pytest.mark.parametrize(("analyst", "verifier"), list(itertools.product(("anna", "bo"), repeat=2)))
def test_ins_7_verifier_is_analyst(analyst: str, verifier: str) -> None:
    refused = code(samples.check_verifiable, state="analysed", analysed_by=analyst, verifier=verifier)
    assert refused == ("verifier-is-analyst" if analyst == verifier else None)


def test_ins_7_the_chain_has_no_short_cut() -> None:
    for state in samples.STATES:
        late = state in ("verified", "published")
        how = {"state": state, "analysed_by": "anna", "verifier": "bo"}
        early = "sample-not-analysed" if state in ("taken", "received") else None
        assert code(samples.check_verifiable, **how) == ("result-already-verified" if late else early)
        assert code(samples.check_receivable, state) == (None if state == "taken" else "sample-already-received")
    for state, refused in zip(
        samples.STATES, ["result-not-verified"] * 3 + [None, "result-already-published"], strict=True
    ):
        assert code(samples.check_publishable, state) == refused


@given(state=st.sampled_from(rounds.STATES), drawn=st.booleans())
def test_only_drawn_places_are_sampled_once_there_is_a_draw(state: str, drawn: bool) -> None:
    refused = code(samples.check_samplable, state, drawn=drawn)
    if state == "collecting":
        assert samples.check_samplable(state, drawn=drawn) is False
    elif state != "sampling":
        assert refused == "round-not-sampling"
    else:
        assert refused == (None if drawn else "place-not-drawn")


def test_rule_16_no_inspector_inspects_a_conflicted_place() -> None:
    how = {"assigned": frozenset({"bo"}), "conflicted": frozenset({"anna"})}
    assert code(samples.check_inspector, account="anna", **how) == "inspector-conflicted"
    assert code(samples.check_inspector, account="eve", **how) == "inspector-not-assigned"
    assert code(samples.check_inspector, account="bo", **how) is None
    anonymous: frozenset[str] = frozenset()
    assert code(samples.check_inspector, account="eve", assigned=anonymous, conflicted=anonymous) is None


@pytest.mark.parametrize(("days", "refused"), [(0, None), (12, None), (13, "retest-too-late")])
def test_rule_18_a_retest_is_asked_for_within_seven_working_days(days: int, refused: str | None) -> None:
    """From Thursday 10 June 2021, with the Dragon Boat Festival on Monday 14: the seventh working day is Tuesday 22."""
    published = datetime(2021, 6, 10, 4, tzinfo=UTC)
    asked = published + timedelta(days=days)
    how: dict[str, Any] = {"published_at": published, "now": asked, "calendar": PACKAGED}
    assert code(samples.check_retest_request, verdict="unqualified", **how) == refused
    assert code(samples.check_retest_request, verdict="qualified", **how) == "nothing-to-retest"
    how["published_at"] = None
    assert code(samples.check_retest_request, verdict=None, **how) == "nothing-to-retest"


@pytest.mark.parametrize("items", [["qualified"], ["qualified", "unqualified"], ["unqualified"], ["qualified"] * 3])
def test_ins_21_one_item_that_failed_fails_the_sample(items: list[str]) -> None:
    failed = any(one == "unqualified" for one in items)
    assert code(samples.check_verdict, "unqualified", items) == (None if failed else "verdict-not-of-items")
    assert code(samples.check_verdict, "qualified", items) == ("verdict-not-of-items" if failed else None)
