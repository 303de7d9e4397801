"""The fold: late and reordered facts end in the same figures (RULE-33), corrections amend what they replace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.events import activities, inspections, relief
from services.engagement.fold import Cell, Tally, fold

UUID_A = "018f3c1e-0000-7000-8000-00000000000a"
UUID_B = "018f3c1e-0000-7000-8000-00000000000b"
NOON = datetime(2021, 7, 23, 4, 0, tzinfo=UTC)
NOW_AND_THEN = NOON + timedelta(days=40)
PLACE: dict[str, Any] = {"programme": "suishenxue", "organisation_id": UUID_A, "venue_id": UUID_B}
CELL = Cell(date(2021, 7, 23), "activities", "suishenxue", UUID_A, UUID_B)


def registered(number: int = 1, at: datetime = NOON, starts: datetime = NOON) -> activities.RegistrationConfirmed:
    return activities.RegistrationConfirmed(
        session_id=UUID_A, registration_id=ref(number), activity_id=UUID_A, subject_ref=ref(number),
        session_starts_at=starts, channel="self", registered_at=at, **PLACE,
    )  # fmt: skip


def cancelled(number: int = 1, at: datetime = NOON) -> activities.RegistrationCancelled:
    return activities.RegistrationCancelled(
        session_id=UUID_A, registration_id=ref(number), activity_id=UUID_A, subject_ref=ref(number),
        session_starts_at=NOON, registered_at=NOON, cancelled_at=at, **PLACE,
    )  # fmt: skip


def seen(number: int = 1) -> activities.AttendanceCheckedIn:
    return activities.AttendanceCheckedIn(
        session_id=UUID_A, registration_id=ref(number), activity_id=UUID_A, subject_ref=ref(number),
        session_starts_at=NOON, scanned_at=NOON, **PLACE,
    )  # fmt: skip


def ref(number: int) -> str:
    return f"018f3c1e-0000-7000-8000-{number:012x}"


def sums(*events: Any) -> dict[tuple[Cell, str], int]:
    return {key: value for key, value in fold(Tally(), events).sums.items() if value}


def test_the_day_is_shanghais() -> None:
    late = datetime(2021, 7, 22, 16, 30, tzinfo=UTC)
    assert sums(registered(at=late))[CELL, "registrations"] == 1
    early = datetime(2021, 7, 22, 15, 59, tzinfo=UTC)
    assert sums(registered(at=early))[CELL._replace(day=date(2021, 7, 22)), "registrations"] == 1


def test_a_registration_counts_on_its_day_and_is_expected_on_the_sessions() -> None:
    starts = NOON + timedelta(days=5)
    found = sums(registered(starts=starts))
    assert found == {
        (CELL, "registrations"): 1,
        (CELL._replace(day=date(2021, 7, 28)), "expected"): 1,
    }


def test_a_cancellation_takes_back_what_was_expected_and_leaves_what_happened() -> None:
    found = sums(registered(), cancelled(at=NOON + timedelta(days=1)))
    assert found == {
        (CELL, "registrations"): 1,
        (CELL._replace(day=date(2021, 7, 24)), "cancellations"): 1,
    }


def test_registrations_visits_and_people_are_kept_apart() -> None:
    tally = fold(Tally(), [registered(1), cancelled(1), registered(1), seen(1), registered(2)])
    assert tally.sums[CELL, "registrations"] == 3
    assert tally.sums[CELL, "attended"] == 1
    people = {
        subject for (_, metric, subject), times in tally.people.items() if metric == "people_registered" and times
    }
    assert people == {ref(1), ref(2)}


def test_a_nomination_that_is_replaced_moves_with_its_person() -> None:
    def nominated(at: datetime, replaces: inspections.ReplacedNomination | None) -> inspections.NominationMade:
        return inspections.NominationMade(
            round_id=UUID_A, programme="week", organisation_id=UUID_A, subject_ref=ref(1), establishment_id=UUID_B,
            category="tea", nomination_id=UUID_A, nominated_at=at, replaces=replaces,
        )  # fmt: skip

    first = nominated(NOON, None)
    before = inspections.ReplacedNomination(establishment_id=UUID_B, category="tea", nominated_at=NOON)
    tally = fold(Tally(), [first, nominated(NOON + timedelta(days=2), before)])
    moved = Cell(date(2021, 7, 25), "inspections", "week", UUID_A, "")
    assert {k: v for k, v in tally.sums.items() if v} == {(moved, "nominations"): 1}
    assert {k: v for k, v in tally.people.items() if v} == {(moved, "people_nominating", ref(1)): 1}


def test_a_vote_that_is_not_verified_is_no_figure_and_one_from_before_is() -> None:
    def nominated(**verified: bool) -> inspections.NominationMade:
        return inspections.NominationMade(
            round_id=UUID_A, programme="p", organisation_id=UUID_A, subject_ref=ref(1), establishment_id=UUID_A,
            category="tea", nomination_id=UUID_A, nominated_at=NOON, replaces=None, **verified,
        )  # fmt: skip

    assert fold(Tally(), [nominated(verified=False)]) == Tally()
    for counted in (nominated(), nominated(verified=True)):
        assert [v for (_, metric), v in fold(Tally(), [counted]).sums.items() if metric == "nominations"] == [1]


def test_a_superseded_verdict_amends_the_day_of_the_sample() -> None:
    sample: dict[str, Any] = {
        "sample_id": UUID_A, "round_id": UUID_A, "programme": "week", "organisation_id": UUID_A,
        "establishment_id": UUID_B, "taken_at": NOON,
    }  # fmt: skip
    later = NOON + timedelta(days=40)
    first = inspections.ResultPublished(version=1, verdict="unqualified", published_at=NOON, **sample)
    second = inspections.ResultSuperseded(
        version=2, verdict="qualified", published_at=later, reason="retest",
        supersedes=inspections.SupersededResult(version=1, verdict="unqualified", published_at=NOON), **sample,
    )  # fmt: skip
    cell = Cell(date(2021, 7, 23), "inspections", "week", UUID_A, "")
    assert sums(first) == {(cell, "unqualified"): 1}
    assert sums(first, second) == {(cell, "qualified"): 1}


def test_money_is_reserved_until_it_is_paid_or_released() -> None:
    asked: dict[str, Any] = {
        "fund_id": UUID_A, "disbursement_id": UUID_A, "programme": "fumin", "organisation_id": UUID_A,
        "amount_fen": 700, "purpose": "medical", "requested_at": NOON,
    }  # fmt: skip
    requested = relief.DisbursementRequested(**asked)
    paid = relief.DisbursementPaid(paid_at=NOON + timedelta(days=3), **asked)
    rejected = relief.DisbursementRejected(rejected_at=NOON + timedelta(days=3), **asked)
    cell = Cell(date(2021, 7, 23), "relief", "fumin", UUID_A, "")
    assert sums(requested) == {(cell, "reserved_fen"): 700}
    assert sums(requested, paid) == {(cell._replace(day=date(2021, 7, 26)), "disbursed_fen"): 700}
    assert sums(requested, rejected) == {}
    expired = relief.DisbursementExpired(expired_at=NOW_AND_THEN, **asked)
    assert sums(requested, expired) == {}
    back = relief.DisbursementReversed(paid_at=NOON + timedelta(days=3), reversed_at=NOW_AND_THEN, **asked)
    assert sums(requested, paid, back) == {}


def test_a_gift_taken_back_is_taken_back_on_the_day_it_came() -> None:
    gift: dict[str, Any] = {
        "fund_id": UUID_A, "programme": "fumin", "donation_id": UUID_A, "organisation_id": UUID_A,
        "amount_fen": 700, "received_at": NOON,
    }  # fmt: skip
    received = relief.DonationReceived(source="operator", **gift)
    taken_back = relief.DonationReversed(reversed_at=NOW_AND_THEN, **gift)
    cell = Cell(date(2021, 7, 23), "relief", "fumin", UUID_A, "")
    assert sums(received) == {(cell, "received_fen"): 700}
    assert sums(received, taken_back) == {}


def test_a_claim_is_counted_by_its_present_state_on_the_day_it_was_made() -> None:
    claim: dict[str, Any] = {
        "claim_id": UUID_A, "project_id": UUID_A, "programme": "fumin", "organisation_id": UUID_A,
        "amount_fen": 900, "claimed_at": NOON,
    }  # fmt: skip
    accepted = relief.ClaimAccepted(**claim)
    withdrawn = relief.ClaimWithdrawn(withdrawn_at=NOON + timedelta(days=9), **claim)
    fulfilled = relief.ClaimFulfilled(fulfilled_at=NOON + timedelta(days=9), **claim)
    cell = Cell(date(2021, 7, 23), "relief", "fumin", UUID_A, "")
    lapsed = relief.ClaimLapsed(lapsed_at=NOW_AND_THEN, **claim)
    assert sums(accepted, lapsed) == {(cell, "claims_lapsed"): 1}
    assert sums(accepted, withdrawn) == {(cell, "claims_withdrawn"): 1}
    assert sums(accepted, fulfilled) == {(cell, "claims_fulfilled"): 1, (cell, "pledged_fen"): 900}


@st.composite
def histories(draw: st.DrawFn) -> list[list[Any]]:
    """Histories of a few sessions' registrations, each in its own order."""
    found = []
    for session in range(draw(st.integers(1, 5))):
        at = NOON + timedelta(hours=draw(st.integers(-200, 200)))
        history: list[Any] = [registered(session * 10 + 1, at=at)]
        if draw(st.booleans()):
            history.append(draw(st.sampled_from([cancelled(session * 10 + 1, at=at), seen(session * 10 + 1)])))
        found.append(history)
    return found


@given(histories(), st.randoms())
def test_order_between_aggregates_does_not_matter(found: list[list[Any]], random: Any) -> None:
    """RULE-33: any interleaving that keeps each aggregate's order gives the same figures."""
    queues = [list(history) for history in found]
    mixed = []
    while any(queues):
        queue = random.choice([q for q in queues if q])
        mixed.append(queue.pop(0))
    straight = fold(Tally(), [event for history in found for event in history])
    shuffled = fold(Tally(), mixed)
    assert (straight.sums, straight.people) == (shuffled.sums, shuffled.people)


@given(histories(), st.integers(0, 10))
def test_batches_add_up_to_the_whole(found: list[list[Any]], cut: int) -> None:
    events = [event for history in found for event in history]
    whole, parts = fold(Tally(), events), fold(fold(Tally(), events[:cut]), events[cut:])
    assert (whole.sums, whole.people) == (parts.sums, parts.people)
