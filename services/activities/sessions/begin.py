"""The time of a session has come: from now on the people registered for it are expected (ACT-25)."""

from uuid import UUID

from contracts.events.activities import SessionStarted
from kernel.commands import Transaction
from services.activities.sessions.row import lock_session
from services.activities.storage import SQL


async def begin_session(tx: Transaction, session_id: UUID) -> bool:
    """The clock's command; false where it began already. Raises NotFound("session-unknown")."""
    session = await lock_session(tx.conn, session_id)
    seq = await tx.conn.fetchval(*SQL["begin-session"](session_id=session_id, now=tx.now))
    if seq is None:
        return False
    done = await tx.conn.execute(*SQL["expect-registered"](session_id=session_id))
    await tx.emit(
        SessionStarted(**session.facts(), starts_at=session.starts_at, expected=int(done.split()[-1])),
        aggregate=f"session/{session_id}",
        seq=seq,
    )
    return True
