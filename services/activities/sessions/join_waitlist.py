"""A person waits for a seat of a full session, behind everybody who waits already (RULE-4)."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import WaitlistJoined
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Output
from services.activities.sessions.row import lock_session
from services.activities.sessions.rules import Channel, Pool, check_stands, check_waits
from services.activities.storage import SQL


class Waits(Person):
    """Who waits, and for which seats."""

    channel: Channel = "self"
    pool: Pool = "on-site"


class Waiting(Output):
    """The place in the line; a lower one is called first."""

    entry_id: UUID
    session_id: UUID
    subject_ref: UUID
    place: int
    state: Literal["waiting"] = "waiting"


@command(
    "POST /sessions/{session_id}/waitlist",
    may="activities:register",
    at="venue",
    says="Put a person into the line of a full session.",
    refuses=(
        "activity-not-published",
        "already-registered",
        "already-waiting",
        "another-organisation",
        "no-such-seats",
        "seats-are-free",
        "session-cancelled",
        "session-over",
        "session-unknown",
    ),
)
async def join_waitlist(tx: Transaction, session_id: UUID, order: Waits, fingerprints: Fingerprints) -> Waiting:
    """Raises NotFound("session-unknown"), Refused("seats-are-free", "already-waiting", "already-registered", …)."""
    subject_ref = await admit(tx.conn, fingerprints, order)
    return await join_subject(tx, session_id, subject_ref, order.pool, order.channel)


async def join_subject(tx: Transaction, session_id: UUID, subject_ref: UUID, pool: Pool, channel: Channel) -> Waiting:
    """The same for a person that the room knows already."""
    session = await lock_session(tx.conn, session_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    check_stands(cancelled_at=session.cancelled_at, ended_at=session.ended_at)
    capacity, confirmed = session.seats(pool)
    check_waits(
        activity_state=session.activity_state,
        ends_at=session.ends_at,
        capacity=capacity,
        confirmed=confirmed,
        now=tx.now,
    )
    if await tx.conn.fetchval(*SQL["has-seat"](session_id=session_id, subject_ref=subject_ref)):
        raise Refused("already-registered")
    entry_id = new_id()
    place = await tx.conn.fetchrow(*SQL["next-place"](session_id=session_id))
    assert place is not None
    number: int = place["last_place"]
    await tx.conn.execute(
        *SQL["join-line"](
            entry_id=entry_id,
            session_id=session_id,
            pool=pool,
            subject_ref=subject_ref,
            place=number,
            channel=channel,
            recorded_by=tx.caller.subject,
            joined_at=tx.now,
        )
    )
    await tx.emit(
        WaitlistJoined(
            **session.facts(),
            entry_id=str(entry_id),
            subject_ref=str(subject_ref),
            pool=pool,
            place=number,
            joined_at=tx.now,
        ),
        aggregate=f"session/{session_id}",
        seq=place["seq"],
    )
    return Waiting(entry_id=entry_id, session_id=session_id, subject_ref=subject_ref, place=number)
