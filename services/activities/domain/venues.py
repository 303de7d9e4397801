"""Who may act at a venue, and what a relay station is asked."""

from datetime import datetime, timedelta
from uuid import UUID

from kernel.errors import Forbidden, Refused

CLOCK_LEEWAY = timedelta(minutes=5)


def check_acts_for(acting: UUID | None, owner: UUID | None) -> None:
    """People of an organisation act at its own venues only; the subdistrict's people everywhere."""
    if acting is not None and acting != owner:
        raise Forbidden("another-organisation")


def visit_time(*, venue_kind: str, run_by: UUID | None, given: datetime | None, now: datetime) -> datetime:
    """When a visit counts. Refused("not-a-relay-station", "station-without-organisation", "visited-in-the-future")."""
    if venue_kind != "relay-station":
        raise Refused("not-a-relay-station")
    if run_by is None:
        raise Refused("station-without-organisation")
    at = given or now
    if at > now + CLOCK_LEEWAY:
        raise Refused("visited-in-the-future")
    return at
