"""A donation gets its receipt, numbered without a gap; an issued one never disappears (慈善法 art. 38)."""

from datetime import datetime
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Output
from services.relief.donors.row import lock_donation
from services.relief.storage import SQL


class Issued(Output):
    """The receipt."""

    number: int
    donation_id: UUID
    amount_fen: int
    issued_at: datetime


@command(
    "POST /donations/{donation_id}/receipt",
    may="relief:receive",
    says="Give a donation its receipt.",
    refuses=("donation-is-reversed", "donation-unknown", "receipt-already-exists"),
)
async def issue_receipt(tx: Transaction, donation_id: UUID) -> Issued:
    """Raises NotFound("donation-unknown"), Refused("donation-is-reversed", "receipt-already-exists")."""
    donation = await lock_donation(tx.conn, donation_id)
    if donation.reversed_at is not None:
        raise Refused("donation-is-reversed")
    number = await tx.conn.fetchval(*SQL["next-number"](name="receipt"))
    await tx.conn.execute(
        *SQL["insert-receipt"](
            number=number,
            donation_id=donation_id,
            amount_fen=donation.amount_fen,
            issued_at=tx.now,
            issued_by=tx.caller.subject,
        )
    )
    return Issued(number=number, donation_id=donation_id, amount_fen=donation.amount_fen, issued_at=tx.now)
