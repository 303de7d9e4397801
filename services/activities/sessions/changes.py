"""What the changes of a session have in common: its people are counted, and what it was is kept with the reason."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.rows import TypedRow
from services.activities.sessions.row import LockedSession, lock_session
from services.activities.sessions.rules import check_stands
from services.activities.storage import SQL

Change = Literal["edited", "moved", "cancelled", "ended"]


@dataclass(frozen=True, slots=True)
class People(TypedRow, reads=SQL["people-of-session"]):
    """How many hold a seat, how many came, and how many of the seats count as expected."""

    registered: int
    attended: int
    expected: int


async def lock_to_change(tx: Transaction, session_id: UUID) -> tuple[LockedSession, People]:
    """The session, locked, and its people. NotFound("session-unknown"), Refused("session-cancelled", …)."""
    session = await lock_session(tx.conn, session_id)
    check_stands(cancelled_at=session.cancelled_at, ended_at=session.ended_at)
    people = await People.one(tx.conn, session_id=session_id)
    assert people is not None
    return session, people


async def take_turns(tx: Transaction) -> None:
    """Who gives seats to many people in one transaction waits for who does the same: they would wait for each other."""
    await tx.conn.execute(*SQL["take-turns"]())


async def keep(tx: Transaction, session: LockedSession, kind: Change, reason: str) -> None:
    """Keep what the session was before the change, who changed it and why. The reason is never on the bus."""
    await tx.conn.execute(
        *SQL["insert-change"](
            session_id=session.id, kind=kind, reason=reason, changed_at=tx.now, changed_by=tx.caller.subject
        )
    )


async def call_off(tx: Transaction, session: LockedSession) -> list[tuple[str, bool]]:
    """Call off the seats of who has not come; answers pool and `expected` of each."""
    rows = await tx.conn.fetch(*SQL["call-off-registrations"](session_id=session.id))
    return [(row["pool"], row["expected"]) for row in rows]
