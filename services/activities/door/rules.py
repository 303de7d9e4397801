"""The rules of scans: their time by a phone's clock, and which of them are a conflict (ACT-9)."""

from datetime import datetime
from typing import Literal

from kernel.errors import Conflict, Refused
from services.activities.sessions.rules import DOORS_OPEN_BEFORE

Settlement = Literal["checked-in", "dismissed"]


def true_time(*, scanned_at: datetime, sent_at: datetime, now: datetime) -> datetime:
    """When a scan was made, by the room's clock. `sent_at` is the phone's as it uploads: both are wrong by the same."""
    return min(scanned_at + (now - sent_at), now)


def conflict(
    *,
    state: str | None,
    checked_in: bool,
    elsewhere: bool,
    undone_at: datetime | None,
    starts_at: datetime,
    ends_at: datetime,
    at: datetime,
) -> str | None:
    """Why a scan does not simply count, or None: what `scan_time` of sessions refuses, and more.

    `state` is that of its registration here, None where there is none. `checked_in`: this person is checked in already;
    `elsewhere`: by another phone, so one ticket was shown at two.
    """
    if state is None:
        return "ticket-unknown-here"
    if checked_in:
        return "ticket-shown-twice" if elsewhere else None
    if state == "called-off":
        return "registration-called-off"
    if state != "confirmed":
        return "registration-cancelled"
    if undone_at is not None and at <= undone_at:
        return "check-in-undone"
    if at < starts_at - DOORS_OPEN_BEFORE:
        return "too-early-to-check-in"
    if at > ends_at + DOORS_OPEN_BEFORE:
        return "session-over"
    return None


def settled_time(*, at: datetime, starts_at: datetime, ends_at: datetime) -> datetime:
    """The time of a check-in that people decided on: the scan's, inside the doors' hours."""
    return max(starts_at - DOORS_OPEN_BEFORE, min(at, ends_at + DOORS_OPEN_BEFORE))


def check_settles(*, settlement: Settlement, reason: str | None, settled: bool, state: str | None) -> None:
    """A conflict is settled once, and only a confirmed registration is checked in.

    Conflict("scan-already-settled"), Refused("scan-is-no-conflict", "ticket-unknown-here", "registration-cancelled").
    """
    if settled:
        raise Conflict("scan-already-settled")
    if reason is None:
        raise Refused("scan-is-no-conflict")
    if settlement == "checked-in":
        if state is None:
            raise Refused("ticket-unknown-here")
        if state != "confirmed":
            raise Refused("registration-cancelled")
