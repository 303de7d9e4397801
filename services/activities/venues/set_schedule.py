"""A venue's hours count from a day on, by kind of day on the working calendar (ACT-15)."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.events.activities import ScheduleChanged
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, LocalTime, Output
from services.activities.storage import SQL
from services.activities.venues.hours import Hours, check_hours
from services.activities.venues.row import lock as lock_venue


class HoursEntry(Input):
    """Open from `opens` until `closes` on working days (make-up workdays too), or on rest days."""

    days: Literal["working", "rest"]
    opens: LocalTime
    closes: LocalTime


class ScheduleOrder(Input):
    """All hours from `from_day` on; none means closed until further notice."""

    from_day: date = Field(ge=date(2004, 1, 1), le=date(2100, 1, 1))
    hours: tuple[HoursEntry, ...] = Field(max_length=8)


class ScheduleSet(Output):
    """From when the hours count."""

    venue_id: UUID
    from_day: date


@command(
    "POST /venues/{venue_id}/schedule",
    may="activities:keep-venue",
    at="venue",
    says="Set a venue's hours from a day on.",
    refuses=("another-organisation", "closes-before-it-opens", "schedule-overlaps", "venue-unknown"),
)
async def set_schedule(tx: Transaction, venue_id: UUID, order: ScheduleOrder) -> ScheduleSet:
    """Raises NotFound("venue-unknown"), Forbidden("another-organisation"), Refused("schedule-overlaps", …)."""
    check_hours([Hours(h.days, h.opens, h.closes) for h in order.hours])
    venue = await lock_venue(tx.conn, venue_id)
    tx.caller.check_acts_for(venue.organisation_id)
    await tx.conn.execute(*SQL["insert-schedule-version"](venue_id=venue_id, from_day=order.from_day))
    await tx.conn.execute(*SQL["drop-schedule"](venue_id=venue_id, from_day=order.from_day))
    await tx.conn.execute(
        *SQL["insert-schedule"](
            venue_id=venue_id,
            from_day=order.from_day,
            days=[h.days for h in order.hours],
            opens=[h.opens for h in order.hours],
            closes=[h.closes for h in order.hours],
        )
    )
    await tx.emit(
        ScheduleChanged(venue_id=str(venue_id), change="schedule", from_day=order.from_day),
        aggregate=f"venue/{venue_id}",
        seq=await tx.conn.fetchval(*SQL["touch-venue"](venue_id=venue_id)),
    )
    return ScheduleSet(venue_id=venue_id, from_day=order.from_day)
