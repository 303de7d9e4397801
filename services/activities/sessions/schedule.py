"""A session of an activity gets its place, its time and its seats."""

from uuid import UUID

from pydantic import Field

from contracts.events.activities import SessionScheduled
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Source, Text
from services.activities.sessions.placing import check_placing
from services.activities.sessions.row import hold_activity
from services.activities.sessions.rules import check_times
from services.activities.storage import SQL


class Schedule(Input):
    """What an operator enters. `despite`: why it is then and there although it is past, closed or taken; it is kept."""

    session_id: UUID | None = None
    venue_id: UUID
    starts_at: Instant
    ends_at: Instant
    capacity: int = Field(ge=1, le=100_000)
    online_capacity: int = Field(default=0, ge=0, le=100_000)
    source: Source = "operator"
    despite: Text | None = None


class Scheduled(Output):
    """The session's id."""

    session_id: UUID


@command(
    "POST /activities/{activity_id}/sessions",
    may="activities:manage",
    says="Schedule a session of an activity.",
    refuses=(
        "activity-unknown",
        "session-already-exists",
        "session-ends-before-start",
        "session-in-the-past",
        "session-too-long",
        "venue-closed-then",
        "venue-taken-then",
        "venue-unknown",
    ),
)
async def schedule_session(tx: Transaction, activity_id: UUID, order: Schedule) -> Scheduled:
    """Raises NotFound("activity-unknown"), Refused("venue-unknown", "venue-closed-then", "session-…", …)."""
    check_times(order.starts_at, order.ends_at)
    activity = await hold_activity(tx.conn, activity_id)
    await check_placing(
        tx, venue_id=order.venue_id, starts_at=order.starts_at, ends_at=order.ends_at, despite=order.despite
    )
    session_id = order.session_id or new_id()
    await tx.conn.execute(
        *SQL["insert-session"](
            session_id=session_id,
            activity_id=activity_id,
            venue_id=order.venue_id,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
            capacity=order.capacity,
            online_capacity=order.online_capacity,
            source=order.source,
            despite=order.despite,
        )
    )
    await tx.emit(
        SessionScheduled(
            **activity.facts(),
            session_id=str(session_id),
            venue_id=str(order.venue_id),
            source=order.source,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
            capacity=order.capacity,
            online_capacity=order.online_capacity,
        ),
        aggregate=f"session/{session_id}",
        seq=1,
    )
    return Scheduled(session_id=session_id)
