"""The rows that commands take turns on: a round, a sample, a disposal, an award; locked, or not found."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.db import Row
from kernel.errors import NotFound
from services.inspections.storage import SQL


async def lock(tx: Transaction, kind: str, of: UUID) -> Row:
    """The locked row of a round, sample, disposal, award, stall, staff or establishment.

    Raises NotFound("<kind>-unknown").
    """
    found: Row | None = await tx.conn.fetchrow(*SQL[f"lock-{kind}"](id=of))
    if found is None:
        raise NotFound(f"{kind}-unknown")
    return found


def about(found: Row, round_id: UUID) -> dict[str, str]:
    """The fields that every event of a round carries."""
    return {
        "round_id": str(round_id),
        "programme": found["programme"],
        "organisation_id": str(found["organisation_id"]),
    }
