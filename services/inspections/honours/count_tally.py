"""What a stall handed out on a day is counted; counting again replaces the count."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from contracts.events.inspections import TallyCounted
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.honours.row import lock_stall
from services.inspections.storage import SQL


class Tally(Input):
    """How many of a material on a day, in all; seats of a talk count as a material that is handed out."""

    day: date
    material: Literal["leaflet", "booklet", "rapid-test-kit", "tableware-kit", "talk-seat"]
    handed_out: Annotated[int, Field(ge=0, le=100_000)]


class Counted(Output):
    """What had been counted before, 0 for a first count."""

    stall_id: UUID
    before: int


@command(
    "POST /stalls/{stall_id}/tallies",
    may="inspections:manage",
    says="Count what was handed out on a day; counting again replaces.",
    refuses=("counted-in-the-future", "outside-the-campaign", "stall-unknown"),
)
async def count_tally(tx: Transaction, stall_id: UUID, order: Tally) -> Counted:
    """Raises NotFound("stall-unknown"), Refused("outside-the-campaign", "counted-in-the-future")."""
    # Locks the campaign, so two counts of one stall and day take turns and each says what it replaces.
    stall = await lock_stall(tx.conn, stall_id)
    if not stall.starts_on <= order.day <= stall.ends_on:
        raise Refused("outside-the-campaign")
    if order.day > local_day(tx.now):
        raise Refused("counted-in-the-future")
    before: int = (
        await tx.conn.fetchval(*SQL["counted-before"](stall_id=stall_id, day=order.day, material=order.material)) or 0
    )
    await tx.conn.execute(
        *SQL["keep-tally"](
            stall_id=stall_id,
            day=order.day,
            material=order.material,
            handed_out=order.handed_out,
            counted_by=tx.caller.subject,
        )
    )
    await tx.emit(
        TallyCounted(
            **stall.facts(),
            material=order.material,
            day=order.day,
            handed_out=order.handed_out,
            before=before,
        ),
        aggregate=f"campaign/{stall.campaign_id}",
        seq=await tx.conn.fetchval(*SQL["touch-campaign"](campaign_id=stall.campaign_id)),
    )
    return Counted(stall_id=stall_id, before=before)
