"""A confirmed registration is given back and its seat is free again, once (I-3)."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import RegistrationCancelled
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.web import Output
from services.activities.domain import cancellation_time
from services.activities.storage import SQL


class Cancelled(Output):
    """The seat is free."""

    registration_id: UUID
    session_id: UUID
    state: Literal["cancelled"] = "cancelled"
    seats_left: int


async def cancel(tx: Transaction, registration_id: UUID) -> Cancelled:
    """Raises NotFound("registration-unknown"), Conflict("registration-already-cancelled"), Refused(…)."""
    session_id = await tx.conn.fetchval(SQL["session-of-registration"], registration_id)
    if session_id is None:
        raise NotFound("registration-unknown")
    await tx.conn.execute(SQL["lock-session"], session_id)
    registration = await tx.conn.fetchrow(SQL["registration-for-command"], registration_id)
    assert registration is not None
    at = cancellation_time(state=registration["state"], scanned_at=registration["scanned_at"], now=tx.now)
    await tx.conn.execute(SQL["cancel-registration"], registration_id, at)
    seat = await tx.conn.fetchrow(SQL["free-seat"], session_id)
    assert seat is not None
    await tx.emit(
        RegistrationCancelled(
            session_id=str(session_id),
            registration_id=str(registration_id),
            activity_id=str(registration["activity_id"]),
            venue_id=str(registration["venue_id"]),
            organisation_id=str(registration["organisation_id"]),
            programme=registration["programme"],
            subject_ref=str(registration["subject_ref"]),
            session_starts_at=registration["starts_at"],
            registered_at=registration["registered_at"],
            cancelled_at=at,
        ),
        aggregate=f"session/{session_id}",
        seq=seat["seq"],
    )
    return Cancelled(registration_id=registration_id, session_id=session_id, seats_left=seat["seats_left"])
