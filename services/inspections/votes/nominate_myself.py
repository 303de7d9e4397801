"""A resident who is signed in names what is to be inspected: a verified vote, one an account and round (RULE-11)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from services.inspections.storage import SQL
from services.inspections.votes.nominate import Choice, Voter, cast
from services.inspections.votes.nominate_in_public import Accepted


@command(
    "POST /me/rounds/{round_id}/nomination",
    may="inspections:vote",
    at="own",
    says="Name what is to be inspected, signed in; again in the same round replaces.",
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
async def nominate_myself(tx: Transaction, round_id: UUID, order: Choice) -> Accepted:
    """Raises NotFound("round-unknown"), Refused("round-not-open", "category-not-in-round", "establishment-unknown")."""
    account = tx.caller.subject
    subject_ref: UUID = await tx.conn.fetchval(*SQL["voter-of"](subject_ref=new_id(), account=account))
    await cast(tx, round_id, order, Voter(subject_ref, account))
    return Accepted(round_id=round_id, accepted_at=tx.now, verified=True)
