"""Somebody looked at an amenity: from then on, for a while, it reads as it was seen (ACT-17, RULE-38)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.activities import AmenityChecked
from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.routes import command
from kernel.web import Input, Instant, Output, Source
from services.activities.storage import SQL
from services.activities.venues.open import AmenityKind
from services.activities.venues.row import lock as lock_venue
from services.activities.venues.rules import CLOCK_LEEWAY


class Check(Input):
    """What was seen, and when; now when absent."""

    amenity: AmenityKind
    state: Literal["working", "faulty"]
    checked_at: Instant | None = None
    source: Source = "operator"


class Checked(Output):
    """The amenity as it was seen."""

    venue_id: UUID
    amenity: str
    state: str
    checked_at: datetime


@command(
    "POST /venues/{venue_id}/amenity-checks",
    may="activities:keep-venue",
    at="venue",
    says="Say how an amenity was found.",
    refuses=("amenity-unknown", "another-organisation", "checked-in-the-future", "venue-unknown"),
)
async def check_amenity(tx: Transaction, venue_id: UUID, order: Check) -> Checked:
    """Raises NotFound("venue-unknown", "amenity-unknown"), Refused("checked-in-the-future"), Forbidden(…)."""
    venue = await lock_venue(tx.conn, venue_id)
    tx.caller.check_acts_for(venue.organisation_id)
    if not await tx.conn.fetchval(*SQL["amenity-exists"](venue_id=venue_id, kind=order.amenity)):
        raise NotFound("amenity-unknown")
    at = order.checked_at or tx.now
    if at > tx.now + CLOCK_LEEWAY:
        raise Refused("checked-in-the-future")
    await tx.conn.execute(
        *SQL["keep-amenity-check"](
            venue_id=venue_id,
            kind=order.amenity,
            state=order.state,
            checked_at=at,
            checked_by=tx.caller.subject,
            source=order.source,
        )
    )
    # A report that comes late does not undo what was seen after it.
    await tx.conn.execute(
        *SQL["see-amenity"](
            venue_id=venue_id, kind=order.amenity, state=order.state, checked_at=at, source=order.source
        )
    )
    await tx.emit(
        AmenityChecked(
            venue_id=str(venue_id), amenity=order.amenity, state=order.state, checked_at=at, source=order.source
        ),
        aggregate=f"venue/{venue_id}",
        seq=await tx.conn.fetchval(*SQL["touch-venue"](venue_id=venue_id)),
    )
    return Checked(venue_id=venue_id, amenity=order.amenity, state=order.state, checked_at=at)
