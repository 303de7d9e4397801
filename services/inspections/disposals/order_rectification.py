"""The establishment of a failure is ordered to put things right, and until when."""

from datetime import date
from uuid import UUID

from kernel.announced import working_calendar
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.inspections.disposals.row import lock as lock_disposal
from services.inspections.disposals.rules import check_step
from services.inspections.samples.deadlines import RECTIFY_WORKING_DAYS, due
from services.inspections.storage import SQL


class DisposalStep(Output):
    """Where a disposal is now, and the last day for what comes next."""

    disposal_id: UUID
    state: str
    due_on: date


@command(
    "POST /disposals/{disposal_id}/rectify",
    may="inspections:manage",
    says="Order a rectification.",
    refuses=("disposal-not-in-order", "disposal-unknown"),
)
async def order_rectification(tx: Transaction, disposal_id: UUID) -> DisposalStep:
    """Raises NotFound("disposal-unknown"), Conflict("disposal-not-in-order")."""
    disposal = await lock_disposal(tx.conn, disposal_id)
    check_step(disposal.state, "rectifying")
    due_on = due(tx.now, RECTIFY_WORKING_DAYS, await working_calendar(tx.conn))
    await tx.conn.execute(
        *SQL["step-disposal"](disposal_id=disposal_id, state="rectifying", due_on=due_on, rechecked_at=None)
    )
    return DisposalStep(disposal_id=disposal_id, state="rectifying", due_on=due_on)
