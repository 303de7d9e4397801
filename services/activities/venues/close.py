"""A venue is closed for some days against its schedule (ACT-16)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from contracts.events.activities import ScheduleChanged
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.activities.storage import SQL
from services.activities.venues.row import lock as lock_venue


class Closure(Input):
    """The first and the last day of it, and what to tell people."""

    from_day: date = Field(ge=date(2004, 1, 1), le=date(2100, 1, 1))
    to_day: date = Field(ge=date(2004, 1, 1), le=date(2100, 1, 1))
    reason: Text


class Closed(Output):
    """The closure."""

    exception_id: UUID
    venue_id: UUID


@command(
    "POST /venues/{venue_id}/closures",
    may="activities:keep-venue",
    at="venue",
    says="Close a venue for some days.",
    refuses=("another-organisation", "exception-ends-before-it-begins", "venue-unknown"),
)
async def close_venue(tx: Transaction, venue_id: UUID, order: Closure) -> Closed:
    """Raises NotFound("venue-unknown"), Forbidden(…), Refused("exception-ends-before-it-begins")."""
    venue = await lock_venue(tx.conn, venue_id)
    tx.caller.check_acts_for(venue.organisation_id)
    exception_id = new_id()
    await tx.conn.execute(
        *SQL["insert-exception"](
            id=exception_id,
            venue_id=venue_id,
            from_day=order.from_day,
            to_day=order.to_day,
            kind="closure",
            reason=order.reason,
            closes=None,
            alert_id=None,
            made_at=tx.now,
        )
    )
    await tx.emit(
        ScheduleChanged(venue_id=str(venue_id), change="closure", from_day=order.from_day, to_day=order.to_day),
        aggregate=f"venue/{venue_id}",
        seq=await tx.conn.fetchval(*SQL["touch-venue"](venue_id=venue_id)),
    )
    return Closed(exception_id=exception_id, venue_id=venue_id)
