"""The seats of a session become more or fewer; of more, the waiting line gets its own (ACT-30, RULE-4)."""

from typing import get_args
from uuid import UUID

from pydantic import Field

from contracts.events.activities import SessionEdited
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.activities.sessions.cancel import promote
from services.activities.sessions.changes import keep, lock_to_change, take_turns
from services.activities.sessions.rules import Pool, check_seats
from services.activities.storage import SQL


class SessionEdit(Input):
    """How many seats it has from now on, and why."""

    capacity: int = Field(ge=1, le=100_000)
    online_capacity: int = Field(default=0, ge=0, le=100_000)
    reason: Text


class EditedSession(Output):
    """`promoted`: how many people came up from the line."""

    session_id: UUID
    promoted: int


@command(
    "POST /sessions/{session_id}/edit",
    may="activities:manage",
    says="Change how many seats a session has.",
    refuses=("fewer-seats-than-taken", "session-cancelled", "session-over", "session-unknown"),
)
async def edit_session(tx: Transaction, session_id: UUID, order: SessionEdit) -> EditedSession:
    """Raises NotFound("session-unknown"), Refused("fewer-seats-than-taken", "session-cancelled", "session-over")."""
    await take_turns(tx)
    session, _ = await lock_to_change(tx, session_id)
    check_seats(
        capacity=order.capacity,
        confirmed=session.confirmed,
        online_capacity=order.online_capacity,
        online_confirmed=session.online_confirmed,
    )
    await keep(tx, session, "edited", order.reason)
    seq = await tx.conn.fetchval(
        *SQL["edit-session"](session_id=session_id, capacity=order.capacity, online_capacity=order.online_capacity)
    )
    await tx.emit(
        SessionEdited(
            **session.facts(), capacity=order.capacity, online_capacity=order.online_capacity, edited_at=tx.now
        ),
        aggregate=f"session/{session_id}",
        seq=seq,
    )
    promoted = 0
    free = {"on-site": order.capacity - session.confirmed, "online": order.online_capacity - session.online_confirmed}
    for pool in get_args(Pool):
        while free[pool] > 0 and session.over_at > tx.now and await promote(tx, session, pool):
            free[pool] -= 1
            promoted += 1
    return EditedSession(session_id=session_id, promoted=promoted)
