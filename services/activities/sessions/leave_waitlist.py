"""A person no longer waits and will not be called (RULE-4)."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import WaitlistWithdrawn
from kernel.commands import Transaction
from kernel.errors import Conflict, NotFound
from kernel.routes import command
from kernel.web import Output
from services.activities.residents.rules import Own
from services.activities.sessions.row import lock_waiting
from services.activities.storage import SQL


class Withdrawn(Output):
    """The place is given up."""

    entry_id: UUID
    state: Literal["withdrawn"] = "withdrawn"


@command(
    "POST /waitlist/{entry_id}/withdraw",
    may="activities:register",
    at="venue",
    says="Take a person out of the line.",
    refuses=("another-organisation", "no-longer-waiting", "waitlist-entry-unknown"),
)
async def leave_waitlist(tx: Transaction, entry_id: UUID, *, own: Own | None = None) -> Withdrawn:
    """Raises NotFound("waitlist-entry-unknown"), Conflict("no-longer-waiting"). With `own`, only theirs."""
    session, entry = await lock_waiting(tx.conn, entry_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    if own is not None and not own.has(entry.subject_ref, entry.recorded_by):
        raise NotFound("waitlist-entry-unknown")
    if entry.state != "waiting":
        raise Conflict("no-longer-waiting")
    await tx.conn.execute(*SQL["leave-line"](entry_id=entry_id, state="withdrawn", left_at=tx.now))
    await tx.emit(
        WaitlistWithdrawn(
            **session.facts(),
            entry_id=str(entry_id),
            subject_ref=str(entry.subject_ref),
            pool=entry.pool,
            withdrawn_at=tx.now,
        ),
        aggregate=f"session/{session.id}",
        seq=await tx.conn.fetchval(*SQL["touch-session"](session_id=session.id)),
    )
    return Withdrawn(entry_id=entry_id)
