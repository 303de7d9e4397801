"""A proposed award is granted, never with a disposal open (INS-15)."""

from uuid import UUID

from contracts.events.inspections import AwardGranted
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.routes import command
from services.inspections.honours.propose_award import AwardState
from services.inspections.honours.row import lock_to_grant
from services.inspections.honours.rules import check_grantable
from services.inspections.storage import SQL


@command(
    "POST /awards/{award_id}/grant",
    may="inspections:manage",
    says="Grant a proposed award.",
    refuses=("award-not-proposed", "award-term-over", "award-unknown", "disposal-open", "establishment-unknown"),
)
async def grant_award(tx: Transaction, award_id: UUID) -> AwardState:
    """Raises NotFound("award-unknown"), Conflict("award-not-proposed"), Refused("disposal-open", "award-term-over")."""
    award = await lock_to_grant(tx.conn, award_id)
    open_disposals = await tx.conn.fetchval(*SQL["open-disposals-of"](establishment_id=award.establishment_id))
    check_grantable(award.state, open_disposals=open_disposals, ends_on=award.ends_on, today=local_day(tx.now))
    await tx.emit(
        AwardGranted(**award.facts(), kind=award.kind, ends_on=award.ends_on, granted_at=tx.now, source=award.source),
        aggregate=f"award/{award_id}",
        seq=await tx.conn.fetchval(*SQL["grant-award"](award_id=award_id, granted_at=tx.now)),
    )
    return AwardState(award_id=award_id, state="granted")
