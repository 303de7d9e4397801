"""A venue as commands lock it."""

from dataclasses import dataclass
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.activities.storage import SQL


@dataclass(frozen=True, slots=True)
class Venue(TypedRow, reads=SQL["lock-venue"]):
    """The aggregate's row; a venue may be run by no organisation."""

    id: UUID
    kind: str
    organisation_id: UUID | None


async def lock(conn: Connection, venue_id: UUID) -> Venue:
    """The venue, locked until the transaction ends. Raises NotFound("venue-unknown")."""
    venue = await Venue.one(conn, venue_id=venue_id)
    if venue is None:
        raise NotFound("venue-unknown")
    return venue
