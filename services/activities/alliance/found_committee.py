"""A joint committee links the branches of one building."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.activities.storage import SQL


class Committee(Input):
    """Its name and its building; `committee_id` may be given, so that a loader can repeat itself."""

    committee_id: UUID | None = None
    name: Text
    building: Text
    source: Source = "operator"


class Founded(Output):
    """The committee's id."""

    committee_id: UUID


@command(
    "POST /committees",
    may="activities:manage",
    says="Found a building's joint committee.",
    refuses=("committee-already-exists", "committee-name-taken"),
)
async def found_committee(tx: Transaction, order: Committee) -> Founded:
    """Raises Refused("committee-name-taken", "committee-already-exists"). No event: it has no members yet."""
    committee_id = order.committee_id or new_id()
    await tx.conn.execute(
        *SQL["insert-committee"](
            committee_id=committee_id, name=order.name, building=order.building, source=order.source
        )
    )
    return Founded(committee_id=committee_id)
