"""A third person pays what was approved: the reserve leaves the fund, once (I-23, I-25)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementPaid
from kernel.commands import Transaction
from kernel.web import Output
from services.relief import ledger
from services.relief.commands.approve_disbursement import locked
from services.relief.domain import check_payable
from services.relief.storage import SQL


class Paid(Output):
    """The money went out."""

    disbursement_id: UUID
    state: Literal["paid"] = "paid"
    paid_at: datetime


async def pay_disbursement(tx: Transaction, disbursement_id: UUID) -> Paid:
    """Raises NotFound("disbursement-unknown"), Conflict("disbursement-not-approved"), Forbidden("payer-is-…")."""
    fund, found = await locked(tx.conn, disbursement_id)
    check_payable(
        state=found["state"],
        requested_by=found["requested_by"],
        approved_by=found["approved_by"],
        payer=tx.caller.subject,
    )
    await tx.conn.execute(SQL["pay-disbursement"], disbursement_id, tx.now, tx.caller.subject)
    seq = await ledger.post(
        tx.conn, fund, "pay", disbursement_id, found["amount_fen"], occurred_at=tx.now, posted_at=tx.now
    )
    await tx.emit(
        DisbursementPaid(
            fund_id=str(fund["id"]),
            disbursement_id=str(disbursement_id),
            programme=fund["programme"],
            organisation_id=str(fund["organisation_id"]),
            amount_fen=found["amount_fen"],
            purpose=found["purpose"],
            requested_at=found["requested_at"],
            paid_at=tx.now,
        ),
        aggregate=f"fund/{fund['id']}",
        seq=seq,
    )
    return Paid(disbursement_id=disbursement_id, paid_at=tx.now)
