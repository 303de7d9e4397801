"""The rules of relief, each over everything it can be asked."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.relief import domain
from tests.kit.refusals import code

NOW = datetime(2021, 7, 1, 1, tzinfo=UTC)
PEOPLE = ("anna", "bo", "chen")


@given(
    verb=st.sampled_from(["opened", "claimed", "received"]),
    given_at=st.none() | st.timedeltas(min_value=timedelta(days=-500), max_value=timedelta(days=5)),
)
def test_in_the_future(verb: str, given_at: timedelta | None) -> None:
    paper = None if given_at is None else NOW + given_at
    if paper and paper > NOW + domain.CLOCK_LEEWAY:
        assert code(domain.past_time, verb, given=paper, now=NOW) == f"{verb}-in-the-future"
    else:
        assert domain.past_time(verb, given=paper, now=NOW) == (paper or NOW)


@given(st.dictionaries(st.uuids(), st.none() | st.just(NOW), min_size=2, max_size=6), st.data())
def test_a_party_signs_once_and_the_last_signature_is_the_last(
    signatures: dict[UUID, datetime | None], data: st.DataObject
) -> None:
    party = data.draw(st.sampled_from(sorted(signatures)))
    if signatures[party] is not None:
        assert code(domain.check_signable, signatures, party) == "already-signed"
        return
    last = domain.check_signable(signatures, party)
    assert last == (sum(at is None for at in signatures.values()) == 1)


def test_not_a_party() -> None:
    assert code(domain.check_signable, {UUID(int=1): None, UUID(int=2): None}, UUID(int=3)) == "not-a-party"


def test_claim_already_settled() -> None:
    assert code(domain.check_settleable, "accepted") is None
    for state in ("withdrawn", "fulfilled"):
        assert code(domain.check_settleable, state) == "claim-already-settled"


@pytest.mark.parametrize(("submitter", "approver", "payer"), list(itertools.product(PEOPLE, repeat=3)))
def test_i23_three_people(submitter: str, approver: str, payer: str) -> None:
    decided = code(domain.check_decidable, state="requested", requested_by=submitter, decider=approver)
    assert decided == ("approver-is-submitter" if approver == submitter else None)
    if decided is None:
        paid = code(
            domain.check_payable, state="approved", requested_by=submitter, approved_by=approver, payer=payer
        )  # fmt: skip
        expected = {submitter: "payer-is-submitter", approver: "payer-is-approver"}.get(payer)
        assert paid == expected


@pytest.mark.parametrize("state", ["requested", "approved", "rejected", "paid"])
def test_disbursement_not_requested_and_not_approved(state: str) -> None:
    decided = code(domain.check_decidable, state=state, requested_by="anna", decider="bo")
    assert decided == (None if state == "requested" else "disbursement-not-requested")
    paid = code(domain.check_payable, state=state, requested_by="anna", approved_by="bo", payer="chen")
    assert paid == (None if state == "approved" else "disbursement-not-approved")
