"""A project and a claim on it as commands lock them: the project first, always."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.storage import SQL


@dataclass(frozen=True, slots=True)
class Project(TypedRow, reads=SQL["lock-project"]):
    """The aggregate's row, which everything that touches the project or its claims takes turns at."""

    id: UUID
    programme: str

    def facts(self) -> dict[str, str]:
        """What every event of a claim on it carries."""
        return {"project_id": str(self.id), "programme": self.programme}


@dataclass(frozen=True, slots=True)
class Claim(TypedRow, reads=SQL["claim-for-command"]):
    """A part of a project's need that an organisation took: an amount, or a quantity of a line."""

    id: UUID
    organisation_id: UUID
    amount_fen: int
    state: Literal["accepted", "withdrawn", "fulfilled", "lapsed"]
    claimed_at: datetime
    line_id: UUID | None
    quantity: int | None
    due_on: date | None

    def facts(self, project: Project) -> dict[str, Any]:
        """What every event of the claim carries."""
        return {
            **project.facts(),
            "claim_id": str(self.id),
            "organisation_id": str(self.organisation_id),
            "amount_fen": self.amount_fen,
            "claimed_at": self.claimed_at,
        }


@dataclass(frozen=True, slots=True)
class Left:
    """A project's new seq after a change, and what of its need is left to claim."""

    seq: int
    left_fen: int


async def lock(conn: Connection, project_id: UUID) -> Project:
    """The project, locked until the transaction ends. Raises NotFound("project-unknown")."""
    project = await Project.one(conn, project_id=project_id)
    if project is None:
        raise NotFound("project-unknown")
    return project


async def lock_claim(conn: Connection, claim_id: UUID) -> tuple[Project, Claim]:
    """The claim's project and the claim, locked in this order. Raises NotFound("claim-unknown")."""
    project = await Project.one(conn, project_id=await conn.fetchval(*SQL["project-of-claim"](claim_id=claim_id)))
    claim = await Claim.one(conn, claim_id=claim_id)
    if project is None or claim is None:
        raise NotFound("claim-unknown")
    return project, claim
