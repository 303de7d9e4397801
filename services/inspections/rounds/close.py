"""A round closes: what was named stands, every sample is published, and nothing that failed is left open (RULE-19).

A round that cannot go on is broken off instead, from whatever state it is in, and everybody can read why.
"""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import RoundClosed
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.rounds.row import left_in
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import BrokenOff, check_closable
from services.inspections.storage import SQL


class Closing(Input):
    """`reason`: why the round is broken off; without one it has come to its end in order."""

    reason: BrokenOff | None = None


class Closed(Output):
    """When it closed and how many nominations it has: verified ones, and the others apart."""

    round_id: UUID
    closed_at: datetime
    nominations: int
    unverified: int


@command(
    "POST /rounds/{round_id}/close",
    may="inspections:manage",
    says="Close a round; with a reason, break it off from whatever state it is in.",
    refuses=("disposal-open", "round-already-closed", "round-not-in-order", "round-unknown", "samples-not-published"),
)
async def close_round(tx: Transaction, round_id: UUID, order: Closing | None = None) -> Closed:
    """Raises NotFound("round-unknown"), Conflict("round-already-closed", "round-not-in-order"),
    Refused("samples-not-published", "disposal-open")."""
    found = await lock_round(tx.conn, round_id)
    reason = order.reason if order else None
    left = await left_in(tx.conn, round_id)
    check_closable(
        found.state,
        unpublished=left.unpublished,
        open_disposals=left.open_disposals,
        broken_off=reason is not None,
    )
    closed = await tx.conn.fetchrow(*SQL["close-round"](round_id=round_id, closed_at=tx.now, closing_reason=reason))
    assert closed is not None
    await tx.emit(
        RoundClosed(
            **found.facts(),
            closed_at=tx.now,
            nominations=closed["nominations"],
            unverified=closed["unverified"],
            reason=reason,
        ),
        aggregate=f"round/{round_id}",
        seq=closed["seq"],
    )
    return Closed(
        round_id=round_id, closed_at=tx.now, nominations=closed["nominations"], unverified=closed["unverified"]
    )
