"""A round closes: what was named until now stands."""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import RoundClosed
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.web import Output
from services.inspections.domain import check_closable
from services.inspections.storage import SQL


class Closed(Output):
    """When it closed and how many nominations it has."""

    round_id: UUID
    closed_at: datetime
    nominations: int


async def close_round(tx: Transaction, round_id: UUID) -> Closed:
    """Raises NotFound("round-unknown"), Conflict("round-already-closed")."""
    found = await tx.conn.fetchrow(SQL["lock-round"], round_id)
    if found is None:
        raise NotFound("round-unknown")
    check_closable(found["state"])
    closed = await tx.conn.fetchrow(SQL["close-round"], round_id, tx.now)
    assert closed is not None
    await tx.emit(
        RoundClosed(
            round_id=str(round_id),
            programme=found["programme"],
            organisation_id=str(found["organisation_id"]),
            closed_at=tx.now,
            nominations=closed["nominations"],
        ),
        aggregate=f"round/{round_id}",
        seq=closed["seq"],
    )
    return Closed(round_id=round_id, closed_at=tx.now, nominations=closed["nominations"])
