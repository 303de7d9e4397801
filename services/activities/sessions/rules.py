"""The rules of seats: times, registering, the waiting line, checking in."""

from datetime import datetime, timedelta
from typing import Literal

from kernel.errors import Conflict, Refused

ActivityState = Literal["draft", "published"]
Pool = Literal["on-site", "online"]
Channel = Literal["self", "on-behalf", "walk-in"]
RegistrationState = Literal["confirmed", "cancelled", "called-off"]
LONGEST_SESSION = timedelta(days=2)
# A clock on a steward's phone may run ahead this much.
CLOCK_LEEWAY = timedelta(minutes=5)
DOORS_OPEN_BEFORE = timedelta(hours=2)
# A slip at the door is noticed at once; later, who came is a record of the figures.
UNDO_WITHIN = timedelta(minutes=10)


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """A session ends after it starts and lasts LONGEST_SESSION at most."""
    if ends_at <= starts_at:
        raise Refused("session-ends-before-start")
    if ends_at - starts_at > LONGEST_SESSION:
        raise Refused("session-too-long")


def check_place(*, starts_at: datetime, now: datetime, is_open: bool | None, is_taken: bool) -> None:
    """A session lies ahead, in the venue's open hours, where no other session is (ACT-24).

    `is_open` is None where the venue's hours are not known. Refused("session-in-the-past", "venue-closed-then",
    "venue-taken-then").
    """
    if starts_at < now:
        raise Refused("session-in-the-past")
    if is_open is False:
        raise Refused("venue-closed-then")
    if is_taken:
        raise Refused("venue-taken-then")


def check_stands(*, cancelled_at: datetime | None, ended_at: datetime | None) -> None:
    """People come to a session that was neither cancelled nor ended: Refused("session-cancelled", "session-over")."""
    if cancelled_at is not None:
        raise Refused("session-cancelled")
    if ended_at is not None:
        raise Refused("session-over")


def check_movable(*, starts_at: datetime, begun: bool, attended: int, now: datetime) -> None:
    """A session is moved before it begins and before anybody came (ACT-27).

    Refused("session-begun", "session-attended").
    """
    if begun or starts_at <= now:
        raise Refused("session-begun")
    if attended:
        raise Refused("session-attended")


def check_cancellable(*, attended: int) -> None:
    """Where people came, it took place: it is ended and not cancelled (ACT-28). Refused("session-attended")."""
    if attended:
        raise Refused("session-attended")


def check_endable(*, starts_at: datetime, ends_at: datetime, attended: int, now: datetime) -> None:
    """A session is ended while it runs, or when people are there already (ACT-29).

    Refused("session-not-begun") where it may be cancelled, Refused("session-over").
    """
    if now >= ends_at:
        raise Refused("session-over")
    if now < starts_at and not attended:
        raise Refused("session-not-begun")


def check_seats(*, capacity: int, confirmed: int, online_capacity: int, online_confirmed: int) -> None:
    """No seat that somebody holds is taken away (ACT-30): Refused("fewer-seats-than-taken")."""
    if capacity < confirmed or online_capacity < online_confirmed:
        raise Refused("fewer-seats-than-taken")


def check_publishable(state: str) -> None:
    """A draft is published once."""
    if state != "draft":
        raise Conflict("activity-already-published")


def registration_time(*, activity_state: str, ends_at: datetime, given: datetime | None, now: datetime) -> datetime:
    """When a registration counts: now, or the time on the paper that an operator types in later (ACT-12).

    Refused("activity-not-published"), Refused("session-over") for a registration after the end,
    Refused("registered-in-the-future").
    """
    if activity_state != "published":
        raise Refused("activity-not-published")
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("registered-in-the-future")
    if at > ends_at:
        raise Refused("session-over")
    return at


def cancellation_time(
    *, state: str, scanned_at: datetime | None, registered_at: datetime, given: datetime | None, now: datetime
) -> datetime:
    """A confirmed registration is cancelled once, and not after its person came (RULE-3, RULE-9).

    Refused("cancelled-in-the-future", "cancelled-before-registered") for a time that was typed in.
    """
    if state == "called-off":
        raise Refused("registration-called-off")
    if state != "confirmed":
        raise Conflict("registration-already-cancelled")
    if scanned_at is not None:
        raise Refused("already-checked-in")
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("cancelled-in-the-future")
    if at < registered_at:
        raise Refused("cancelled-before-registered")
    return at


def scan_time(
    *,
    state: str,
    undone_at: datetime | None,
    starts_at: datetime,
    ends_at: datetime,
    given: datetime | None,
    now: datetime,
) -> datetime:
    """The time a check-in counts for: the scan's own, which an offline device uploads later (RULE-7, ACT-9).

    A scan from before the check-in was undone may be the one that was taken back: Refused("check-in-undone").
    """
    if state == "called-off":
        raise Refused("registration-called-off")
    if state != "confirmed":
        raise Refused("registration-cancelled")
    at = given or now
    if undone_at is not None and at <= undone_at:
        raise Refused("check-in-undone")
    if at > now + CLOCK_LEEWAY:
        raise Refused("scanned-in-the-future")
    if at < starts_at - DOORS_OPEN_BEFORE:
        raise Refused("too-early-to-check-in")
    if at > ends_at + DOORS_OPEN_BEFORE:
        raise Refused("session-over")
    return at


def check_undoable(*, scanned_at: datetime | None, checked_in_at: datetime | None, now: datetime) -> None:
    """A check-in is undone within UNDO_WITHIN of the room hearing of it (ACT-8).

    Refused("not-checked-in", "undo-too-late").
    """
    if scanned_at is None:
        raise Refused("not-checked-in")
    if now > (checked_in_at or scanned_at) + UNDO_WITHIN:
        raise Refused("undo-too-late")


def feedback_time(
    *, state: str, scanned_at: datetime | None, ends_at: datetime, given: datetime | None, now: datetime
) -> datetime:
    """Who came may say how it was, when it is over; on paper, which is typed in later.

    Refused("did-not-attend", "session-not-over", "feedback-in-the-future").
    """
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("feedback-in-the-future")
    if state != "confirmed" or scanned_at is None:
        raise Refused("did-not-attend")
    if at < ends_at:
        raise Refused("session-not-over")
    return at


def check_waits(*, activity_state: str, ends_at: datetime, capacity: int, confirmed: int, now: datetime) -> None:
    """A line forms where there are seats and none is free: Refused("no-such-seats", "seats-are-free", …)."""
    if activity_state != "published":
        raise Refused("activity-not-published")
    if now > ends_at:
        raise Refused("session-over")
    if capacity == 0:
        raise Refused("no-such-seats")
    if confirmed < capacity:
        raise Refused("seats-are-free")
