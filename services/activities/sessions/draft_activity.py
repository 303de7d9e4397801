"""An activity is drafted: it is neither shown nor open for registration before it is published."""

from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Programme, Source, Text
from services.activities.storage import SQL


class Draft(Input):
    """What an operator enters."""

    activity_id: UUID | None = None
    title: Text
    programme: Programme
    mode: Literal["on-site", "online", "mixed"] = "on-site"
    organisation_id: UUID
    source: Source = "operator"


class Drafted(Output):
    """The activity's id."""

    activity_id: UUID


@command(
    "POST /activities",
    may="activities:manage",
    says="Draft an activity.",
    refuses=("activity-already-exists", "organisation-unknown"),
)
async def draft_activity(tx: Transaction, order: Draft) -> Drafted:
    """No event: a draft concerns only its author. Raises Refused("organisation-unknown", "already-exists")."""
    activity_id = order.activity_id or new_id()
    await tx.conn.execute(
        *SQL["insert-activity"](
            activity_id=activity_id,
            title=order.title,
            programme=order.programme,
            mode=order.mode,
            organisation_id=order.organisation_id,
            source=order.source,
        )
    )
    return Drafted(activity_id=activity_id)
