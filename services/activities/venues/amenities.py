"""How an amenity reads: as it was last seen, until that is too long ago to be believed (ACT-17, RULE-38)."""

from datetime import datetime, timedelta
from typing import Literal

State = Literal["working", "faulty", "unverified"]
# No office publishes such limits; OpenStreetMap's StreetComplete asks again for such things after months, a subdistrict
# can look more often. Water in a heat wave is asked for most.
FRESH_FOR = timedelta(days=30)
FRESH_FOR_KIND = {"water": timedelta(days=7), "first-aid-kit": timedelta(days=14)}


def shown_state(kind: str, state: str, checked_at: datetime | None, now: datetime) -> State:
    """What people see: never "working" on the word of somebody who looked too long ago."""
    if checked_at is None or now - checked_at > FRESH_FOR_KIND.get(kind, FRESH_FOR):
        return "unverified"
    return "working" if state == "working" else "faulty" if state == "faulty" else "unverified"
