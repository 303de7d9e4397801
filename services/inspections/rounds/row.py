"""A round as commands lock it, what is left in it, and what its pool is frozen of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.rounds.rules import RiskClass, State
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Round(TypedRow, reads=SQL["lock-round"]):
    """The aggregate's row. A command that locks a sample, a disposal or an establishment too locks the round last."""

    id: UUID
    programme: str
    organisation_id: UUID
    opens_at: datetime
    closes_at: datetime
    state: State
    categories: list[str]

    def facts(self) -> dict[str, str]:
        """What every event of a round carries."""
        return {
            "round_id": str(self.id),
            "programme": self.programme,
            "organisation_id": str(self.organisation_id),
        }


@dataclass(frozen=True, slots=True)
class Left(TypedRow, reads=SQL["left-in-round"]):
    """How many things of a round are still to be done."""

    unpublished: int
    open_disposals: int
    unsampled: int


@dataclass(frozen=True, slots=True)
class Eligible(TypedRow, reads=SQL["pool-to-freeze"]):
    """An establishment that comes into the pool, and how often verified votes name it."""

    id: UUID
    name: str
    risk_class: RiskClass
    nominations: int


async def lock(conn: Connection, round_id: UUID) -> Round:
    """The round, locked until the transaction ends. Raises NotFound("round-unknown")."""
    found = await Round.one(conn, id=round_id)
    if found is None:
        raise NotFound("round-unknown")
    return found


async def left_in(conn: Connection, round_id: UUID) -> Left:
    """What is left in a round that is there."""
    left = await Left.one(conn, round_id=round_id)
    assert left is not None
    return left
