"""Whether a session may be at a venue at a time (ACT-24): asked when it is scheduled and when it is moved."""

from datetime import datetime
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Refused
from services.activities.sessions.rules import check_place
from services.activities.storage import SQL
from services.activities.venues.opening import is_open_during
from services.activities.venues.row import Venue


async def check_placing(
    tx: Transaction,
    *,
    venue_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    despite: str | None,
    other_than: UUID | None = None,
) -> None:
    """Refused("venue-unknown", "session-in-the-past", "venue-closed-then", "venue-taken-then").

    `other_than`: the session itself, where it is moved.
    """
    # Two sessions for one venue take turns, so the second one sees the first.
    if await Venue.one(tx.conn, venue_id=venue_id) is None:
        raise Refused("venue-unknown")
    # A reason lets it pass, so nothing is looked up then.
    if despite is not None:
        return
    check_place(
        starts_at=starts_at,
        now=tx.now,
        is_open=await is_open_during(tx.conn, venue_id, starts_at, ends_at),
        is_taken=await tx.conn.fetchval(
            *SQL["venue-is-taken"](venue_id=venue_id, starts_at=starts_at, ends_at=ends_at, other_than=other_than)
        ),
    )
