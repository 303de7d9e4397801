"""What a relay station is asked."""

from datetime import datetime, timedelta
from uuid import UUID

from kernel.errors import Refused

CLOCK_LEEWAY = timedelta(minutes=5)


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
