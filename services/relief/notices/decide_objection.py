"""An objection is upheld, which ends the case, or dismissed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Conflict, Forbidden
from kernel.routes import command
from kernel.web import Input, Output
from services.relief.notices.row import lock as lock_objection
from services.relief.storage import SQL


class Decision(Input):
    """Whether it is right."""

    upheld: bool


class Decided(Output):
    """What became of it."""

    objection_id: UUID
    state: Literal["upheld", "dismissed"]
    decided_at: datetime


@command(
    "POST /objections/{objection_id}/decide",
    may="relief:approve",
    says="Uphold an objection, which ends the case, or dismiss it.",
    refuses=("case-unknown", "objection-already-decided", "objection-decider-is-submitter", "objection-unknown"),
)
async def decide_objection(tx: Transaction, objection_id: UUID, order: Decision) -> Decided:
    """Raises NotFound("objection-unknown"), Conflict("objection-already-decided"), Forbidden(…)."""
    case, objection = await lock_objection(tx.conn, objection_id)
    if objection.state != "open":
        raise Conflict("objection-already-decided")
    if case.opened_by == tx.caller.subject:
        raise Forbidden("objection-decider-is-submitter")
    state: Literal["upheld", "dismissed"] = "upheld" if order.upheld else "dismissed"
    await tx.conn.execute(
        *SQL["decide-objection"](
            objection_id=objection_id, state=state, decided_at=tx.now, decided_by=tx.caller.subject
        )
    )
    if order.upheld and case.state == "approved":
        await tx.conn.execute(*SQL["set-case-state"](id=case.id, state="rejected"))
    return Decided(objection_id=objection_id, state=state, decided_at=tx.now)
