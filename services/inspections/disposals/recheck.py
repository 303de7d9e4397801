"""Somebody looked whether things were put right: passed, or the establishment has to try again."""

from typing import Literal
from uuid import UUID

from kernel.announced import working_calendar
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input
from services.inspections.disposals.order_rectification import DisposalStep
from services.inspections.disposals.row import lock as lock_disposal
from services.inspections.disposals.rules import check_step
from services.inspections.samples.deadlines import CLOSE_WORKING_DAYS, RECTIFY_WORKING_DAYS, due
from services.inspections.storage import SQL


class Recheck(Input):
    """What the recheck showed."""

    outcome: Literal["passed", "failed"]


@command(
    "POST /disposals/{disposal_id}/recheck",
    may="inspections:manage",
    says="Record a recheck.",
    refuses=("disposal-not-in-order", "disposal-unknown"),
)
async def recheck_disposal(tx: Transaction, disposal_id: UUID, order: Recheck) -> DisposalStep:
    """Raises NotFound("disposal-unknown"), Conflict("disposal-not-in-order")."""
    disposal = await lock_disposal(tx.conn, disposal_id)
    check_step(disposal.state, "rechecked")
    passed = order.outcome == "passed"
    state = "rechecked" if passed else "rectifying"
    due_on = due(tx.now, CLOSE_WORKING_DAYS if passed else RECTIFY_WORKING_DAYS, await working_calendar(tx.conn))
    await tx.conn.execute(
        *SQL["step-disposal"](disposal_id=disposal_id, state=state, due_on=due_on, rechecked_at=tx.now)
    )
    return DisposalStep(disposal_id=disposal_id, state=state, due_on=due_on)
