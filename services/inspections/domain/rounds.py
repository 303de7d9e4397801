"""A round's life, in order: collecting, frozen, planned, drawn, sampling, testing, publishing, closed."""

from datetime import datetime, timedelta

from kernel.errors import Conflict, Refused

STATES = ("collecting", "frozen", "planned", "drawn", "sampling", "testing", "publishing", "closed")
CLOCK_LEEWAY = timedelta(minutes=5)


def check_follows(state: str, following: str) -> None:
    """A round takes one step at a time, forwards."""
    if STATES.index(following) != STATES.index(state) + 1:
        raise Conflict("round-not-in-order")


def nomination_time(
    *, state: str, opens_at: datetime, closes_at: datetime, given: datetime | None, now: datetime
) -> datetime:
    """When a nomination counts: now, or the time on the paper slip an operator types in later.

    Refused("round-not-open") outside the round's time, Refused("nominated-in-the-future").
    """
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("nominated-in-the-future")
    if state != "collecting" or not opens_at <= at <= closes_at:
        raise Refused("round-not-open")
    return at


def check_committable(*, state: str, entropy_at: datetime, now: datetime) -> None:
    """The seed is committed to after the plan stands and before the public entropy exists (I-12)."""
    if state != "planned":
        raise Conflict("round-not-in-order")
    if entropy_at <= now:
        raise Refused("committed-after-the-entropy")


def check_drawable(*, state: str, entropy_at: datetime | None, now: datetime) -> None:
    """The draw is made once, with entropy that did not exist when the seed was committed to."""
    check_follows(state, "drawn")
    if entropy_at is None:
        raise Refused("seed-not-committed")
    if now < entropy_at:
        raise Refused("drawn-before-the-entropy")


def check_replaceable(*, state: str, sampled: bool) -> None:
    """A drawn place is replaced while samples are still to be taken there."""
    if state not in ("drawn", "sampling"):
        raise Conflict("round-not-in-order")
    if sampled:
        raise Refused("place-already-sampled")


def check_advance(state: str, to: str, *, unsampled: int, unpublished: int) -> None:
    """Testing begins when every drawn place was sampled, publishing when every sample of the round is published."""
    check_follows(state, to)
    if to == "testing" and unsampled:
        raise Refused("places-not-sampled")
    if to == "publishing" and unpublished:
        raise Refused("samples-not-published")


def check_closable(state: str, *, unpublished: int, open_disposals: int) -> None:
    """A round closes once: after publishing, or before its freeze when nothing will be drawn; and only with every
    sample published and no disposal open (I-19)."""
    if state == "closed":
        raise Conflict("round-already-closed")
    if state not in ("collecting", "publishing"):
        raise Conflict("round-not-in-order")
    if unpublished:
        raise Refused("samples-not-published")
    if open_disposals:
        raise Refused("disposal-open")
