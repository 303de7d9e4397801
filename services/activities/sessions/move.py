"""A session is moved to another place or time before it begins; its people keep their seats (ACT-27)."""

from uuid import UUID

import asyncpg

from contracts.events.activities import SessionMoved
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Input, Instant, Output, Text
from services.activities.sessions.changes import keep, lock_to_change, take_turns
from services.activities.sessions.placing import check_placing
from services.activities.sessions.row import LockedSession, find_session
from services.activities.sessions.rules import check_movable, check_times
from services.activities.storage import SQL


class Move(Input):
    """Where and when it is from now on, and why. `despite`: why it may be there although it is closed or taken then."""

    venue_id: UUID
    starts_at: Instant
    ends_at: Instant
    reason: Text
    despite: Text | None = None


class Moved(Output):
    """`registered` people keep their seats; `conflicts` of them hold another seat at that time."""

    session_id: UUID
    registered: int
    conflicts: int


@command(
    "POST /sessions/{session_id}/move",
    may="activities:manage",
    says="Move a session to another place or time.",
    refuses=(
        "session-attended",
        "session-begun",
        "session-cancelled",
        "session-ends-before-start",
        "session-in-the-past",
        "session-over",
        "session-stays-as-it-is",
        "session-too-long",
        "session-unknown",
        "venue-closed-then",
        "venue-taken-then",
        "venue-unknown",
    ),
)
async def move_session(tx: Transaction, session_id: UUID, order: Move) -> Moved:
    """Raises NotFound("session-unknown"), Refused("session-begun", "session-attended", "venue-…", …)."""
    check_times(order.starts_at, order.ends_at)
    await take_turns(tx)
    before, people = await lock_to_change(tx, session_id)
    check_movable(starts_at=before.starts_at, begun=before.begun_at is not None, attended=people.attended, now=tx.now)
    if (before.venue_id, before.starts_at, before.ends_at) == (order.venue_id, order.starts_at, order.ends_at):
        raise Refused("session-stays-as-it-is")
    await check_placing(
        tx,
        venue_id=order.venue_id,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        despite=order.despite,
        other_than=session_id,
    )
    await keep(tx, before, "moved", order.reason)
    seq = await tx.conn.fetchval(
        *SQL["move-session"](
            session_id=session_id,
            venue_id=order.venue_id,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
            despite=order.despite,
        )
    )
    if order.venue_id != before.venue_id:
        for name in ("keep-venue-of-registrations", "keep-venue-of-line"):
            await tx.conn.execute(*SQL[name](session_id=session_id, venue_id=before.venue_id))
    conflicts = await _take_seats_along(tx, session_id, order)
    await _say(tx, before, seq=seq, registered=people.registered, expected=people.expected)
    return Moved(session_id=session_id, registered=people.registered, conflicts=conflicts)


async def _take_seats_along(tx: Transaction, session_id: UUID, order: Move) -> int:
    """The seats are at the new time; answers how many people hold another seat then.

    The constraint itself decides, so that a seat taken at this moment elsewhere is seen too.
    """
    await tx.conn.execute(
        *SQL["move-registrations"](session_id=session_id, starts_at=order.starts_at, ends_at=order.ends_at)
    )
    try:
        async with tx.conn.transaction():
            await tx.conn.execute(*SQL["settle-registrations"](session_id=session_id))
        return 0
    except asyncpg.ExclusionViolationError:
        pass
    conflicts = 0
    for row in await tx.conn.fetch(*SQL["registrations-to-settle"](session_id=session_id)):
        try:
            async with tx.conn.transaction():
                await tx.conn.execute(*SQL["settle-registration"](registration_id=row["id"]))
        except asyncpg.ExclusionViolationError:
            conflicts += 1
    return conflicts


async def _say(tx: Transaction, before: LockedSession, *, seq: int, registered: int, expected: int) -> None:
    now = await find_session(tx.conn, before.id)
    await tx.emit(
        SessionMoved(
            **now.facts(),
            starts_at=now.starts_at,
            ends_at=now.ends_at,
            from_venue_id=str(before.venue_id),
            from_starts_at=before.starts_at,
            from_ends_at=before.ends_at,
            registered=registered,
            expected=expected,
            moved_at=tx.now,
        ),
        aggregate=f"session/{before.id}",
        seq=seq,
    )
