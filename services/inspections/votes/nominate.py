"""A person names what is to be inspected; naming again in the same round replaces what they named (RULE-11).

A vote that weighs is verified: typed in by the office, cast by an account, or with a paper code. What anybody sends
with a name and a phone proves nothing: it is kept, shown apart, gives no ticket, and never replaces a verified vote.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from contracts.events.inspections import NominationMade, ReplacedNomination
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Input, Instant, Output
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_category, nomination_time
from services.inspections.storage import SQL
from services.inspections.votes.row import Vote, VoteByReceipt

Category = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]

# Who records a vote that is not verified. The database reads it too: `recorded_by <> 'public'` is a verified vote.
PUBLIC = "public"


class Choice(Input):
    """What is to be inspected."""

    establishment_id: UUID
    category: Category


class Nomination(Person):
    """Who names what, at the counter. `nominated_at`: the time on the paper slip, typed in later."""

    establishment_id: UUID
    category: Category
    nominated_at: Instant | None = None


class Nominated(Output):
    """The nomination; `replaced` says whether it took the place of an earlier one."""

    nomination_id: UUID
    round_id: UUID
    subject_ref: UUID
    replaced: bool


@dataclass(frozen=True, slots=True)
class Voter:
    """Whose vote it is and who recorded it; `receipt` is the fingerprint of what replaces an unverified vote."""

    subject_ref: UUID
    recorded_by: str
    receipt: bytes | None = None

    @property
    def verified(self) -> bool:
        """Whether the vote gives a ticket in the draw."""
        return self.recorded_by != PUBLIC


@command(
    "POST /rounds/{round_id}/nominations",
    may="inspections:nominate",
    says="Type in a slip at the counter; again in the same round replaces.",
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
async def nominate(tx: Transaction, round_id: UUID, order: Nomination, fingerprints: Fingerprints) -> Nominated:
    """The office types in a slip. Raises NotFound("round-unknown"), Refused("round-not-open", "category-not-in-round",
    "nominated-in-the-future", "establishment-unknown", "establishment-not-taken-over")."""
    voter = Voter(await admit(tx.conn, fingerprints, order), tx.caller.subject)
    choice = Choice(establishment_id=order.establishment_id, category=order.category)
    return await cast(tx, round_id, choice, voter, given=order.nominated_at)


async def cast(
    tx: Transaction, round_id: UUID, choice: Choice, voter: Voter, *, given: datetime | None = None
) -> Nominated:
    """Keep a vote, in the place of the same voter's earlier one. Raises as `nominate` does."""
    # Locking the round makes two slips of one person take turns, so the second sees what it replaces.
    found = await lock_round(tx.conn, round_id)
    at = nomination_time(state=found.state, opens_at=found.opens_at, closes_at=found.closes_at, given=given, now=tx.now)
    check_category(choice.category, found.categories)
    before = await _before(tx, round_id, voter)
    nomination_id = before.id if before else new_id()
    vote = {
        "nomination_id": nomination_id,
        "establishment_id": choice.establishment_id,
        "category": choice.category,
        "nominated_at": at,
        "recorded_by": voter.recorded_by,
    }
    if before is None:
        await tx.conn.execute(
            *SQL["insert-nomination"](round_id=round_id, subject_ref=voter.subject_ref, receipt=voter.receipt, **vote)
        )
    else:
        await tx.conn.execute(*SQL["replace-nomination"](**vote))
    await tx.emit(
        NominationMade(
            **found.facts(),
            subject_ref=str(voter.subject_ref),
            establishment_id=str(choice.establishment_id),
            category=choice.category,
            nomination_id=str(nomination_id),
            nominated_at=at,
            replaces=_replaced(before),
            verified=voter.verified,
        ),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["touch-round"](round_id=round_id)),
    )
    return Nominated(
        nomination_id=nomination_id, round_id=round_id, subject_ref=voter.subject_ref, replaced=before is not None
    )


async def _before(tx: Transaction, round_id: UUID, voter: Voter) -> Vote | None:
    """What this vote replaces: verified by verified of the same voter, unverified by the same browser's."""
    of = {"round_id": round_id, "subject_ref": voter.subject_ref}
    if voter.verified:
        return await Vote.one(tx.conn, **of)
    if voter.receipt is not None:
        return await VoteByReceipt.one(tx.conn, receipt=voter.receipt, **of)
    return None


def _replaced(before: Vote | None) -> ReplacedNomination | None:
    if before is None:
        return None
    return ReplacedNomination(
        establishment_id=str(before.establishment_id),
        category=before.category,
        nominated_at=before.nominated_at,
    )
