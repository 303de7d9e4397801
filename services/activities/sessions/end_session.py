"""A session ends before its time (ACT-29).

Once it has begun, its seats stay as they are: who has not come was expected, and a scan may still be on its way. Before
that, the seats of who is not there yet are called off.
"""

from uuid import UUID

from contracts.events.activities import SessionEnded
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.activities.sessions.begin import begin_session
from services.activities.sessions.changes import call_off, keep, lock_to_change
from services.activities.sessions.rules import check_endable
from services.activities.storage import SQL


class Ending(Input):
    """Why."""

    reason: Text


class EndedSession(Output):
    """`attended` people came; `called_off` more had a seat and no longer come."""

    session_id: UUID
    attended: int
    called_off: int


@command(
    "POST /sessions/{session_id}/end",
    may="activities:manage",
    says="End a session before its time.",
    refuses=(
        "session-cancelled",
        "session-not-begun",
        "session-over",
        "session-unknown",
    ),
)
async def end_session(tx: Transaction, session_id: UUID, order: Ending) -> EndedSession:
    """Raises NotFound("session-unknown"), Refused("session-not-begun", "session-over", "session-cancelled", …)."""
    session, people = await lock_to_change(tx, session_id)
    check_endable(starts_at=session.starts_at, ends_at=session.ends_at, attended=people.attended, now=tx.now)
    await keep(tx, session, "ended", order.reason)
    begun = session.begun_at is not None or session.starts_at <= tx.now
    if begun and session.begun_at is None:
        # The clock has not come by yet; an ended session would never begin.
        await begin_session(tx, session_id)
    seats = [] if begun else await call_off(tx, session)
    await tx.conn.execute(*SQL["call-off-line"](session_id=session_id, now=tx.now))
    on_site = sum(pool == "on-site" for pool, _ in seats)
    seq = await tx.conn.fetchval(
        *SQL["end-session"](
            session_id=session_id, now=tx.now, called_off_on_site=on_site, called_off_online=len(seats) - on_site
        )
    )
    await tx.emit(
        SessionEnded(
            **session.facts(),
            starts_at=session.starts_at,
            called_off=len(seats),
            expected=sum(expected for _, expected in seats),
            ended_at=tx.now,
        ),
        aggregate=f"session/{session_id}",
        seq=seq,
    )
    return EndedSession(session_id=session_id, attended=people.attended, called_off=len(seats))
