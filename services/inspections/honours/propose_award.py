"""An establishment is proposed for an award (示范岗), with the term it would have."""

from datetime import date
from typing import Literal
from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source
from services.inspections.storage import SQL


class AwardProposal(Input):
    """Who, for what, until when."""

    award_id: UUID | None = None
    establishment_id: UUID
    kind: Literal["demonstration-post"] = "demonstration-post"
    ends_on: date
    source: Source = "operator"


class AwardState(Output):
    """The award and where it stands."""

    award_id: UUID
    state: str


@command(
    "POST /awards",
    may="inspections:manage",
    says="Propose an establishment for an award.",
    refuses=("award-already-exists", "award-already-held", "establishment-unknown"),
)
async def propose_award(tx: Transaction, order: AwardProposal) -> AwardState:
    """No event before it is granted.

    Raises Refused("award-already-exists", "award-already-held", "establishment-unknown").
    """
    award_id = order.award_id or new_id()
    await tx.conn.execute(*SQL["expire-awards"](establishment_id=order.establishment_id, today=local_day(tx.now)))
    await tx.conn.execute(
        *SQL["insert-award"](
            award_id=award_id,
            establishment_id=order.establishment_id,
            kind=order.kind,
            proposed_at=tx.now,
            ends_on=order.ends_on,
            source=order.source,
        )
    )
    return AwardState(award_id=award_id, state="proposed")
