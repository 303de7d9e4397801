"""People come into a relay station: how many and of which work, never who."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from contracts.events.activities import StationVisited
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output
from services.activities.storage import SQL
from services.activities.venues.row import lock as lock_venue
from services.activities.venues.rules import visit_time

Category = Literal["sanitation", "courier", "construction", "traffic-police", "security", "other"]


class Visit(Input):
    """`people` came together; `visited_at` is the time on the paper tally, now when absent.

    `visit_id` may be given, so that a tally that is typed in twice counts once.
    """

    visit_id: UUID | None = None
    category: Category
    people: int = Field(default=1, ge=1, le=200)
    visited_at: Instant | None = None


class Visited(Output):
    """The visit."""

    visit_id: UUID
    venue_id: UUID
    people: int
    visited_at: datetime


@command(
    "POST /venues/{venue_id}/visits",
    may="activities:keep-venue",
    at="venue",
    says="Record that people came into a relay station.",
    refuses=(
        "another-organisation",
        "not-a-relay-station",
        "station-without-organisation",
        "venue-unknown",
        "visit-already-exists",
        "visited-in-the-future",
    ),
)
async def record_visit(tx: Transaction, venue_id: UUID, order: Visit) -> Visited:
    """Raises NotFound("venue-unknown"), Refused("not-a-relay-station", "visit-already-exists", …), Forbidden(…)."""
    venue = await lock_venue(tx.conn, venue_id)
    tx.caller.check_acts_for(venue.organisation_id)
    at = visit_time(venue_kind=venue.kind, run_by=venue.organisation_id, given=order.visited_at, now=tx.now)
    visit_id = order.visit_id or new_id()
    await tx.conn.execute(
        *SQL["insert-visit"](
            visit_id=visit_id,
            venue_id=venue_id,
            organisation_id=venue.organisation_id,
            category=order.category,
            people=order.people,
            visited_at=at,
            recorded_by=tx.caller.subject,
        )
    )
    await tx.emit(
        StationVisited(
            venue_id=str(venue_id),
            organisation_id=str(venue.organisation_id),
            category=order.category,
            people=order.people,
            visited_at=at,
        ),
        aggregate=f"venue/{venue_id}",
        seq=await tx.conn.fetchval(*SQL["touch-venue"](venue_id=venue_id)),
    )
    return Visited(visit_id=visit_id, venue_id=venue_id, people=order.people, visited_at=at)
