"""An organisation joins a building's joint committee; it sits in one committee a building."""

from uuid import UUID

from contracts.events.activities import CommitteeJoined
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Input, Output
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
    committee = await tx.conn.fetchrow(*SQL["one-committee"](committee_id=committee_id))
    if committee is None:
        raise NotFound("committee-unknown")
    seq = await tx.conn.fetchval(*SQL["touch-organisation"](organisation_id=order.organisation_id))
    if seq is None:
        raise NotFound("organisation-unknown")
    building = committee["building"]
    await tx.conn.execute(
        *SQL["join-committee"](
            committee_id=committee_id, organisation_id=order.organisation_id, building=building, joined_at=tx.now
        )
    )
    await tx.emit(
        CommitteeJoined(
            organisation_id=str(order.organisation_id),
            committee_id=str(committee_id),
            building=building,
            joined_at=tx.now,
            source=committee["source"],
        ),
        aggregate=f"organisation/{order.organisation_id}",
        seq=seq,
    )
    return Joined(committee_id=committee_id, organisation_id=order.organisation_id)
