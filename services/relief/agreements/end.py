"""An agreement ends with its term."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import AgreementEnded
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.web import Output
from services.relief.agreements.row import lock as lock_agreement
from services.relief.agreements.rules import check_over
from services.relief.storage import SQL


class Ended(Output):
    """It is in force no more."""

    agreement_id: UUID
    state: Literal["ended"] = "ended"
    ended_at: datetime


async def end_agreement(tx: Transaction, agreement_id: UUID) -> Ended:
    """Raises NotFound("agreement-unknown"), Conflict("agreement-still-runs")."""
    agreement = await lock_agreement(tx.conn, agreement_id)
    check_over(agreement.state, ends_on=agreement.ends_on, today=local_day(tx.now))
    await tx.emit(
        AgreementEnded(**agreement.facts(), ended_at=tx.now),
        aggregate=f"agreement/{agreement_id}",
        seq=await tx.conn.fetchval(
            *SQL["end-agreement"](agreement_id=agreement_id, state="ended", ended_at=tx.now, end_reason=None)
        ),
    )
    return Ended(agreement_id=agreement_id, ended_at=tx.now)
