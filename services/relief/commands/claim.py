"""An organisation claims a part of a project; claims together never pass what the project needs (I-32)."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import ClaimAccepted
from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id
from kernel.web import Input, Instant, Output
from services.relief.commands.open_project import Fen
from services.relief.domain import past_time
from services.relief.storage import SQL


class Claim(Input):
    """Who takes how much; `claimed_at` when it is typed in later."""

    claim_id: UUID | None = None
    organisation_id: UUID
    amount_fen: Fen
    claimed_at: Instant | None = None


class Accepted(Output):
    """The claim, and what of the need is left."""

    claim_id: UUID
    project_id: UUID
    state: Literal["accepted"] = "accepted"
    left_fen: int


async def claim(tx: Transaction, project_id: UUID, order: Claim) -> Accepted:
    """Raises NotFound("project-unknown"), Refused("project-fully-claimed", "claimed-in-the-future", …)."""
    project = await tx.conn.fetchrow(SQL["lock-project"], project_id)
    if project is None:
        raise NotFound("project-unknown")
    at = past_time("claimed", given=order.claimed_at, now=tx.now)
    taken = await tx.conn.fetchrow(SQL["take-need"], project_id, order.amount_fen)
    if taken is None:
        raise Refused("project-fully-claimed")
    claim_id = order.claim_id or new_id()
    await tx.conn.execute(
        SQL["insert-claim"],
        claim_id, project_id, order.organisation_id, order.amount_fen, at, tx.caller.subject,
    )  # fmt: skip
    await tx.emit(
        ClaimAccepted(
            claim_id=str(claim_id),
            project_id=str(project_id),
            programme=project["programme"],
            organisation_id=str(order.organisation_id),
            amount_fen=order.amount_fen,
            claimed_at=at,
        ),
        aggregate=f"project/{project_id}",
        seq=taken["seq"],
    )
    return Accepted(claim_id=claim_id, project_id=project_id, left_fen=taken["left_fen"])
