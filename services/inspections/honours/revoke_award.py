"""An award is taken back for good; one that was only proposed is dropped without a word to others."""

from typing import Literal
from uuid import UUID

from contracts.events.inspections import AwardRevoked
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input
from services.inspections.honours.propose_award import AwardState
from services.inspections.honours.row import lock_award
from services.inspections.honours.rules import check_revocable
from services.inspections.storage import SQL


class Revocation(Input):
    """Why, as a code."""

    reason: Literal["breach", "false-declaration", "business-ended"]


@command(
    "POST /awards/{award_id}/revoke",
    may="inspections:manage",
    says="Take an award back.",
    refuses=("award-not-held", "award-unknown"),
)
async def revoke_award(tx: Transaction, award_id: UUID, order: Revocation) -> AwardState:
    """Raises NotFound("award-unknown"), Conflict("award-not-held")."""
    award = await lock_award(tx.conn, award_id)
    check_revocable(award.state)
    if award.state == "proposed":
        await tx.conn.execute(*SQL["drop-award"](award_id=award_id))
    else:
        await tx.emit(
            AwardRevoked(**award.facts(), reason=order.reason, revoked_at=tx.now),
            aggregate=f"award/{award_id}",
            seq=await tx.conn.fetchval(*SQL["revoke-award"](award_id=award_id)),
        )
    return AwardState(award_id=award_id, state="revoked")
