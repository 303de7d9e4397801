"""Anybody objects to a noticed case within its window; what is written is sealed like the case itself.

Without signing in, it holds the payment until an officer has looked at it (cases/rules.py, check_noticed), and so many
wait at a notice; who signs in or comes to the counter is always heard, and holds the payment until it is decided.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.sealed import Sealer
from kernel.web import Input, Output
from services.relief.cases.rules import UNREVIEWED_AT_MOST
from services.relief.notices.row import Notice
from services.relief.storage import SQL

# The subject of everybody who asks without signing in.
STRANGER = "anyone"
Channel = Literal["public", "account", "counter"]


class Objection(Input):
    """What speaks against it; a way to answer is up to the writer."""

    text: Annotated[str, StringConstraints(min_length=10, max_length=2000)]


class Objected(Output):
    """It is looked at before anything is paid."""

    objection_id: UUID


@command(
    "POST /public/notices/{notice_id}/objections",
    may="relief:public",
    says="Object to a noticed case; no name is asked for. Signed in, it counts as one with a sender.",
    refuses=("already-objected", "notice-closed", "notice-unknown", "objections-full"),
)
async def object_to(tx: Transaction, notice_id: UUID, order: Objection, sealer: Sealer) -> Objected:
    """From the public site. Raises NotFound("notice-unknown"), Refused("notice-closed", "objections-full", …)."""
    if tx.caller.subject == STRANGER:
        return await _keep(tx, notice_id, order, sealer, "public", None)
    return await _keep(tx, notice_id, order, sealer, "account", tx.caller.subject)


@command(
    "POST /notices/{notice_id}/objections",
    may="relief:manage",
    says="Take an objection at the counter, of somebody whose identity was seen.",
    refuses=("notice-closed", "notice-unknown"),
)
async def object_at_counter(tx: Transaction, notice_id: UUID, order: Objection, sealer: Sealer) -> Objected:
    """Taken by an officer who saw the person. Raises NotFound("notice-unknown"), Refused("notice-closed")."""
    return await _keep(tx, notice_id, order, sealer, "counter", tx.caller.subject)


async def _keep(
    tx: Transaction, notice_id: UUID, order: Objection, sealer: Sealer, channel: Channel, sender: str | None
) -> Objected:
    case_id = await tx.conn.fetchval(*SQL["case-of-notice"](notice_id=notice_id))
    notice = await Notice.one(tx.conn, case_id=case_id)
    if notice is None:
        raise NotFound("notice-unknown")
    if local_day(tx.now) > notice.closes_on:
        raise Refused("notice-closed")
    if (
        channel == "public"
        and await tx.conn.fetchval(*SQL["unreviewed-objections"](notice_id=notice_id)) >= UNREVIEWED_AT_MOST
    ):
        raise Refused("objections-full")
    objection_id = new_id()
    wrapped, box = sealer.make(f"objection/{objection_id}")
    sealed = box.seal("text", order.text)
    await tx.conn.execute(
        *SQL["insert-objection"](
            objection_id=objection_id,
            notice_id=notice_id,
            received_at=tx.now,
            wrapped_key=wrapped,
            sealed=sealed,
            channel=channel,
            sender=sender,
        )
    )
    return Objected(objection_id=objection_id)
