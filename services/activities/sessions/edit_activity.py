"""An activity is edited: its title, how people take part, and its programme until someone registered (ACT-30)."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import ActivityEdited
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Input, Output, Programme, Text
from services.activities.sessions.row import lock_activity
from services.activities.storage import SQL


class ActivityEdit(Input):
    """What it is from now on."""

    title: Text
    programme: Programme
    mode: Literal["on-site", "online", "mixed"]


class EditedActivity(Output):
    """The activity."""

    activity_id: UUID


@command(
    "POST /activities/{activity_id}/edit",
    may="activities:manage",
    says="Edit an activity.",
    refuses=("activity-unknown", "programme-is-counted"),
)
async def edit_activity(tx: Transaction, activity_id: UUID, order: ActivityEdit) -> EditedActivity:
    """No event for a draft. Raises NotFound("activity-unknown"), Refused("programme-is-counted")."""
    activity = await lock_activity(tx.conn, activity_id)
    if order.programme != activity.programme:
        # Its sessions are locked by this: who took a seat before is seen, who takes one after reads the new programme.
        await tx.conn.execute(*SQL["replan-sessions"](activity_id=activity_id))
        if await tx.conn.fetchval(*SQL["programme-is-counted"](activity_id=activity_id)):
            raise Refused("programme-is-counted")
    seq = await tx.conn.fetchval(
        *SQL["edit-activity"](activity_id=activity_id, title=order.title, programme=order.programme, mode=order.mode)
    )
    if activity.state == "published":
        await tx.emit(
            ActivityEdited(
                activity_id=str(activity_id),
                organisation_id=str(activity.organisation_id),
                programme=order.programme,
                title=order.title,
                mode=order.mode,
                source=activity.source,
                edited_at=tx.now,
            ),
            aggregate=f"activity/{activity_id}",
            seq=seq,
        )
    return EditedActivity(activity_id=activity_id)
