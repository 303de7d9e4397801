"""A session does not take place: every seat and every place in the line is called off at once (ACT-28)."""

from uuid import UUID

from contracts.events.activities import SessionCancelled
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.activities.sessions.changes import call_off, keep, lock_to_change
from services.activities.sessions.rules import check_cancellable
from services.activities.storage import SQL


class CallingOff(Input):
    """Why."""

    reason: Text


class CancelledSession(Output):
    """`called_off`: how many people had a seat."""

    session_id: UUID
    called_off: int


@command(
    "POST /sessions/{session_id}/cancel",
    may="activities:manage",
    says="Cancel a session; its seats are called off.",
    refuses=("session-attended", "session-cancelled", "session-over", "session-unknown"),
)
async def cancel_session(tx: Transaction, session_id: UUID, order: CallingOff) -> CancelledSession:
    """Raises NotFound("session-unknown"), Refused("session-attended", "session-cancelled", "session-over")."""
    session, people = await lock_to_change(tx, session_id)
    check_cancellable(attended=people.attended)
    await keep(tx, session, "cancelled", order.reason)
    await call_off(tx, session)
    await tx.conn.execute(*SQL["call-off-line"](session_id=session_id, now=tx.now))
    seq = await tx.conn.fetchval(*SQL["cancel-session"](session_id=session_id, now=tx.now))
    await tx.emit(
        SessionCancelled(
            **session.facts(),
            starts_at=session.starts_at,
            registered=people.registered,
            expected=people.expected,
            cancelled_at=tx.now,
        ),
        aggregate=f"session/{session_id}",
        seq=seq,
    )
    return CancelledSession(session_id=session_id, called_off=people.registered)
