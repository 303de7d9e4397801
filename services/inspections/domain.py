"""The rules of inspections, by name: pure functions of what is stored, what is asked and the time."""

from datetime import datetime, timedelta

from kernel.errors import Conflict, Forbidden, Refused

CLOCK_LEEWAY = timedelta(minutes=5)


def nomination_time(
    *, state: str, opens_at: datetime, closes_at: datetime, given: datetime | None, now: datetime
) -> datetime:
    """When a nomination counts: now, or the time on the paper slip an operator types in later.

    Refused("round-not-open") outside the round's time, Refused("nominated-in-the-future").
    """
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("nominated-in-the-future")
    if state != "open" or not opens_at <= at <= closes_at:
        raise Refused("round-not-open")
    return at


def check_closable(state: str) -> None:
    """A round closes once."""
    if state != "open":
        raise Conflict("round-already-closed")


def sampling_time(*, opens_at: datetime, given: datetime | None, now: datetime) -> datetime:
    """When a sample was taken: not before its round opened, not in the future."""
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("taken-in-the-future")
    if at < opens_at:
        raise Refused("taken-before-the-round")
    return at


def check_analysable(state: str) -> None:
    """A sample is analysed until its result is published: an analyst may correct a finding that nobody verified."""
    if state == "published":
        raise Conflict("result-already-published")


def check_verifiable(*, state: str, analysed_by: str | None, verifier: str) -> None:
    """A finding is verified once, by somebody who did not make it (I7; SENAITE's self-verification is off)."""
    if state == "taken":
        raise Refused("sample-not-analysed")
    if state == "published":
        raise Conflict("result-already-published")
    if analysed_by == verifier:
        raise Forbidden("verifier-is-analyst")


def check_supersedable(state: str) -> None:
    """Only what was published can be superseded (I-17)."""
    if state != "published":
        raise Refused("result-not-published")
