"""A reservation whose time is over is voided, and its money can be spent again (REL-3, RULE-25)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementExpired
from kernel.commands import Transaction
from kernel.web import Output
from services.relief.disbursements.row import Disbursement
from services.relief.disbursements.row import lock as lock_disbursement
from services.relief.funds import ledger
from services.relief.funds.row import Fund
from services.relief.funds.rules import check_expired
from services.relief.storage import SQL


class Expired(Output):
    """The reserve is void."""

    disbursement_id: UUID
    state: Literal["expired"] = "expired"
    expired_at: datetime


async def release(tx: Transaction, fund: Fund, found: Disbursement) -> int:
    """Void the reserve of a disbursement and give its part of a case's grant back; answers the fund's new seq."""
    if found.case_id is not None:
        await tx.conn.execute(*SQL["give-back"](case_id=found.case_id, amount_fen=found.amount_fen))
    return await ledger.post(tx.conn, fund, "void", found.id, found.amount_fen, occurred_at=tx.now, posted_at=tx.now)


async def expire_disbursement(tx: Transaction, disbursement_id: UUID) -> Expired:
    """Raises NotFound("disbursement-unknown"), Conflict("disbursement-already-settled", "disbursement-still-runs")."""
    fund, found = await lock_disbursement(tx.conn, disbursement_id)
    check_expired(state=found.state, now=tx.now, expires_at=found.expires_at)
    await tx.conn.execute(*SQL["expire-disbursement"](disbursement_id=disbursement_id, expired_at=tx.now))
    seq = await release(tx, fund, found)
    await tx.emit(
        DisbursementExpired(**found.facts(fund), expired_at=tx.now),
        aggregate=f"fund/{fund.id}",
        seq=seq,
    )
    return Expired(disbursement_id=disbursement_id, expired_at=tx.now)
