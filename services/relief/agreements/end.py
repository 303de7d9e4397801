"""An agreement ends with its term."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import AgreementEnded
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.web import Output
from services.relief.agreements.rules import check_over
from services.relief.storage import SQL


class Ended(Output):
    """It is in force no more."""

    agreement_id: UUID
    state: Literal["ended"] = "ended"
    ended_at: datetime


async def end_agreement(tx: Transaction, agreement_id: UUID) -> Ended:
    """Raises NotFound("agreement-unknown"), Conflict("agreement-still-runs")."""
    found = await tx.conn.fetchrow(*SQL["lock-agreement"](agreement_id=agreement_id))
    if found is None:
        raise NotFound("agreement-unknown")
    check_over(found["state"], ends_on=found["ends_on"], today=local_day(tx.now))
    await tx.emit(
        AgreementEnded(agreement_id=str(agreement_id), ended_at=tx.now),
        aggregate=f"agreement/{agreement_id}",
        seq=await tx.conn.fetchval(
            *SQL["end-agreement"](agreement_id=agreement_id, state="ended", ended_at=tx.now, end_reason=None)
        ),
    )
    return Ended(agreement_id=agreement_id, ended_at=tx.now)
