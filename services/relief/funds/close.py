"""A fund is closed when nothing of it is under way; its final account is due within three months (慈善法 art. 72)."""

from datetime import datetime
from uuid import UUID

from contracts.events.relief import FundClosed
from kernel.commands import Transaction
from kernel.errors import Conflict
from kernel.routes import command
from kernel.web import Output
from services.relief.funds.row import lock as lock_fund
from services.relief.storage import SQL


class Closed(Output):
    """Nothing enters or leaves it any more."""

    fund_id: UUID
    closed_at: datetime


@command(
    "POST /funds/{fund_id}/close",
    may="relief:manage",
    says="Close a fund of which nothing is under way.",
    refuses=("fund-already-closed", "fund-has-reservations", "fund-unknown"),
)
async def close_fund(tx: Transaction, fund_id: UUID) -> Closed:
    """Raises NotFound("fund-unknown"), Conflict("fund-already-closed", "fund-has-reservations")."""
    fund = await lock_fund(tx.conn, fund_id)
    if fund.closed_at is not None:
        raise Conflict("fund-already-closed")
    if await tx.conn.fetchval(*SQL["reserved-of"](fund_id=fund_id)):
        raise Conflict("fund-has-reservations")
    await tx.emit(
        FundClosed(fund_id=str(fund_id), closed_at=tx.now),
        aggregate=f"fund/{fund_id}",
        seq=await tx.conn.fetchval(*SQL["close-fund"](fund_id=fund_id, closed_at=tx.now)),
    )
    return Closed(fund_id=fund_id, closed_at=tx.now)
