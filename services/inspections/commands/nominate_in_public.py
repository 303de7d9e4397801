"""A person names what is to be inspected without signing in; the answer does not tell whether they had before.

Name and phone are no proof of who asks: a slip that the office typed in stays, whatever a stranger sends for it.
"""

from datetime import datetime
from uuid import UUID

from kernel.commands import Transaction
from kernel.persons import Fingerprints, Person
from kernel.web import Output
from services.inspections.commands.nominate import PUBLIC, Category, Nomination, nominate


class PublicNomination(Person):
    """Who names what; it counts from now."""

    establishment_id: UUID
    category: Category


class Accepted(Output):
    """That it counts, and since when."""

    round_id: UUID
    accepted_at: datetime


async def nominate_in_public(
    tx: Transaction, round_id: UUID, order: PublicNomination, fingerprints: Fingerprints
) -> Accepted:
    """Raises NotFound("round-unknown"), Refused("round-not-open", "establishment-unknown")."""
    # Neither the person's reference nor "replaced" goes out: a stranger could ask who took part.
    named = Nomination(**order.model_dump(exclude_unset=True))
    await nominate(tx, round_id, named, fingerprints, recorded_by=PUBLIC)
    return Accepted(round_id=round_id, accepted_at=tx.now)
