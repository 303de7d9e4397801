"""A draft is published: from now on people can register for its sessions."""

from datetime import datetime
from uuid import UUID

from contracts.events.activities import ActivityPublished
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.activities.sessions.row import lock_activity
from services.activities.sessions.rules import check_publishable
from services.activities.storage import SQL


class Published(Output):
    """When it became visible."""

    activity_id: UUID
    published_at: datetime


@command(
    "POST /activities/{activity_id}/publish",
    may="activities:manage",
    says="Publish a draft.",
    refuses=("activity-already-published", "activity-unknown"),
)
async def publish_activity(tx: Transaction, activity_id: UUID) -> Published:
    """Raises NotFound("activity-unknown"), Conflict("activity-already-published")."""
    activity = await lock_activity(tx.conn, activity_id)
    check_publishable(activity.state)
    seq = await tx.conn.fetchval(*SQL["publish-activity"](activity_id=activity_id, published_at=tx.now))
    await tx.emit(
        ActivityPublished(
            **activity.facts(),
            title=activity.title,
            source=activity.source,
            mode=activity.mode,
            published_at=tx.now,
        ),
        aggregate=f"activity/{activity_id}",
        seq=seq,
    )
    return Published(activity_id=activity_id, published_at=tx.now)
