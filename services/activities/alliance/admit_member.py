"""An organisation is a member of the alliance for a term."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import MemberAdmitted
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Day, Input, Output, Source
from services.activities.alliance.row import touch_organisation
from services.activities.storage import SQL


class Membership(Input):
    """Its place in "1+4+X" and its term; a later one takes its place, and the earlier one is kept."""

    node: Literal["core", "pillar", "partner"]
    since: Day
    until: Day | None = None
    source: Source = "operator"


class Admitted(Output):
    """The member."""

    organisation_id: UUID
    node: str


@command(
    "POST /organisations/{organisation_id}/membership",
    may="activities:manage",
    says="Admit an organisation to the alliance for a term; a later term follows the earlier one, which is kept.",
    refuses=("organisation-unknown", "term-ends-before-it-begins"),
)
async def admit_member(tx: Transaction, organisation_id: UUID, order: Membership) -> Admitted:
    """Raises NotFound("organisation-unknown"), Refused("term-ends-before-it-begins")."""
    seq = await touch_organisation(tx.conn, organisation_id)
    await tx.conn.execute(
        *SQL["admit-member"](
            organisation_id=organisation_id,
            node=order.node,
            since=order.since,
            until=order.until,
            source=order.source,
            admitted_at=tx.now,
        )
    )
    await tx.emit(
        MemberAdmitted(
            organisation_id=str(organisation_id),
            node=order.node,
            since=order.since,
            until=order.until,
            source=order.source,
        ),
        aggregate=f"organisation/{organisation_id}",
        seq=seq,
    )
    return Admitted(organisation_id=organisation_id, node=order.node)
