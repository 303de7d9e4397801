"""A person gets a seat in a session, or is told why not."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import RegistrationConfirmed
from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.web import Instant, Output
from services.activities.domain import registration_time
from services.activities.storage import SQL


class Registrant(Person):
    """Who comes, and how the registration reached us. `registered_at`: the time on the paper, typed in later."""

    channel: Literal["self", "on-behalf", "walk-in"] = "self"
    registered_at: Instant | None = None


class Registered(Output):
    """The seat."""

    registration_id: UUID
    session_id: UUID
    subject_ref: UUID
    state: Literal["confirmed"] = "confirmed"
    seats_left: int


async def register(tx: Transaction, session_id: UUID, order: Registrant, fingerprints: Fingerprints) -> Registered:
    """Raises NotFound("session-unknown"), Refused("session-full", "already-registered", "session-over", …)."""
    session = await tx.conn.fetchrow(SQL["session-for-command"], session_id)
    if session is None:
        raise NotFound("session-unknown")
    registered_at = registration_time(
        activity_state=session["activity_state"],
        ends_at=session["ends_at"],
        given=order.registered_at,
        now=tx.now,
    )
    subject_ref = await admit(tx.conn, fingerprints, order)
    seat = await tx.conn.fetchrow(SQL["take-seat"], session_id)
    if seat is None:
        raise Refused("session-full")
    registration_id = new_id()
    await tx.conn.execute(
        SQL["insert-registration"],
        registration_id, session_id, subject_ref, order.channel, tx.caller.subject, registered_at,
    )  # fmt: skip
    await tx.emit(
        RegistrationConfirmed(
            session_id=str(session_id),
            registration_id=str(registration_id),
            activity_id=str(session["activity_id"]),
            venue_id=str(session["venue_id"]),
            organisation_id=str(session["organisation_id"]),
            programme=session["programme"],
            subject_ref=str(subject_ref),
            session_starts_at=session["starts_at"],
            channel=order.channel,
            registered_at=registered_at,
        ),
        aggregate=f"session/{session_id}",
        seq=seat["seq"],
    )
    return Registered(
        registration_id=registration_id,
        session_id=session_id,
        subject_ref=subject_ref,
        seats_left=seat["seats_left"],
    )
