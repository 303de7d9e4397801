"""A person gets a seat in a session, or the reason why not."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Instant, Output
from services.activities.sessions.row import Session, find_session, lock_session
from services.activities.sessions.rules import Channel, Pool, check_stands, registration_time
from services.activities.sessions.seats import Seat, give_seat


class Registrant(Person):
    """Who comes, and how the registration reached us. `registered_at`: the time on the paper, typed in later."""

    channel: Channel = "self"
    pool: Pool = "on-site"
    registered_at: Instant | None = None


class Registered(Output):
    """The seat."""

    registration_id: UUID
    session_id: UUID
    subject_ref: UUID
    state: Literal["confirmed"] = "confirmed"
    seats_left: int


@command(
    "POST /sessions/{session_id}/registrations",
    may="activities:register",
    at="venue",
    says="Register a person for a session.",
    refuses=(
        "activity-not-published",
        "already-registered",
        "another-organisation",
        "overlapping-registration",
        "registered-in-the-future",
        "session-cancelled",
        "session-full",
        "session-full-online",
        "session-over",
        "session-unknown",
    ),
)
async def register(tx: Transaction, session_id: UUID, order: Registrant, fingerprints: Fingerprints) -> Registered:
    """Raises NotFound("session-unknown"), Refused("session-full", "already-registered", "overlapping-registration")."""
    subject_ref = await admit(tx.conn, fingerprints, order)
    return await register_subject(
        tx, session_id, subject_ref, pool=order.pool, channel=order.channel, given=order.registered_at
    )


async def register_subject(
    tx: Transaction,
    session_id: UUID,
    subject_ref: UUID,
    *,
    pool: Pool,
    channel: Channel,
    given: datetime | None = None,
) -> Registered:
    """The same for a person that the room knows already."""
    session = await find_session(tx.conn, session_id)
    seat = await _seat(tx, session, subject_ref, pool=pool, channel=channel, given=given)
    if seat is None:
        # It was moved or cancelled since it was read. Locked, it stays as it is now (ACT-27).
        session = await lock_session(tx.conn, session_id)
        seat = await _seat(tx, session, subject_ref, pool=pool, channel=channel, given=given)
        assert seat is not None
    return Registered(
        registration_id=seat.registration_id,
        session_id=session_id,
        subject_ref=subject_ref,
        seats_left=seat.seats_left,
    )


async def _seat(
    tx: Transaction, session: Session, subject_ref: UUID, *, pool: Pool, channel: Channel, given: datetime | None
) -> Seat | None:
    tx.caller.check_acts_for(session.venue_organisation_id)
    check_stands(cancelled_at=session.cancelled_at, ended_at=session.ended_at)
    at = registration_time(
        activity_state=session.activity_state,
        ends_at=session.ends_at,
        given=given,
        now=tx.now,
    )
    return await give_seat(tx, session, subject_ref, pool=pool, channel=channel, recorded_by=tx.caller.subject, at=at)
