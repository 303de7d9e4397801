"""A disposal whose recheck passed is closed; suspended awards hold again when it was the last (INS-12, INS-15)."""

from datetime import datetime
from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.inspections.disposals.consequences import end_disposal
from services.inspections.disposals.row import lock as lock_disposal
from services.inspections.disposals.rules import check_step


class DisposalEnded(Output):
    """When it was closed."""

    disposal_id: UUID
    closed_at: datetime


@command(
    "POST /disposals/{disposal_id}/close",
    may="inspections:manage",
    says="Close a disposal whose recheck passed.",
    refuses=("disposal-not-in-order", "disposal-unknown", "establishment-unknown"),
)
async def close_disposal(tx: Transaction, disposal_id: UUID) -> DisposalEnded:
    """Raises NotFound("disposal-unknown"), Conflict("disposal-not-in-order")."""
    disposal = await lock_disposal(tx.conn, disposal_id)
    check_step(disposal.state, "closed")
    await end_disposal(tx, disposal, "recheck-passed")
    return DisposalEnded(disposal_id=disposal_id, closed_at=tx.now)
