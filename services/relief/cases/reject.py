"""A third person refuses what a case asks for."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import check_decidable
from services.relief.storage import SQL


class Refusal(Output):
    """Nothing is granted."""

    case_id: UUID
    state: Literal["rejected"] = "rejected"
    decided_at: datetime


@command(
    "POST /cases/{case_id}/reject",
    may="relief:approve",
    says="Refuse what a validated case asks for.",
    refuses=("case-approver-is-submitter", "case-approver-is-validator", "case-not-validated", "case-unknown"),
)
async def reject_case(tx: Transaction, case_id: UUID) -> Refusal:
    """Raises NotFound("case-unknown"), Conflict("case-not-validated"), Forbidden(…)."""
    case = await lock_case(tx.conn, case_id)
    check_decidable(
        state=case.state,
        opened_by=case.opened_by,
        validated_by=case.validated_by,
        decider=tx.caller.subject,
    )
    await tx.conn.execute(
        *SQL["decide-case"](case_id=case_id, state="rejected", decided_at=tx.now, decided_by=tx.caller.subject)
    )
    return Refusal(case_id=case_id, decided_at=tx.now)
