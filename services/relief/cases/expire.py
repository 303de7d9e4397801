"""A case that was not settled in time is over."""

from typing import Literal
from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.web import Output
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import check_over
from services.relief.storage import SQL


class Over(Output):
    """Nothing more is paid for it."""

    case_id: UUID
    state: Literal["expired"] = "expired"


async def expire_case(tx: Transaction, case_id: UUID) -> Over:
    """Raises NotFound("case-unknown"), Conflict("case-still-runs")."""
    case = await lock_case(tx.conn, case_id)
    check_over(state=case.state, valid_until=case.valid_until, today=local_day(tx.now))
    await tx.conn.execute(*SQL["set-case-state"](id=case_id, state="expired"))
    return Over(case_id=case_id)
