"""Somebody else has looked at a case's evidence and says that it is there."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.db import Connection, Row
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.rules import check_validatable
from services.relief.storage import SQL


class Validated(Output):
    """It can be decided."""

    case_id: UUID
    state: Literal["validated"] = "validated"
    validated_at: datetime


async def locked(conn: Connection, case_id: UUID) -> Row:
    """The case, locked. Raises NotFound("case-unknown")."""
    found = await conn.fetchrow(*SQL["lock-case"](case_id=case_id))
    if found is None:
        raise NotFound("case-unknown")
    return found


@command(
    "POST /cases/{case_id}/validate",
    may="relief:validate",
    says="Say that the evidence of somebody else's case is there.",
    refuses=("case-not-draft", "case-unknown", "case-validator-is-submitter"),
)
async def validate_case(tx: Transaction, case_id: UUID) -> Validated:
    """Raises NotFound("case-unknown"), Conflict("case-not-draft"), Forbidden("case-validator-is-submitter")."""
    found = await locked(tx.conn, case_id)
    check_validatable(state=found["state"], opened_by=found["opened_by"], validator=tx.caller.subject)
    await tx.conn.execute(*SQL["validate-case"](case_id=case_id, validated_at=tx.now, validated_by=tx.caller.subject))
    return Validated(case_id=case_id, validated_at=tx.now)
