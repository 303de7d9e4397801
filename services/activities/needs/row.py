"""A need as commands lock it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.activities.needs.rules import State
from services.activities.storage import SQL


@dataclass(frozen=True, slots=True)
class Need(TypedRow, reads=SQL["lock-need"]):
    """The aggregate's row, with who raised the need and who takes care of it, where that is an organisation."""

    id: UUID
    category: str
    organisation_id: UUID | None
    matched_organisation_id: UUID | None
    state: State
    raised_at: datetime

    def facts(self) -> dict[str, str]:
        """What every event of a need carries."""
        facts = {"need_id": str(self.id), "category": self.category}
        return facts | ({"organisation_id": str(self.organisation_id)} if self.organisation_id else {})


async def lock(conn: Connection, need_id: UUID) -> Need:
    """The need, locked until the transaction ends. Raises NotFound("need-unknown")."""
    need = await Need.one(conn, need_id=need_id)
    if need is None:
        raise NotFound("need-unknown")
    return need
