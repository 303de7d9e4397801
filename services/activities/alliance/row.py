"""A committee as commands read it, and the turn of an organisation's row."""

from dataclasses import dataclass
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.activities.storage import SQL


@dataclass(frozen=True, slots=True)
class Committee(TypedRow, reads=SQL["one-committee"]):
    """A building's joint committee."""

    id: UUID
    building: str
    source: str

    def facts(self) -> dict[str, str]:
        """What every event of a committee carries."""
        return {"committee_id": str(self.id), "building": self.building, "source": self.source}


async def find_committee(conn: Connection, committee_id: UUID) -> Committee:
    """The committee. Raises NotFound("committee-unknown")."""
    committee = await Committee.one(conn, committee_id=committee_id)
    if committee is None:
        raise NotFound("committee-unknown")
    return committee


async def touch_organisation(conn: Connection, organisation_id: UUID) -> int:
    """The number of an organisation's next event; its row is locked. Raises NotFound("organisation-unknown")."""
    seq: int | None = await conn.fetchval(*SQL["touch-organisation"](organisation_id=organisation_id))
    if seq is None:
        raise NotFound("organisation-unknown")
    return seq
