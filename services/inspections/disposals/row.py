"""A disposal as commands lock it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.disposals.rules import State
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Disposal(TypedRow, reads=SQL["lock-disposal"]):
    """The aggregate's row."""

    id: UUID
    sample_id: UUID
    version: int
    round_id: UUID
    establishment_id: UUID
    state: State
    opened_at: datetime
    venue_id: UUID | None
    programme: str
    organisation_id: UUID

    def facts(self) -> dict[str, str]:
        """What every event of a disposal carries."""
        facts = {
            "disposal_id": str(self.id),
            "sample_id": str(self.sample_id),
            "round_id": str(self.round_id),
            "programme": self.programme,
            "organisation_id": str(self.organisation_id),
            "establishment_id": str(self.establishment_id),
        }
        return facts | ({"venue_id": str(self.venue_id)} if self.venue_id else {})


@dataclass(frozen=True, slots=True)
class UnderWay(TypedRow, reads=SQL["disposals-under-way"]):
    """A disposal that is not closed, and the last day for its present step."""

    id: UUID
    state: Literal["opened", "rectifying", "rechecked"]
    due_on: date


async def lock(conn: Connection, disposal_id: UUID) -> Disposal:
    """The disposal, locked until the transaction ends. Raises NotFound("disposal-unknown")."""
    disposal = await Disposal.one(conn, id=disposal_id)
    if disposal is None:
        raise NotFound("disposal-unknown")
    return disposal
