"""The rules of relief, each over everything it can be asked."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.relief import dates
from services.relief.agreements import rules as agreements
from services.relief.funds import rules as money
from services.relief.limits import Limits
from tests.kit.refusals import code

NOW = datetime(2021, 7, 1, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
PEOPLE = ("anna", "bo", "chen")
STATES = ("requested", "approved", "rejected", "expired", "paid", "reversed")
LIMITS = Limits(approval_threshold_fen=100)


@given(
    verb=st.sampled_from(["opened", "claimed", "received", "consented"]),
    given_at=st.none() | st.timedeltas(min_value=timedelta(days=-500), max_value=timedelta(days=5)),
)
def test_in_the_future(verb: str, given_at: timedelta | None) -> None:
    paper = None if given_at is None else NOW + given_at
    if paper and paper > NOW + dates.CLOCK_LEEWAY:
        assert code(dates.past_time, verb, given=paper, now=NOW) == f"{verb}-in-the-future"
    else:
        assert dates.past_time(verb, given=paper, now=NOW) == (paper or NOW)


@given(st.dictionaries(st.uuids(), st.none() | st.just(NOW), min_size=2, max_size=6), st.data())
def test_a_party_signs_once_and_the_last_signature_is_the_last(
    signatures: dict[UUID, datetime | None], data: st.DataObject
) -> None:
    party = data.draw(st.sampled_from(sorted(signatures)))
    if signatures[party] is not None:
        assert code(agreements.check_signable, "draft", signatures, party) == "already-signed"
        return
    last = agreements.check_signable("draft", signatures, party)
    assert last == (sum(at is None for at in signatures.values()) == 1)
    assert code(agreements.check_signable, "terminated", signatures, party) == "agreement-already-ended"


def test_not_a_party() -> None:
    assert code(agreements.check_signable, "draft", {UUID(int=1): None}, UUID(int=3)) == "not-a-party"


def test_claim_already_settled() -> None:
    assert code(agreements.check_settleable, "accepted") is None
    for state in ("withdrawn", "fulfilled", "lapsed"):
        assert code(agreements.check_settleable, state) == "claim-already-settled"


@given(st.dates(date(2021, 1, 1), date(2022, 1, 1)), st.none() | st.dates(date(2021, 1, 1), date(2022, 1, 1)))
def test_claims_and_agreements_are_over_on_the_day_after_their_last(today: date, last: date | None) -> None:
    runs = last is None or today <= last
    assert code(agreements.check_lapsed, "accepted", due_on=last, today=today) == ("claim-still-runs" if runs else None)
    assert code(agreements.check_over, "active", ends_on=last, today=today) == (
        "agreement-still-runs" if runs else None
    )


@pytest.mark.parametrize("state", ["draft", "active", "ended", "terminated"])
def test_only_what_runs_is_ended_and_only_what_ran_is_renewed(state: str) -> None:
    over = None if state in ("draft", "active") else "agreement-already-ended"
    assert code(agreements.check_terminable, state) == over
    renewed = None if state in ("active", "ended") else "agreement-not-in-force"
    assert code(agreements.check_renewable, state, version=1) == renewed


@given(st.none() | st.integers(1, 99), st.none() | st.integers(1, 99), st.none() | st.integers(1, 99))
def test_a_claim_has_one_measure(quantity: int | None, unit: int | None, amount: int | None) -> None:
    asked = code(agreements.worth, quantity=quantity, unit_fen=unit, amount_fen=amount)
    if amount is not None and quantity is None and unit is None:
        assert agreements.worth(quantity=None, unit_fen=None, amount_fen=amount) == amount
    elif amount is None and quantity is not None and unit is not None:
        assert agreements.worth(quantity=quantity, unit_fen=unit, amount_fen=None) == quantity * unit
    else:
        assert asked == "claim-needs-one-measure"


@pytest.mark.parametrize(("submitter", "approver", "payer"), list(itertools.product(PEOPLE, repeat=3)))
def test_rule_23_three_people(submitter: str, approver: str, payer: str) -> None:
    times = {"now": NOW, "expires_at": LATER}
    approved = code(
        money.check_approvable, state="requested", requested_by=submitter, approvers=[], approver=approver, **times
    )
    assert approved == ("approver-is-submitter" if approver == submitter else None)
    rejected = code(money.check_rejectable, state="approved", requested_by=submitter, decider=approver)
    assert rejected == approved
    if approved is None:
        paid = code(
            money.check_payable, state="approved", requested_by=submitter, approvers=[approver], payer=payer, **times
        )
        expected = {submitter: "payer-is-submitter", approver: "payer-is-approver"}.get(payer)
        assert paid == expected


@pytest.mark.parametrize("state", STATES)
def test_each_step_once_and_in_its_state(state: str) -> None:
    who = {"state": state, "requested_by": "anna"}
    times = {"now": NOW, "expires_at": LATER}
    approved = code(money.check_approvable, **who, approvers=[], approver="bo", **times)
    assert approved == (None if state == "requested" else "disbursement-not-requested")
    paid = code(money.check_payable, **who, approvers=["bo"], payer="chen", **times)
    assert paid == (None if state == "approved" else "disbursement-not-approved")
    settled = None if state in ("requested", "approved") else "disbursement-already-settled"
    assert code(money.check_rejectable, **who, decider="bo") == settled
    assert code(money.check_expired, state=state, now=LATER, expires_at=LATER) == settled


@given(st.timedeltas(timedelta(days=-40), timedelta(days=40)))
def test_rule_25_time_is_over_for_people_when_it_is_for_the_clock(by: timedelta) -> None:
    now = LATER + by
    over = now >= LATER
    people = code(
        money.check_payable,
        state="approved", requested_by="anna", approvers=["bo"], payer="chen", now=now, expires_at=LATER,
    )  # fmt: skip
    clock = code(money.check_expired, state="approved", now=now, expires_at=LATER)
    assert (people, clock) == (("disbursement-expired", None) if over else (None, "disbursement-still-runs"))


def test_somebody_approves_once() -> None:
    asked = code(
        money.check_approvable,
        state="requested", requested_by="anna", approvers=["bo"], approver="bo", now=NOW, expires_at=LATER,
    )  # fmt: skip
    assert asked == "already-approved"


@given(st.lists(st.integers(min_value=1, max_value=250), min_size=1, max_size=8))
def test_rule_23_who_cuts_a_sum_into_parts_meets_two_people_before_the_threshold(parts: list[int]) -> None:
    """However a sum is cut, what one person alone let through stays below the threshold."""
    alone = so_far = 0
    for part in parts:
        needed, split = money.approvals_needed(part, close_by_fen=so_far, limits=LIMITS)
        assert needed == (2 if part >= 100 or so_far + part >= 100 else 1)
        assert split == (needed == 2 and part < 100)
        alone += part if needed == 1 else 0
        so_far += part
    assert alone < 100


@pytest.mark.parametrize("fund", ["general", "medical", "schooling", "other"])
@pytest.mark.parametrize("asked", ["medical", "schooling", "other"])
def test_rule_26_restricted_money_serves_its_purpose(fund: str, asked: str) -> None:
    fits = fund in ("general", asked)
    assert code(money.check_purpose, fund=fund, asked=asked) == (None if fits else "purpose-not-allowed")


@given(st.frozensets(st.integers(1, 5)), st.frozensets(st.integers(1, 5)))
def test_rule_26_every_donor_consents(donors: frozenset[int], consented: frozenset[int]) -> None:
    expected = None if donors <= consented else "donor-consent-missing"
    assert code(money.check_consents, donors, consented) == expected


@pytest.mark.parametrize("kind", ["donation", "pay", "reserve", "void", "donation-reversal", "pay-reversal"])
def test_rule_22_what_is_taken_back_and_who_may(kind: str) -> None:
    who = {"recorded_by": "anna", "reverser": "bo"}
    possible = None if kind in ("donation", "pay") else "entry-not-reversible"
    assert code(money.check_reversible, kind=kind, reversed_before=False, **who) == possible
    if possible is None:
        assert code(money.check_reversible, kind=kind, reversed_before=True, **who) == "entry-already-reversed"
        own = code(money.check_reversible, kind=kind, reversed_before=False, recorded_by="bo", reverser="bo")
        assert own == "reverser-is-recorder"


def test_disclosures_are_due_every_three_months_or_five_days_and_at_the_end() -> None:
    rule = {"months": 3, "emergency_days": 5}
    last = date(2021, 11, 30)
    assert dates.disclosure_due(last, closed=None, emergency=None, **rule) == date(2022, 2, 28)
    assert dates.disclosure_due(last, closed=None, emergency=last, **rule) == date(2021, 12, 5)
    assert dates.disclosure_due(last, closed=None, emergency=date(2021, 11, 1), **rule) == date(2021, 12, 5)
    assert dates.disclosure_due(last, closed=None, emergency=date(2022, 1, 10), **rule) == date(2022, 1, 15)
    assert dates.disclosure_due(last, closed=None, emergency=date(2022, 2, 27), **rule) == date(2022, 2, 28)
    assert dates.disclosure_due(last, closed=date(2022, 1, 5), emergency=last, **rule) == date(2022, 4, 5)
