"""A seat is given to somebody who may have it: the one way in for who registers and for who comes up in the line."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from contracts.events.activities import RegistrationConfirmed
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from services.activities.sessions.row import Session
from services.activities.sessions.rules import Channel, Pool
from services.activities.storage import SQL

TAKE = {"on-site": "take-seat", "online": "take-seat-online"}
FREE = {"on-site": "free-seat", "online": "free-seat-online"}


class Seat(NamedTuple):
    """A registration and how many seats its pool has left."""

    registration_id: UUID
    seats_left: int


async def give_seat(
    tx: Transaction,
    session: Session,
    subject_ref: UUID,
    *,
    pool: Pool,
    channel: Channel,
    recorded_by: str,
    at: datetime,
    promoted: bool = False,
) -> Seat | None:
    """Confirm one registration; None where the session was changed since it was read.

    Refused("session-full", "already-registered", "overlapping-registration").
    """
    held = await tx.conn.fetchval(
        *SQL["held-as-resident"](
            session_id=session.id, person_ref=subject_ref, starts_at=session.starts_at, ends_at=session.ends_at
        )
    )
    if held is not None:
        raise Refused(held)
    seat = await tx.conn.fetchrow(*SQL[TAKE[pool]](session_id=session.id, plan=session.plan))
    if seat is None:
        await _refuse_seat(tx, session, subject_ref)
        return None
    registration_id = new_id()
    await tx.conn.execute(
        *SQL["insert-registration"](
            registration_id=registration_id,
            session_id=session.id,
            subject_ref=subject_ref,
            channel=channel,
            recorded_by=recorded_by,
            registered_at=at,
            pool=pool,
            promoted=promoted,
            during_from=session.starts_at,
            during_until=session.ends_at,
            expected=seat["begun"],
        )
    )
    await tx.emit(
        RegistrationConfirmed(
            **session.facts(),
            registration_id=str(registration_id),
            subject_ref=str(subject_ref),
            session_starts_at=session.starts_at,
            channel=channel,
            pool=pool,
            promoted=promoted,
            registered_at=at,
            expected=seat["begun"],
        ),
        aggregate=f"session/{session.id}",
        seq=seat["seq"],
    )
    return Seat(registration_id, seat["seats_left"])


async def _refuse_seat(tx: Transaction, session: Session, subject_ref: UUID) -> None:
    """Why no seat was taken, as a refusal; returns where the session was changed since it was read."""
    if await tx.conn.fetchval(*SQL["plan-of-session"](session_id=session.id)) == session.plan:
        # Who has a seat already is refused with that reason: they would wait in line for what they have.
        held = await tx.conn.fetchval(*SQL["has-seat"](session_id=session.id, subject_ref=subject_ref))
        raise Refused("already-registered" if held else "session-full")
