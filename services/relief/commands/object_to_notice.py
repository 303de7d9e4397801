"""Anybody objects to a noticed case within its window; what is written is sealed like the case itself."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id
from kernel.sealed import Sealer
from kernel.web import Input, Output
from services.relief.storage import SQL


class Objection(Input):
    """What speaks against it; a way to answer is up to the writer."""

    text: Annotated[str, StringConstraints(min_length=10, max_length=2000)]


class Objected(Output):
    """It is looked at before anything is paid."""

    objection_id: UUID


async def object_to(tx: Transaction, notice_id: UUID, order: Objection, sealer: Sealer) -> Objected:
    """Raises NotFound("notice-unknown"), Refused("notice-closed")."""
    case_id = await tx.conn.fetchval(SQL["case-of-notice"], notice_id)
    # The notice's row makes an objection and a payment take turns.
    notice = await tx.conn.fetchrow(SQL["lock-notice-of-case"], case_id)
    if notice is None:
        raise NotFound("notice-unknown")
    if local_day(tx.now) > notice["closes_on"]:
        raise Refused("notice-closed")
    objection_id = new_id()
    wrapped, box = sealer.make(f"objection/{objection_id}")
    sealed = box.seal("text", order.text)
    await tx.conn.execute(SQL["insert-objection"], objection_id, notice_id, tx.now, wrapped, sealed)
    return Objected(objection_id=objection_id)
