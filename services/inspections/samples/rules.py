"""Samples: taken, received, analysed, verified, published, superseded, re-tested (INS-7 to INS-9, RULE-17, RULE-18)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args

from kernel.calendar import WorkingCalendar
from kernel.errors import Conflict, Forbidden, Refused
from services.inspections.rounds.rules import CLOCK_LEEWAY
from services.inspections.samples.deadlines import RETEST_WORKING_DAYS, due, is_late

State = Literal["taken", "received", "analysed", "verified", "published"]
STATES: tuple[State, ...] = get_args(State)
Verdict = Literal["qualified", "unqualified"]


def sampling_time(*, opens_at: datetime, given: datetime | None, now: datetime) -> datetime:
    """When a sample was taken: not before its round opened, not in the future."""
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("taken-in-the-future")
    if at < opens_at:
        raise Refused("taken-before-the-round")
    return at


def check_samplable(state: str, *, drawn: bool) -> bool:
    """Whether the sample counts as one of a drawn place. While people name places it is one of the stand's; from the
    draw on only drawn places are sampled, while the round is sampling."""
    if state == "collecting":
        return False
    if state != "sampling":
        raise Refused("round-not-sampling")
    if not drawn:
        raise Refused("place-not-drawn")
    return True


def check_inspector(*, account: str, assigned: frozenset[str], conflicted: frozenset[str]) -> None:
    """No inspector inspects a conflicted place (RULE-16); where inspectors were drawn, only they sample."""
    if account in conflicted:
        raise Forbidden("inspector-conflicted")
    if assigned and account not in assigned:
        raise Forbidden("inspector-not-assigned")


def check_receivable(state: str) -> None:
    """A laboratory receives a sample once."""
    if state != "taken":
        raise Conflict("sample-already-received")


def check_analysable(state: str) -> None:
    """A sample is analysed until somebody verified it: an analyst may correct a finding that is not verified."""
    if state == "taken":
        raise Refused("sample-not-received")
    if state in ("verified", "published"):
        raise Conflict("result-already-verified")


def check_verdict(verdict: Verdict, of_items: Sequence[Verdict]) -> None:
    """One item that failed fails the sample, and nothing else does (INS-21)."""
    follows = "unqualified" if "unqualified" in of_items else "qualified"
    if verdict != follows:
        raise Refused("verdict-not-of-items")


def check_verifiable(*, state: str, analysed_by: str | None, verifier: str) -> None:
    """A finding is verified once, by somebody who did not make it (INS-7; SENAITE's self-verification is off)."""
    if state in ("taken", "received"):
        raise Refused("sample-not-analysed")
    if state != "analysed":
        raise Conflict("result-already-verified")
    if analysed_by == verifier:
        raise Forbidden("verifier-is-analyst")


def check_returnable(*, state: str, analysed_by: str | None, verifier: str) -> None:
    """Until it is published a finding may go back, by somebody who did not make it (INS-7)."""
    if state in ("taken", "received"):
        raise Refused("sample-not-analysed")
    if state == "published":
        raise Conflict("result-already-published")
    if analysed_by == verifier:
        raise Forbidden("verifier-is-analyst")


def check_publishable(state: str) -> None:
    """What was verified is published, once."""
    if state == "published":
        raise Conflict("result-already-published")
    if state != "verified":
        raise Refused("result-not-verified")


def check_correctable(state: str, *, retested: bool, correcting: bool) -> None:
    """Only a published result can be corrected (RULE-17), not the re-test's own (RULE-18), and once at a time."""
    if state != "published":
        raise Refused("result-not-published")
    if retested:
        raise Refused("retest-is-final")
    if correcting:
        raise Conflict("correction-already-open")


def check_correction(holds: str, verdict: str, *, same_items: bool) -> None:
    """A clerical error changes the verdict or what was tested, or there is nothing to correct."""
    if verdict == holds and same_items:
        raise Refused("correction-changes-nothing")


def check_decidable(state: str, *, requested_by: str, by: str, approve: bool) -> None:
    """A correction is decided once, and approved by somebody who did not ask for it (INS-20)."""
    if state != "requested":
        raise Conflict("correction-already-decided")
    if approve and by == requested_by:
        raise Forbidden("correction-approved-by-requester")


def check_retest_request(
    *, verdict: str | None, published_at: datetime | None, now: datetime, calendar: WorkingCalendar
) -> None:
    """A failure may be re-tested when that is asked for within seven working days of its publication (RULE-18)."""
    if verdict != "unqualified" or published_at is None:
        raise Refused("nothing-to-retest")
    if is_late(due(published_at, RETEST_WORKING_DAYS, calendar), now):
        raise Refused("retest-too-late")
