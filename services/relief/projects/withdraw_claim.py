"""A claim is withdrawn and its part of the need is open again, once."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import ClaimWithdrawn
from kernel.commands import Transaction
from kernel.db import Connection
from kernel.routes import command
from kernel.web import Output
from services.relief.agreements.rules import check_settleable
from services.relief.projects.row import Claim, Left, Project, lock_claim
from services.relief.storage import SQL


class Withdrawn(Output):
    """What of the need is left to claim."""

    claim_id: UUID
    project_id: UUID
    state: Literal["withdrawn"] = "withdrawn"
    left_fen: int


async def reopen(conn: Connection, project: Project, claim: Claim) -> Left:
    """Give the claim's part of the need, and of its line, back."""
    if claim.line_id is not None:
        await conn.execute(*SQL["free-line"](line_id=claim.line_id, quantity=claim.quantity))
    freed = await conn.fetchrow(*SQL["free-need"](project_id=project.id, amount_fen=claim.amount_fen))
    assert freed is not None
    return Left(**freed)


@command(
    "POST /claims/{claim_id}/withdraw",
    may="relief:claim",
    says="Give a claim back.",
    refuses=("claim-already-settled", "claim-unknown"),
)
async def withdraw_claim(tx: Transaction, claim_id: UUID) -> Withdrawn:
    """Raises NotFound("claim-unknown"), Conflict("claim-already-settled")."""
    project, claim = await lock_claim(tx.conn, claim_id)
    check_settleable(claim.state)
    await tx.conn.execute(*SQL["settle-claim"](claim_id=claim_id, state="withdrawn", settled_at=tx.now))
    left = await reopen(tx.conn, project, claim)
    await tx.emit(
        ClaimWithdrawn(**claim.facts(project), withdrawn_at=tx.now),
        aggregate=f"project/{project.id}",
        seq=left.seq,
    )
    return Withdrawn(claim_id=claim_id, project_id=project.id, left_fen=left.left_fen)
