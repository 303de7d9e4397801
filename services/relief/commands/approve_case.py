"""A third person grants what a case asks for; cases of one household together stay within its cap (I-30)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.db import Row
from kernel.errors import Refused
from kernel.web import Output
from services.relief.commands.declare_relation import check_unrelated
from services.relief.commands.validate_case import locked
from services.relief.domain.cases import check_decidable, check_duplicates
from services.relief.storage import SQL


class Granted(Output):
    """It can be noticed, and paid after that."""

    case_id: UUID
    state: Literal["approved"] = "approved"
    decided_at: datetime


async def approve_case(tx: Transaction, case_id: UUID) -> Granted:
    """Raises NotFound("case-unknown"), Conflict("case-not-validated"), Refused("household-above-cap"), Forbidden(…)."""
    found = await locked(tx.conn, case_id)
    check_decidable(
        state=found["state"],
        opened_by=found["opened_by"],
        validated_by=found["validated_by"],
        decider=tx.caller.subject,
    )
    members = [row["fingerprint"] for row in await tx.conn.fetch(SQL["members-of-case"], case_id)]
    await check_unrelated(tx, members[0], case_id)
    await _within_cap(tx, found, members)
    await tx.conn.execute(SQL["decide-case"], case_id, "approved", tx.now, tx.caller.subject)
    return Granted(case_id=case_id, decided_at=tx.now)


async def _within_cap(tx: Transaction, found: Row, members: list[bytes]) -> None:
    # In the order of the fingerprints, so that two households that overlap can wait, never deadlock.
    for member in members:
        await tx.conn.execute(SQL["lock-household"], member)
    others = await tx.conn.fetch(SQL["granted-duplicates"], found["id"], found["starts_on"], found["valid_until"])
    standard = await tx.conn.fetchval(SQL["standard-on"], found["starts_on"])
    if standard is None:
        raise Refused("standard-unknown")
    people = await tx.conn.fetchval(SQL["people-of"], [found["id"], *(row["id"] for row in others)])
    check_duplicates(
        monthly_fen=found["monthly_fen"],
        others_fen=[row["monthly_fen"] for row in others],
        standard_fen=standard,
        people=people,
    )
