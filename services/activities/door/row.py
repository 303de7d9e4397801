"""A scan, as the command that settles it reads and locks it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.rows import TypedRow
from services.activities.storage import SQL


@dataclass(frozen=True, slots=True)
class LockedScan(TypedRow, reads=SQL["scan-for-command"]):
    """A scan of a session's door, locked after its session."""

    id: UUID
    registration_id: UUID | None
    scanned_at: datetime
    reason: str | None
    settlement: str | None
