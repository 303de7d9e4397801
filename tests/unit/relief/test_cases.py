"""A household's case: caps, duplicates, and what happens in public before it is paid."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.relief.cases import rules as cases
from tests.kit.refusals import code

TODAY = date(2021, 7, 1)
STANDARD = 100
GRANTS = st.builds(
    lambda start, days, fen, members: cases.Grant(
        TODAY + timedelta(days=start), TODAY + timedelta(days=start + days), fen, frozenset(members)
    ),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(1, 300),
    st.sets(st.sampled_from([b"a", b"b", b"c", b"d"]), min_size=1, max_size=3),
)


@given(st.integers(1, 10), st.integers(1, 6), st.integers(1, 1500))
def test_a_grant_is_within_the_laws_amount_and_time(persons: int, months: int, monthly: int) -> None:
    cap = cases.cap(STANDARD, persons)
    refused = code(cases.check_grant, monthly_fen=monthly, months=months, cap_fen=cap)
    expected = "case-months-exceeded" if months > 3 else "case-above-cap" if monthly > STANDARD * persons else None
    assert refused == expected


@given(st.lists(GRANTS, max_size=6))
def test_rule_30_no_household_is_above_its_cap_on_any_day(asked: list[cases.Grant]) -> None:
    granted: list[cases.Grant] = []
    for grant in asked:
        alone = grant.monthly_fen <= STANDARD * len(grant.members)
        if alone and code(cases.check_household, grant, granted, STANDARD) is None:
            granted.append(grant)
    for day in (TODAY + timedelta(days=n) for n in range(125)):
        for people, fen in households([g for g in granted if g.starts_on <= day <= g.valid_until]):
            assert fen <= STANDARD * len(people)


def test_rule_30_a_grant_that_ends_takes_the_people_along_who_raised_the_cap() -> None:
    """Within the cap of two people on the first day; on the second, one of them is left with the money."""
    first = cases.Grant(TODAY, TODAY, 1, frozenset({b"a", b"b"}))
    second = cases.Grant(TODAY, TODAY + timedelta(days=1), 95, frozenset({b"a"}))
    third = cases.Grant(TODAY, TODAY + timedelta(days=1), 6, frozenset({b"a"}))
    assert code(cases.check_household, third, [first, second], STANDARD) == "household-above-cap"
    assert code(cases.check_household, third, [first], STANDARD) is None


def households(running: list[cases.Grant]) -> list[tuple[set[bytes], int]]:
    """Grants joined by shared people, by merging: another way than the rule's."""
    found: list[tuple[set[bytes], int]] = []
    for grant in running:
        apart = [h for h in found if h[0].isdisjoint(grant.members)]
        touched = [h for h in found if not h[0].isdisjoint(grant.members)]
        people = set(grant.members).union(*(h[0] for h in touched))
        found = [*apart, (people, grant.monthly_fen + sum(h[1] for h in touched))]
    return found


@pytest.mark.parametrize(("opener", "validator", "decider"), list(itertools.product("abc", repeat=3)))
def test_three_people_open_validate_and_decide(opener: str, validator: str, decider: str) -> None:
    validated = code(cases.check_validatable, state="draft", opened_by=opener, validator=validator)
    assert validated == ("case-validator-is-submitter" if opener == validator else None)
    if validated is None:
        decided = code(
            cases.check_decidable, state="validated", opened_by=opener, validated_by=validator, decider=decider
        )
        expected = {opener: "case-approver-is-submitter", validator: "case-approver-is-validator"}.get(decider)
        assert decided == expected


@pytest.mark.parametrize("state", ["draft", "validated", "approved", "paid", "rejected", "expired"])
def test_each_step_in_its_state(state: str) -> None:
    over = state in ("paid", "rejected", "expired")
    validated = code(cases.check_validatable, state=state, opened_by="a", validator="b")
    assert validated == (None if state == "draft" else "case-not-draft")
    decided = code(cases.check_decidable, state=state, opened_by="a", validated_by="b", decider="c")
    assert decided == (None if state == "validated" else "case-not-validated")
    for last, known in ((TODAY, state == "paid"), (TODAY - timedelta(days=1), False)):
        erased = code(cases.check_erasable, state=state, valid_until=last, today=TODAY)
        assert erased == (None if over and not known else "case-still-open")
    expired = code(cases.check_over, state=state, valid_until=TODAY - timedelta(days=1), today=TODAY)
    assert expired == ("case-still-runs" if over else None)
    assert code(cases.check_over, state=state, valid_until=TODAY, today=TODAY) == "case-still-runs"
    drawn = code(
        cases.check_drawable,
        state=state, today=TODAY, starts_on=TODAY, valid_until=TODAY, left_fen=5, amount_fen=5,
    )  # fmt: skip
    assert drawn == (None if state == "approved" else "case-not-approved")


@given(st.integers(-3, 3), st.integers(0, 10), st.integers(1, 10))
def test_money_is_drawn_in_the_cases_time_up_to_its_grant(by: int, left: int, amount: int) -> None:
    drawn = code(
        cases.check_drawable,
        state="approved", today=TODAY + timedelta(days=by), starts_on=TODAY, valid_until=TODAY + timedelta(days=1),
        left_fen=left, amount_fen=amount,
    )  # fmt: skip
    assert drawn == ("case-not-valid" if by not in (0, 1) else "case-grant-exceeded" if amount > left else None)


@given(st.none() | st.integers(-3, 3), st.lists(st.sampled_from(["open", "upheld", "dismissed"]), max_size=3))
def test_nothing_is_paid_before_the_window_ended_without_an_upheld_objection(
    closes: int | None, found: list[str]
) -> None:
    closes_on = None if closes is None else TODAY + timedelta(days=closes)
    refused = code(cases.check_noticed, closes_on=closes_on, today=TODAY, objections=found)
    may = closes is not None and closes < 0 and not {"open", "upheld"} & set(found)
    assert (refused is None) == may


def test_a_band_shows_no_amount() -> None:
    assert [cases.band(fen) for fen in (1, 99_999, 100_000, 499_999, 999_999, 10**9)] == [
        "below-1000", "below-1000", "1000-3000", "3000-5000", "5000-10000", "10000-and-more",
    ]  # fmt: skip
