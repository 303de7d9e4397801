"""A person names what is to be inspected without signing in; the answer does not tell whether they had before.

Name and phone are no proof of who asks, so the vote is not verified: it is shown apart and gives no ticket. It replaces
an earlier one of the same name only with the receipt that the earlier one was sent with, which stays in the browser.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from kernel.commands import Transaction
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Output
from services.inspections.votes.nominate import PUBLIC, Category, Choice, Voter, cast

Receipt = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,64}$")]


class PublicNomination(Person):
    """Who names what; `receipt` is a random text that the sender makes and keeps, to replace this vote later."""

    establishment_id: UUID
    category: Category
    receipt: Receipt | None = None


class Accepted(Output):
    """Since when it is kept, and whether it is verified, that is, gives a ticket in the draw."""

    round_id: UUID
    accepted_at: datetime
    verified: bool


@command(
    "POST /public/rounds/{round_id}/nominations",
    may="inspections:public",
    says="Name what is to be inspected, without signing in: shown apart, without a ticket in the draw.",
    refuses=(
        "category-not-in-round",
        "establishment-not-taken-over",
        "establishment-unknown",
        "nominated-in-the-future",
        "one-nomination-a-round",
        "one-vote-a-receipt",
        "round-not-open",
        "round-unknown",
    ),
)
async def nominate_in_public(
    tx: Transaction, round_id: UUID, order: PublicNomination, fingerprints: Fingerprints
) -> Accepted:
    """Raises NotFound("round-unknown"), Refused("round-not-open", "category-not-in-round", "establishment-unknown")."""
    # Neither the person's reference nor "replaced" goes out: a stranger could ask who took part.
    receipt = fingerprints.seal(f"receipt:{order.receipt}".encode()) if order.receipt else None
    # A stranger's slip links nothing: they could put a neighbour's phone beside a number of their own.
    subject_ref = await admit(tx.conn, fingerprints, order, linking=False)
    voter = Voter(subject_ref, PUBLIC, receipt)
    choice = Choice(establishment_id=order.establishment_id, category=order.category)
    await cast(tx, round_id, choice, voter)
    return Accepted(round_id=round_id, accepted_at=tx.now, verified=False)
