"""Who attended says how it was, once."""

from uuid import UUID

from pydantic import Field

from contracts.events.activities import FeedbackReceived
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Input, Instant, Output, Text
from services.activities.residents.rules import Own
from services.activities.sessions.row import lock_registration
from services.activities.sessions.rules import feedback_time
from services.activities.storage import SQL


class Feedback(Input):
    """From 1, poor, to 5, very good. The comment stays in the room: it may name people.

    `received_at`: the day on the paper slip, typed in later.
    """

    rating: int = Field(ge=1, le=5)
    comment: Text | None = None
    received_at: Instant | None = None


class Received(Output):
    """The feedback is kept."""

    registration_id: UUID
    rating: int


@command(
    "POST /registrations/{registration_id}/feedback",
    may="activities:register",
    at="venue",
    says="Type in what somebody who attended said of it.",
    refuses=(
        "another-organisation",
        "did-not-attend",
        "feedback-already-given",
        "feedback-in-the-future",
        "registration-unknown",
        "session-not-over",
    ),
)
async def give_feedback(tx: Transaction, registration_id: UUID, order: Feedback, *, own: Own | None = None) -> Received:
    """Raises NotFound(…), Refused("did-not-attend", "session-not-over", "feedback-already-given")."""
    session, registration = await lock_registration(tx.conn, registration_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    if own is not None and not own.has(registration.subject_ref, registration.recorded_by):
        raise NotFound("registration-unknown")
    at = feedback_time(
        state=registration.state,
        scanned_at=registration.scanned_at,
        ends_at=session.over_at,
        given=order.received_at,
        now=tx.now,
    )
    await tx.conn.execute(
        *SQL["insert-feedback"](
            registration_id=registration_id, rating=order.rating, comment=order.comment, received_at=at
        )
    )
    await tx.emit(
        FeedbackReceived(
            **session.facts(),
            registration_id=str(registration_id),
            session_starts_at=session.starts_at,
            rating=order.rating,
            received_at=at,
        ),
        aggregate=f"session/{session.id}",
        seq=await tx.conn.fetchval(*SQL["touch-session"](session_id=session.id)),
    )
    return Received(registration_id=registration_id, rating=order.rating)
