"""The conflicts of a door that wait for a decision."""

from datetime import datetime
from uuid import UUID

from kernel.auth import Caller
from kernel.db import Connection, with_id_as
from kernel.routes import query
from kernel.web import ZERO_ID, Output, PageLimit
from services.activities.sessions.queries import check_door
from services.activities.storage import SQL


class ScanConflict(Output):
    """A scan that does not count by itself, with the person's name where the registration is known."""

    scan_id: UUID
    registration_id: UUID | None
    name: str | None
    ticket: str | None
    device: str
    scanned_at: datetime
    received_at: datetime
    reason: str
    may_check_in: bool | None
    checked_in_at: datetime | None


@query(
    "GET /sessions/{session_id}/scans/conflicts",
    may="activities:check-in",
    at="venue",
    says="Scans of a session's door that are in conflict and not settled.",
    refuses=("another-organisation",),
)
async def list_conflicts(
    conn: Connection, caller: Caller, session_id: UUID, after: UUID = ZERO_ID, limit: PageLimit = 100
) -> list[ScanConflict]:
    """Open conflicts of one session by the scan's id."""
    await check_door(conn, caller, session_id)
    rows = await conn.fetch(*SQL["open-conflicts"](session_id=session_id, after=after, limit=limit))
    return [ScanConflict(**with_id_as(row, "scan_id")) for row in rows]
