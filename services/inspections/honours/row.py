"""An award and a stall as commands lock them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.establishments.row import lock as lock_establishment
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Award(TypedRow, reads=SQL["lock-award"]):
    """An award of an establishment."""

    id: UUID
    establishment_id: UUID
    kind: str
    state: Literal["proposed", "granted", "suspended", "revoked", "expired"]
    ends_on: date
    source: str

    def facts(self) -> dict[str, str]:
        """What every event of an award carries."""
        return {"award_id": str(self.id), "establishment_id": str(self.establishment_id)}


@dataclass(frozen=True, slots=True)
class Suspended(Award, reads=SQL["suspended-awards"]):
    """An award that a failure suspended."""


@dataclass(frozen=True, slots=True)
class Stall(TypedRow, reads=SQL["lock-stall"]):
    """A stall or a talk with its campaign, which is what is locked."""

    id: UUID
    venue_id: UUID | None
    campaign_id: UUID
    programme: str
    organisation_id: UUID
    starts_on: date
    ends_on: date

    def facts(self) -> dict[str, str]:
        """What every event of a stall carries."""
        facts = {
            "campaign_id": str(self.campaign_id),
            "programme": self.programme,
            "organisation_id": str(self.organisation_id),
            "stall_id": str(self.id),
        }
        return facts | ({"venue_id": str(self.venue_id)} if self.venue_id else {})


async def lock_award(conn: Connection, award_id: UUID) -> Award:
    """The award, locked until the transaction ends. Raises NotFound("award-unknown")."""
    award = await Award.one(conn, id=award_id)
    if award is None:
        raise NotFound("award-unknown")
    return award


async def lock_to_grant(conn: Connection, award_id: UUID) -> Award:
    """The award, locked after its establishment. Raises NotFound("award-unknown").

    A failure takes the two in the same order: either it is seen here, or it sees the granted award.
    """
    establishment_id = await conn.fetchval(*SQL["one-award"](award_id=award_id))
    if establishment_id is not None:
        await lock_establishment(conn, establishment_id)
    return await lock_award(conn, award_id)


async def lock_stall(conn: Connection, stall_id: UUID) -> Stall:
    """The stall, with its campaign locked until the transaction ends. Raises NotFound("stall-unknown")."""
    stall = await Stall.one(conn, id=stall_id)
    if stall is None:
        raise NotFound("stall-unknown")
    return stall
