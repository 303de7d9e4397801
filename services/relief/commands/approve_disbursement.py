"""A second person approves a disbursement; its money stays reserved until a third one pays it (I-23)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementApproved
from kernel.commands import Transaction
from kernel.db import Connection, Row
from kernel.errors import NotFound
from kernel.web import Output
from services.relief.domain import check_decidable
from services.relief.storage import SQL


class Approved(Output):
    """It can be paid."""

    disbursement_id: UUID
    state: Literal["approved"] = "approved"
    approved_at: datetime


async def locked(conn: Connection, disbursement_id: UUID) -> tuple[Row, Row]:
    """The fund and its disbursement, locked in this order. Raises NotFound("disbursement-unknown")."""
    fund = await conn.fetchrow(SQL["lock-fund"], await conn.fetchval(SQL["fund-of-disbursement"], disbursement_id))
    if fund is None:
        raise NotFound("disbursement-unknown")
    found = await conn.fetchrow(SQL["disbursement-for-command"], disbursement_id)
    assert found is not None
    return fund, found


async def approve_disbursement(tx: Transaction, disbursement_id: UUID) -> Approved:
    """Raises NotFound("disbursement-unknown"), Conflict("disbursement-not-requested"), Forbidden(…)."""
    fund, found = await locked(tx.conn, disbursement_id)
    check_decidable(state=found["state"], requested_by=found["requested_by"], decider=tx.caller.subject)
    await tx.conn.execute(SQL["approve-disbursement"], disbursement_id, tx.now, tx.caller.subject)
    await tx.emit(
        DisbursementApproved(
            fund_id=str(fund["id"]),
            disbursement_id=str(disbursement_id),
            programme=fund["programme"],
            organisation_id=str(fund["organisation_id"]),
            amount_fen=found["amount_fen"],
            purpose=found["purpose"],
            requested_at=found["requested_at"],
            approved_at=tx.now,
        ),
        aggregate=f"fund/{fund['id']}",
        seq=await tx.conn.fetchval(SQL["touch-fund"], fund["id"]),
    )
    return Approved(disbursement_id=disbursement_id, approved_at=tx.now)
