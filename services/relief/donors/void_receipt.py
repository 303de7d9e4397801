"""A receipt is voided with a reason; it stays where it is, and the donation may get another one."""

from datetime import datetime
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Conflict
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.relief.donors.row import lock_receipt
from services.relief.storage import SQL


class Voiding(Input):
    """Why."""

    reason: Text


class Voided(Output):
    """It counts no more."""

    number: int
    donation_id: UUID
    voided_at: datetime


@command(
    "POST /receipts/{number}/void",
    may="relief:receive",
    says="Void a receipt; it stays.",
    refuses=("receipt-already-voided", "receipt-unknown"),
)
async def void_receipt(tx: Transaction, number: int, order: Voiding) -> Voided:
    """Raises NotFound("receipt-unknown"), Conflict("receipt-already-voided")."""
    receipt = await lock_receipt(tx.conn, number)
    if receipt.voided_at is not None:
        raise Conflict("receipt-already-voided")
    await tx.conn.execute(
        *SQL["void-receipt"](donation_id=receipt.donation_id, voided_at=tx.now, void_reason=order.reason)
    )
    return Voided(number=number, donation_id=receipt.donation_id, voided_at=tx.now)
