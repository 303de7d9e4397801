"""An objection is upheld, which ends the case, or dismissed."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Conflict, Forbidden, NotFound
from kernel.routes import command
from kernel.web import Input, Output
from services.relief.cases.row import lock as lock_case
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
    place = await tx.conn.fetchrow(*SQL["sealed-objection"](objection_id=objection_id))
    if place is None:
        raise NotFound("objection-unknown")
    # Case, notice, objection: the order in which a payment locks them.
    case = await lock_case(tx.conn, place["case_id"])
    await tx.conn.execute(*SQL["lock-notice-of-case"](case_id=place["case_id"]))
    found = await tx.conn.fetchrow(*SQL["lock-objection"](objection_id=objection_id))
    assert found is not None
    if found["state"] != "open":
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
