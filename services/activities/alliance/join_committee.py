"""An organisation joins a building's joint committee; it sits in one committee a building."""

from uuid import UUID

from contracts.events.activities import CommitteeJoined
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.activities.alliance.row import find_committee, touch_organisation
from services.activities.storage import SQL


class Joins(Input):
    """Who joins."""

    organisation_id: UUID


class Joined(Output):
    """The seat in the committee."""

    committee_id: UUID
    organisation_id: UUID


@command(
    "POST /committees/{committee_id}/members",
    may="activities:manage",
    says="Seat an organisation in a joint committee.",
    refuses=("already-in-a-committee-there", "committee-unknown", "organisation-unknown"),
)
async def join_committee(tx: Transaction, committee_id: UUID, order: Joins) -> Joined:
    """Raises NotFound("committee-unknown", "organisation-unknown"), Refused("already-in-a-committee-there")."""
    committee = await find_committee(tx.conn, committee_id)
    seq = await touch_organisation(tx.conn, order.organisation_id)
    await tx.conn.execute(
        *SQL["join-committee"](
            committee_id=committee_id,
            organisation_id=order.organisation_id,
            building=committee.building,
            joined_at=tx.now,
        )
    )
    await tx.emit(
        CommitteeJoined(**committee.facts(), organisation_id=str(order.organisation_id), joined_at=tx.now),
        aggregate=f"organisation/{order.organisation_id}",
        seq=seq,
    )
    return Joined(committee_id=committee_id, organisation_id=order.organisation_id)
