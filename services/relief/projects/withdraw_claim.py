"""A claim is withdrawn and its part of the need is open again, once."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import ClaimWithdrawn
from kernel.commands import Transaction
from kernel.db import Connection, Row
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Output
from services.relief.agreements.rules import check_settleable
from services.relief.storage import SQL


class Withdrawn(Output):
    """What of the need is left to claim."""

    claim_id: UUID
    project_id: UUID
    state: Literal["withdrawn"] = "withdrawn"
    left_fen: int


async def locked(conn: Connection, claim_id: UUID) -> tuple[Row, Row]:
    """The claim's project and the claim, locked in this order. Raises NotFound("claim-unknown")."""
    project_id = await conn.fetchval(*SQL["project-of-claim"](claim_id=claim_id))
    project = await conn.fetchrow(*SQL["lock-project"](project_id=project_id))
    if project is None:
        raise NotFound("claim-unknown")
    found = await conn.fetchrow(*SQL["claim-for-command"](claim_id=claim_id))
    assert found is not None
    return project, found


async def reopen(conn: Connection, project_id: UUID, found: Row) -> Row:
    """Give the claim's part of the need, and of its line, back; answers the project's new seq and what is left."""
    if found["line_id"] is not None:
        await conn.execute(*SQL["free-line"](line_id=found["line_id"], quantity=found["quantity"]))
    freed = await conn.fetchrow(*SQL["free-need"](project_id=project_id, amount_fen=found["amount_fen"]))
    assert freed is not None
    return freed


@command(
    "POST /claims/{claim_id}/withdraw",
    may="relief:claim",
    says="Give a claim back.",
    refuses=("claim-already-settled", "claim-unknown"),
)
async def withdraw_claim(tx: Transaction, claim_id: UUID) -> Withdrawn:
    """Raises NotFound("claim-unknown"), Conflict("claim-already-settled")."""
    project, found = await locked(tx.conn, claim_id)
    check_settleable(found["state"])
    await tx.conn.execute(*SQL["settle-claim"](claim_id=claim_id, state="withdrawn", settled_at=tx.now))
    freed = await reopen(tx.conn, project["id"], found)
    await tx.emit(
        ClaimWithdrawn(
            claim_id=str(claim_id),
            project_id=str(project["id"]),
            programme=project["programme"],
            organisation_id=str(found["organisation_id"]),
            amount_fen=found["amount_fen"],
            claimed_at=found["claimed_at"],
            withdrawn_at=tx.now,
        ),
        aggregate=f"project/{project['id']}",
        seq=freed["seq"],
    )
    return Withdrawn(claim_id=claim_id, project_id=project["id"], left_fen=freed["left_fen"])
