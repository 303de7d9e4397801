"""A household is forgotten: its keys, fingerprints and what was objected go, the figures stay (PIPL art. 47)."""

from datetime import datetime
from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import check_erasable
from services.relief.storage import SQL


class Erased(Output):
    """No one can find out any more who it was."""

    case_id: UUID
    erased_at: datetime


@command(
    "POST /cases/{case_id}/erase",
    may="relief:manage",
    says="Forget a household whose case is over.",
    refuses=("case-still-open", "case-unknown"),
)
async def erase_case(tx: Transaction, case_id: UUID) -> Erased:
    """Raises NotFound("case-unknown"), Conflict("case-still-open")."""
    # Persons before their case, as a request locks them.
    await tx.conn.execute(*SQL["lock-payees-of-case"](case_id=case_id))
    case = await lock_case(tx.conn, case_id)
    check_erasable(state=case.state, valid_until=case.valid_until, today=local_day(tx.now))
    members = [row["fingerprint"] for row in await tx.conn.fetch(*SQL["forget-members"](case_id=case_id))]
    await tx.conn.execute(*SQL["forget-objections"](case_id=case_id))
    await tx.conn.execute(*SQL["forget-case"](case_id=case_id, erased_at=tx.now))
    await tx.conn.execute(*SQL["forget-payees"](case_id=case_id))
    await tx.conn.execute(*SQL["forget-identifiers"](person=members))
    return Erased(case_id=case_id, erased_at=tx.now)
