"""An agreement and its parties as commands read them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.storage import SQL

AgreementState = Literal["draft", "active", "ended", "terminated"]


@dataclass(frozen=True, slots=True)
class Agreement(TypedRow, reads=SQL["lock-agreement"]):
    """One version of an agreement; its parties take turns at this row."""

    id: UUID
    state: AgreementState
    version: int
    ends_on: date | None

    def facts(self) -> dict[str, str]:
        """What every event of the agreement carries."""
        return {"agreement_id": str(self.id)}


@dataclass(frozen=True, slots=True)
class Party(TypedRow, reads=SQL["parties-of"]):
    """A party of an agreement, and when it signed."""

    agreement_id: UUID
    organisation_id: UUID
    signed_at: datetime | None


async def lock(conn: Connection, agreement_id: UUID) -> Agreement:
    """The agreement, locked until the transaction ends. Raises NotFound("agreement-unknown")."""
    agreement = await Agreement.one(conn, agreement_id=agreement_id)
    if agreement is None:
        raise NotFound("agreement-unknown")
    return agreement
