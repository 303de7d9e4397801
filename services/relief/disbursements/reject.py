"""Somebody else gives a disbursement back, approved or not, and its money can be spent again."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementRejected
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.disbursements.expire import release
from services.relief.disbursements.row import lock as lock_disbursement
from services.relief.funds.rules import check_rejectable
from services.relief.storage import SQL


class Rejected(Output):
    """The reserve is void."""

    disbursement_id: UUID
    state: Literal["rejected"] = "rejected"
    rejected_at: datetime


@command(
    "POST /disbursements/{disbursement_id}/reject",
    may="relief:approve",
    says="Give a request of somebody else back, approved or not.",
    refuses=("approver-is-submitter", "disbursement-already-settled", "disbursement-unknown"),
)
async def reject_disbursement(tx: Transaction, disbursement_id: UUID) -> Rejected:
    """Raises NotFound("disbursement-unknown"), Conflict("disbursement-already-settled"), Forbidden(…)."""
    fund, found = await lock_disbursement(tx.conn, disbursement_id)
    check_rejectable(state=found.state, requested_by=found.requested_by, decider=tx.caller.subject)
    await tx.conn.execute(
        *SQL["reject-disbursement"](disbursement_id=disbursement_id, rejected_at=tx.now, rejected_by=tx.caller.subject)
    )
    seq = await release(tx, fund, found)
    await tx.emit(
        DisbursementRejected(**found.facts(fund), rejected_at=tx.now),
        aggregate=f"fund/{fund.id}",
        seq=seq,
    )
    return Rejected(disbursement_id=disbursement_id, rejected_at=tx.now)
