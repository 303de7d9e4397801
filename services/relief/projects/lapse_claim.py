"""A claim that was not fulfilled in its time lapses, and its part of the need is open again (ORG-2)."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import ClaimLapsed
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.web import Output
from services.relief.agreements.rules import check_lapsed
from services.relief.projects.row import lock_claim
from services.relief.projects.withdraw_claim import reopen
from services.relief.storage import SQL


class Lapsed(Output):
    """What of the need is left to claim."""

    claim_id: UUID
    project_id: UUID
    state: Literal["lapsed"] = "lapsed"
    left_fen: int


async def lapse_claim(tx: Transaction, claim_id: UUID) -> Lapsed:
    """Raises NotFound("claim-unknown"), Conflict("claim-already-settled", "claim-still-runs")."""
    project, claim = await lock_claim(tx.conn, claim_id)
    check_lapsed(claim.state, due_on=claim.due_on, today=local_day(tx.now))
    await tx.conn.execute(*SQL["settle-claim"](claim_id=claim_id, state="lapsed", settled_at=tx.now))
    left = await reopen(tx.conn, project, claim)
    await tx.emit(
        ClaimLapsed(**claim.facts(project), lapsed_at=tx.now),
        aggregate=f"project/{project.id}",
        seq=left.seq,
    )
    return Lapsed(claim_id=claim_id, project_id=project.id, left_fen=left.left_fen)
