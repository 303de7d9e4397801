"""A stall or a talk joins a campaign."""

from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.inspections.storage import SQL


class Stall(Input):
    """What stands where."""

    stall_id: UUID | None = None
    title: Text
    kind: Literal["stall", "talk"]
    venue_id: UUID | None = None
    source: Source = "operator"


class StallSet(Output):
    """The stall's id."""

    stall_id: UUID


@command(
    "POST /campaigns/{campaign_id}/stalls",
    may="inspections:manage",
    says="Add a stall or a talk to a campaign.",
    refuses=("campaign-unknown", "stall-already-exists"),
)
async def set_up_stall(tx: Transaction, campaign_id: UUID, order: Stall) -> StallSet:
    """Raises Refused("stall-already-exists", "campaign-unknown")."""
    stall_id = order.stall_id or new_id()
    await tx.conn.execute(
        *SQL["insert-stall"](
            stall_id=stall_id,
            campaign_id=campaign_id,
            title=order.title,
            kind=order.kind,
            venue_id=order.venue_id,
            source=order.source,
        )
    )
    return StallSet(stall_id=stall_id)
