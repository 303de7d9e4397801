"""How a session was changed: what it was before each change, when and why."""

from datetime import datetime
from uuid import UUID

from kernel.auth import Caller
from kernel.db import Connection
from kernel.routes import query
from kernel.web import Output
from services.activities.sessions.queries import check_door
from services.activities.storage import SQL


class SessionChange(Output):
    """What a session was before a change, and why it was changed."""

    kind: str
    reason: str
    changed_at: datetime
    changed_by: str
    venue_id: UUID
    venue_name: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    online_capacity: int


@query(
    "GET /sessions/{session_id}/changes",
    may="activities:read",
    at="venue",
    says="How a session was changed: what it was before, when and why; the newest first.",
    refuses=("another-organisation",),
)
async def list_changes(conn: Connection, caller: Caller, session_id: UUID) -> list[SessionChange]:
    """The changes of one session."""
    await check_door(conn, caller, session_id)
    return [SessionChange(**dict(r)) for r in await conn.fetch(*SQL["list-changes"](session_id=session_id))]
