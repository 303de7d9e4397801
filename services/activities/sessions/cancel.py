"""A confirmed registration is given back once (RULE-3); the first in the line gets the seat at once (ACT-2, RULE-4)."""

from typing import Literal
from uuid import UUID

import asyncpg

from contracts.events.activities import RegistrationCancelled
from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.routes import command
from kernel.web import Input, Instant, Output
from services.activities.residents.rules import Own
from services.activities.sessions.row import FirstInLine, LockedSession, lock_registration
from services.activities.sessions.rules import Pool, cancellation_time
from services.activities.sessions.seats import FREE, give_seat
from services.activities.storage import SQL


class Cancellation(Input):
    """When the person said so, typed in later; now when absent."""

    cancelled_at: Instant | None = None


class Cancelled(Output):
    """The seat is free, or somebody else's already; `seats_left` says which."""

    registration_id: UUID
    session_id: UUID
    state: Literal["cancelled"] = "cancelled"
    seats_left: int


@command(
    "POST /registrations/{registration_id}/cancel",
    may="activities:register",
    at="venue",
    says="Give a seat back.",
    refuses=(
        "already-checked-in",
        "another-organisation",
        "cancelled-before-registered",
        "cancelled-in-the-future",
        "registration-already-cancelled",
        "registration-called-off",
        "registration-unknown",
    ),
)
async def cancel(
    tx: Transaction, registration_id: UUID, order: Cancellation | None = None, *, own: Own | None = None
) -> Cancelled:
    """Raises NotFound("registration-unknown"), Conflict("registration-already-cancelled"), Refused(…).

    With `own`, only what is the account's is found.
    """
    session, registration = await lock_registration(tx.conn, registration_id)
    tx.caller.check_acts_for(session.venue_organisation_id)
    if own is not None and not own.has(registration.subject_ref, registration.recorded_by):
        raise NotFound("registration-unknown")
    at = cancellation_time(
        state=registration.state,
        scanned_at=registration.scanned_at,
        registered_at=registration.registered_at,
        given=order.cancelled_at if order else None,
        now=tx.now,
    )
    pool = registration.pool
    await tx.conn.execute(*SQL["cancel-registration"](registration_id=registration_id, cancelled_at=at))
    seat = await tx.conn.fetchrow(*SQL[FREE[pool]](session_id=session.id))
    assert seat is not None
    await tx.emit(
        RegistrationCancelled(
            **session.facts(),
            registration_id=str(registration_id),
            subject_ref=str(registration.subject_ref),
            session_starts_at=session.starts_at,
            registered_at=registration.registered_at,
            pool=pool,
            cancelled_at=at,
            expected=registration.expected,
        ),
        aggregate=f"session/{session.id}",
        seq=seat["seq"],
    )
    left: int = seat["seats_left"]
    if session.over_at > tx.now:
        left -= await promote(tx, session, pool)
    return Cancelled(registration_id=registration_id, session_id=session.id, seats_left=left)


async def promote(tx: Transaction, session: LockedSession, pool: Pool) -> int:
    """Give the free seat to the first in line who could come; answers how many seats were given."""
    passed_over: list[UUID] = []
    while (
        first := await FirstInLine.one(tx.conn, session_id=session.id, pool=pool, passed_over=passed_over)
    ) is not None:
        try:
            # Another session may have confirmed this person since the line was read: then the next one is asked.
            async with tx.conn.transaction():
                seat = await give_seat(
                    tx,
                    session,
                    first.subject_ref,
                    pool=pool,
                    channel=first.channel,
                    recorded_by=first.recorded_by,
                    at=tx.now,
                    promoted=True,
                )
                assert seat is not None  # The session is locked, so its plan is the one that was read.
                await tx.conn.execute(*SQL["leave-line"](entry_id=first.id, state="promoted", left_at=tx.now))
            return 1
        except (asyncpg.IntegrityConstraintViolationError, Refused) as error:
            rule = error.code if isinstance(error, Refused) else error.constraint_name
            if rule not in ("overlapping-registration", "already-registered"):
                raise
            passed_over.append(first.id)
    return 0
