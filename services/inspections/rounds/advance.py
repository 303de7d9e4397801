"""A round goes on: to sampling, to testing with every place sampled, to publishing with every sample published."""

from typing import Literal
from uuid import UUID

from contracts.events.inspections import RoundAdvanced
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.rounds.row import left_in
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_advance
from services.inspections.storage import SQL


class Step(Input):
    """The state that follows."""

    to: Literal["sampling", "testing", "publishing"]


class Advanced(Output):
    """Where the round is now."""

    round_id: UUID
    state: str


@command(
    "POST /rounds/{round_id}/advance",
    may="inspections:manage",
    says="Go on to sampling, testing or publishing.",
    refuses=("places-not-sampled", "round-not-in-order", "round-unknown", "samples-not-published"),
)
async def advance_round(tx: Transaction, round_id: UUID, order: Step) -> Advanced:
    """Raises NotFound("round-unknown"), Conflict("round-not-in-order"), Refused("places-not-sampled",
    "samples-not-published")."""
    found = await lock_round(tx.conn, round_id)
    left = await left_in(tx.conn, round_id)
    check_advance(found.state, order.to, unsampled=left.unsampled, unpublished=left.unpublished)
    await tx.emit(
        RoundAdvanced(**found.facts(), state=order.to, advanced_at=tx.now),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["advance-round"](round_id=round_id, state=order.to)),
    )
    return Advanced(round_id=round_id, state=order.to)
