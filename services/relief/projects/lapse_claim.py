"""A claim that was not fulfilled in its time lapses, and its part of the need is open again (ORG-2)."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import ClaimLapsed
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.web import Output
from services.relief.agreements.rules import check_lapsed
from services.relief.projects.withdraw_claim import locked, reopen
from services.relief.storage import SQL


class Lapsed(Output):
    """What of the need is left to claim."""

    claim_id: UUID
    project_id: UUID
    state: Literal["lapsed"] = "lapsed"
    left_fen: int


async def lapse_claim(tx: Transaction, claim_id: UUID) -> Lapsed:
    """Raises NotFound("claim-unknown"), Conflict("claim-already-settled", "claim-still-runs")."""
    project, found = await locked(tx.conn, claim_id)
    check_lapsed(found["state"], due_on=found["due_on"], today=local_day(tx.now))
    await tx.conn.execute(*SQL["settle-claim"](claim_id=claim_id, state="lapsed", settled_at=tx.now))
    freed = await reopen(tx.conn, project["id"], found)
    await tx.emit(
        ClaimLapsed(
            claim_id=str(claim_id),
            project_id=str(project["id"]),
            programme=project["programme"],
            organisation_id=str(found["organisation_id"]),
            amount_fen=found["amount_fen"],
            claimed_at=found["claimed_at"],
            lapsed_at=tx.now,
        ),
        aggregate=f"project/{project['id']}",
        seq=freed["seq"],
    )
    return Lapsed(claim_id=claim_id, project_id=project["id"], left_fen=freed["left_fen"])
