"""A fund as commands lock it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.storage import SQL


@dataclass(frozen=True, slots=True)
class Fund(TypedRow, reads=SQL["lock-fund"]):
    """The aggregate's row, which everything that touches the fund locks first and takes turns at."""

    id: UUID
    purpose: str
    programme: str
    organisation_id: UUID
    entries: int
    head: bytes
    closed_at: datetime | None
    emergency: bool

    def facts(self) -> dict[str, str]:
        """What every event of a fund carries."""
        return {
            "fund_id": str(self.id),
            "programme": self.programme,
            "organisation_id": str(self.organisation_id),
        }


async def lock(conn: Connection, fund_id: UUID) -> Fund:
    """The fund, locked until the transaction ends. Raises NotFound("fund-unknown")."""
    fund = await Fund.one(conn, fund_id=fund_id)
    if fund is None:
        raise NotFound("fund-unknown")
    return fund
