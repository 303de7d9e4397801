"""An agreement is ended before its time, with a reason; its parties are informed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import AgreementTerminated
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.relief.agreements.row import lock as lock_agreement
from services.relief.agreements.rules import check_terminable
from services.relief.storage import SQL


class Termination(Input):
    """Why."""

    reason: Text


class Terminated(Output):
    """It is in force no more."""

    agreement_id: UUID
    state: Literal["terminated"] = "terminated"
    ended_at: datetime


@command(
    "POST /agreements/{agreement_id}/terminate",
    may="relief:manage",
    says="End an agreement before its time.",
    refuses=("agreement-already-ended", "agreement-unknown"),
)
async def terminate_agreement(tx: Transaction, agreement_id: UUID, order: Termination) -> Terminated:
    """Raises NotFound("agreement-unknown"), Conflict("agreement-already-ended")."""
    agreement = await lock_agreement(tx.conn, agreement_id)
    check_terminable(agreement.state)
    await tx.emit(
        AgreementTerminated(**agreement.facts(), terminated_at=tx.now),
        aggregate=f"agreement/{agreement_id}",
        seq=await tx.conn.fetchval(
            *SQL["end-agreement"](
                agreement_id=agreement_id, state="terminated", ended_at=tx.now, end_reason=order.reason
            )
        ),
    )
    return Terminated(agreement_id=agreement_id, ended_at=tx.now)
