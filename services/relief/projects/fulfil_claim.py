"""An organisation did what it had claimed; its part of the need stays taken."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import ClaimFulfilled
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.agreements.rules import check_settleable
from services.relief.projects.row import Left, lock_claim
from services.relief.storage import SQL


class Fulfilled(Output):
    """The claim is done."""

    claim_id: UUID
    project_id: UUID
    state: Literal["fulfilled"] = "fulfilled"
    left_fen: int


@command(
    "POST /claims/{claim_id}/fulfil",
    may="relief:claim",
    says="Record that what was claimed is done.",
    refuses=("claim-already-settled", "claim-unknown"),
)
async def fulfil_claim(tx: Transaction, claim_id: UUID) -> Fulfilled:
    """Raises NotFound("claim-unknown"), Conflict("claim-already-settled")."""
    project, claim = await lock_claim(tx.conn, claim_id)
    check_settleable(claim.state)
    await tx.conn.execute(*SQL["settle-claim"](claim_id=claim_id, state="fulfilled", settled_at=tx.now))
    touched = await tx.conn.fetchrow(*SQL["touch-project"](id=project.id))
    assert touched is not None
    left = Left(**touched)
    await tx.emit(
        ClaimFulfilled(**claim.facts(project), fulfilled_at=tx.now),
        aggregate=f"project/{project.id}",
        seq=left.seq,
    )
    return Fulfilled(claim_id=claim_id, project_id=project.id, left_fen=left.left_fen)
