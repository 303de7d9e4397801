"""Somebody else has looked at a case's evidence and says that it is there."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import check_validatable
from services.relief.storage import SQL


class Validated(Output):
    """It can be decided."""

    case_id: UUID
    state: Literal["validated"] = "validated"
    validated_at: datetime


@command(
    "POST /cases/{case_id}/validate",
    may="relief:validate",
    says="Say that the evidence of somebody else's case is there.",
    refuses=("case-not-draft", "case-unknown", "case-validator-is-submitter"),
)
async def validate_case(tx: Transaction, case_id: UUID) -> Validated:
    """Raises NotFound("case-unknown"), Conflict("case-not-draft"), Forbidden("case-validator-is-submitter")."""
    case = await lock_case(tx.conn, case_id)
    check_validatable(state=case.state, opened_by=case.opened_by, validator=tx.caller.subject)
    await tx.conn.execute(*SQL["validate-case"](case_id=case_id, validated_at=tx.now, validated_by=tx.caller.subject))
    return Validated(case_id=case_id, validated_at=tx.now)
