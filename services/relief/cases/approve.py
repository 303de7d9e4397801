"""A third person grants what a case asks for; cases of one household together stay within its cap (RULE-30)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.row import Case, Kin
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import check_decidable, check_household
from services.relief.people.declare_relation import check_unrelated
from services.relief.storage import SQL


class Granted(Output):
    """It can be noticed, and paid after that."""

    case_id: UUID
    state: Literal["approved"] = "approved"
    decided_at: datetime


@command(
    "POST /cases/{case_id}/approve",
    may="relief:approve",
    says="Grant what a validated case asks for.",
    refuses=(
        "case-approver-is-submitter",
        "case-approver-is-validator",
        "case-not-validated",
        "case-unknown",
        "household-above-cap",
        "related-party",
        "standard-unknown",
    ),
)
async def approve_case(tx: Transaction, case_id: UUID) -> Granted:
    """Raises NotFound("case-unknown"), Conflict("case-not-validated"), Refused("household-above-cap"), Forbidden(…)."""
    case = await lock_case(tx.conn, case_id)
    check_decidable(
        state=case.state,
        opened_by=case.opened_by,
        validated_by=case.validated_by,
        decider=tx.caller.subject,
    )
    await check_unrelated(tx, None, case_id)
    await _within_cap(tx, case)
    await tx.conn.execute(
        *SQL["decide-case"](case_id=case_id, state="approved", decided_at=tx.now, decided_by=tx.caller.subject)
    )
    return Granted(case_id=case_id, decided_at=tx.now)


async def _within_cap(tx: Transaction, case: Case) -> None:
    await tx.conn.execute(*SQL["lock-grants"]())
    grants = {kin.id: kin.grant for kin in await Kin.every(tx.conn, id=case.id)}
    standard = await tx.conn.fetchval(*SQL["standard-on"](day=case.starts_on))
    if standard is None:
        raise Refused("standard-unknown")
    check_household(grants.pop(case.id), grants.values(), standard)
