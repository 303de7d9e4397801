"""A need comes a step further, or is taken up again; every step is kept (ACT-20)."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import NeedMoved
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.activities.needs.row import lock as lock_need
from services.activities.needs.rules import check_step
from services.activities.storage import SQL


class Step(Input):
    """Where to; `matched_organisation_id` with "matched" only. The note stays in the room."""

    to: Literal["accepted", "matched", "resolved", "reopened"]
    matched_organisation_id: UUID | None = None
    note: Text | None = None


class Moved(Output):
    """Where the need stands."""

    need_id: UUID
    state: str


@command(
    "POST /needs/{need_id}/steps",
    may="activities:manage",
    says="Move a need a step further, or take it up again.",
    refuses=("match-without-organisation", "matched-organisation-unknown", "need-step-impossible", "need-unknown"),
)
async def move_need(tx: Transaction, need_id: UUID, order: Step) -> Moved:
    """Raises NotFound("need-unknown"), Conflict("need-step-impossible"), Refused("match-without-organisation")."""
    need = await lock_need(tx.conn, need_id)
    check_step(need.state, order.to, matched=order.matched_organisation_id is not None)
    matched = order.matched_organisation_id or (need.matched_organisation_id if order.to == "resolved" else None)
    seq = await tx.conn.fetchval(*SQL["move-need"](need_id=need_id, state=order.to, matched_organisation_id=matched))
    await tx.conn.execute(
        *SQL["insert-step"](
            need_id=need_id, number=seq, state=order.to, note=order.note, moved_at=tx.now, moved_by=tx.caller.subject
        )
    )
    await tx.emit(
        NeedMoved(
            **need.facts(),
            state=order.to,
            previous=need.state,
            matched_organisation_id=str(matched) if matched else None,
            raised_at=need.raised_at,
            moved_at=tx.now,
        ),
        aggregate=f"need/{need_id}",
        seq=seq,
    )
    return Moved(need_id=need_id, state=order.to)
