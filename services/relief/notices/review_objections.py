"""An officer looks at what strangers wrote: what is to be decided is taken up, the rest is set aside together."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from kernel.commands import Transaction
from kernel.errors import Conflict, Forbidden, NotFound
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.relief.notices.row import lock_noticed, sealed
from services.relief.storage import SQL


class Aside(Input):
    """Which of a notice's objections, and why none of them has to be decided."""

    objection_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=100)]
    reason: Text


class TakenUp(Output):
    """It holds the payment until it is decided."""

    objection_id: UUID
    taken_up_at: datetime


class SetAside(Output):
    """So many are settled; they stay to be read."""

    notice_id: UUID
    count: int


@command(
    "POST /objections/{objection_id}/take-up",
    may="relief:approve",
    says="Take an objection without a sender up: it holds the payment until it is decided.",
    refuses=("case-unknown", "objection-already-decided", "objection-decider-is-submitter", "objection-unknown"),
)
async def take_up_objection(tx: Transaction, objection_id: UUID) -> TakenUp:
    """Raises NotFound("objection-unknown"), Conflict("objection-already-decided"), Forbidden(…)."""
    objection = await sealed(tx.conn, objection_id)
    await _lock(tx, objection.case_id)
    if (
        await tx.conn.fetchval(
            *SQL["take-up-objection"](objection_id=objection_id, taken_up_at=tx.now, taken_up_by=tx.caller.subject)
        )
        is None
    ):
        raise Conflict("objection-already-decided")
    return TakenUp(objection_id=objection_id, taken_up_at=tx.now)


@command(
    "POST /notices/{notice_id}/objections/set-aside",
    may="relief:approve",
    says="Set objections without a sender aside together, with a reason.",
    refuses=("case-unknown", "notice-unknown", "objection-already-decided", "objection-decider-is-submitter"),
)
async def set_objections_aside(tx: Transaction, notice_id: UUID, order: Aside) -> SetAside:
    """Only those without a sender; others are decided one by one.

    Raises NotFound("notice-unknown"), Conflict("objection-already-decided"), Forbidden(…).
    """
    case_id = await tx.conn.fetchval(*SQL["case-of-notice"](notice_id=notice_id))
    if case_id is None:
        raise NotFound("notice-unknown")
    await _lock(tx, case_id)
    ids = sorted(set(order.objection_ids))
    done = await tx.conn.fetch(
        *SQL["set-objections-aside"](
            notice_id=notice_id, reason=order.reason, decided_at=tx.now, decided_by=tx.caller.subject, ids=ids
        )
    )
    if len(done) != len(ids):
        # All or none: one that was decided meanwhile, or has a sender, is not what the officer looked at.
        raise Conflict("objection-already-decided")
    return SetAside(notice_id=notice_id, count=len(done))


async def _lock(tx: Transaction, case_id: UUID) -> None:
    case = await lock_noticed(tx.conn, case_id)
    if case.opened_by == tx.caller.subject:
        raise Forbidden("objection-decider-is-submitter")
