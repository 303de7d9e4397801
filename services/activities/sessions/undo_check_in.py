"""A check-in by mistake is taken back soon after it (ACT-8)."""

from datetime import datetime
from uuid import UUID

from contracts.events.activities import AttendanceUndone
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Output
from services.activities.sessions.row import lock_registration
from services.activities.sessions.rules import check_undoable
from services.activities.storage import SQL


class Undone(Output):
    """The person is expected again."""

    registration_id: UUID
    undone_at: datetime


@command(
    "POST /registrations/{registration_id}/undo-check-in",
    may="activities:check-in",
    at="venue",
    says="Take a check-in back, within ten minutes.",
    refuses=(
        "another-organisation",
        "feedback-already-given",
        "not-checked-in",
        "registration-unknown",
        "undo-too-late",
    ),
)
async def undo_check_in(tx: Transaction, registration_id: UUID) -> Undone:
    """Raises NotFound("registration-unknown"), Refused("not-checked-in", "undo-too-late", "feedback-already-given").

    A scan from before the undo, which arrives later, is refused as "check-in-undone".
    """
    session, registration = await lock_registration(tx.conn, registration_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    check_undoable(scanned_at=registration.scanned_at, checked_in_at=registration.checked_in_at, now=tx.now)
    assert registration.scanned_at is not None
    not_begun = await tx.conn.fetchval(*SQL["undo-check-in"](registration_id=registration_id, undone_at=tx.now))
    if not_begun is None:
        raise Refused("feedback-already-given")
    await tx.emit(
        AttendanceUndone(
            **session.facts(),
            registration_id=str(registration_id),
            subject_ref=str(registration.subject_ref),
            session_starts_at=session.starts_at,
            scanned_at=registration.scanned_at,
            undone_at=tx.now,
            expected=not_begun and registration.expected,
        ),
        aggregate=f"session/{session.id}",
        seq=await tx.conn.fetchval(*SQL["touch-session"](session_id=session.id)),
    )
    return Undone(registration_id=registration_id, undone_at=tx.now)
