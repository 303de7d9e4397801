"""An inspector takes a sample for a round."""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import SampleTaken
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output
from services.inspections.establishments.row import find as find_establishment
from services.inspections.rounds.row import lock as lock_round
from services.inspections.samples.rules import check_inspector, check_samplable, sampling_time
from services.inspections.storage import SQL
from services.inspections.votes.nominate import Category


class Sampling(Input):
    """What was taken where; `taken_at` when it is typed in later."""

    sample_id: UUID | None = None
    round_id: UUID
    establishment_id: UUID
    category: Category
    taken_at: Instant | None = None


class Taken(Output):
    """The sample's id."""

    sample_id: UUID
    taken_at: datetime


@command(
    "POST /samples",
    may="inspections:sample",
    says="Record a sample.",
    refuses=(
        "establishment-not-taken-over",
        "establishment-unknown",
        "inspector-conflicted",
        "inspector-not-assigned",
        "place-not-drawn",
        "round-not-sampling",
        "round-unknown",
        "sample-already-exists",
        "taken-before-the-round",
        "taken-in-the-future",
    ),
)
async def take_sample(tx: Transaction, order: Sampling) -> Taken:
    """Raises NotFound("round-unknown", "establishment-unknown"), Refused("taken-…", "sample-already-exists",
    "round-not-sampling", "place-not-drawn"), Forbidden("inspector-conflicted", "inspector-not-assigned")."""
    # Locked, so that a round cannot close over a sample that is on its way.
    found = await lock_round(tx.conn, order.round_id)
    establishment = await find_establishment(tx.conn, order.establishment_id)
    if establishment.standing == "listed":
        raise Refused("establishment-not-taken-over")
    drawn = await _drawn(tx, found.state, order)
    at = sampling_time(opens_at=found.opens_at, given=order.taken_at, now=tx.now)
    sample_id = order.sample_id or new_id()
    venue_id = establishment.venue_id
    await tx.conn.execute(
        *SQL["insert-sample"](
            sample_id=sample_id,
            round_id=order.round_id,
            establishment_id=order.establishment_id,
            venue_id=venue_id,
            category=order.category,
            taken_at=at,
            taken_by=tx.caller.subject,
            drawn=drawn,
        )
    )
    await tx.emit(
        SampleTaken(
            sample_id=str(sample_id),
            **found.facts(),
            establishment_id=str(order.establishment_id),
            category=order.category,
            taken_at=at,
            venue_id=str(venue_id) if venue_id else None,
        ),
        aggregate=f"sample/{sample_id}",
        seq=1,
    )
    return Taken(sample_id=sample_id, taken_at=at)


async def _drawn(tx: Transaction, state: str, order: Sampling) -> bool:
    """Whether the place was drawn and this caller may sample there."""
    place = {"round_id": order.round_id, "establishment_id": order.establishment_id}
    drawn = check_samplable(state, drawn=await tx.conn.fetchval(*SQL["is-drawn"](**place)))
    accounts = await tx.conn.fetchrow(*SQL["accounts-of-place"](**place))
    assert accounts is not None
    check_inspector(
        account=tx.caller.subject,
        assigned=frozenset(accounts["assigned"]),
        conflicted=frozenset(accounts["conflicted"]),
    )
    return drawn
