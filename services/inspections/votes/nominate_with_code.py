"""A person with a paper code of the round names what is to be inspected: a verified vote, without a name, once."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.persons import Fingerprints
from kernel.routes import command
from services.inspections.storage import SQL
from services.inspections.votes.nominate import Choice, Voter, cast
from services.inspections.votes.nominate_in_public import Accepted
from services.inspections.votes.rules import code_hash

# Who records a vote that came with a paper code.
PAPER_CODE = "paper-code"


class CodeNomination(Choice):
    """What is to be inspected, and the code as it was typed."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z -]{10,20}$")]


@command(
    "POST /public/rounds/{round_id}/code-nominations",
    may="inspections:public",
    says="Name what is to be inspected, with a paper code of the round.",
    refuses=(
        "category-not-in-round",
        "establishment-not-taken-over",
        "establishment-unknown",
        "nominated-in-the-future",
        "one-nomination-a-round",
        "one-vote-a-receipt",
        "paper-code-unknown",
        "paper-code-used",
        "round-not-open",
        "round-unknown",
    ),
)
async def nominate_with_code(
    tx: Transaction, round_id: UUID, order: CodeNomination, fingerprints: Fingerprints
) -> Accepted:
    """Raises NotFound("round-unknown"), Refused("paper-code-unknown", "paper-code-used", "round-not-open", …)."""
    hashed = code_hash(fingerprints.seal, order.code)
    subject_ref: UUID | None = await tx.conn.fetchval(
        *SQL["use-paper-code"](code_hash=hashed, round_id=round_id, used_at=tx.now)
    )
    if subject_ref is None:
        known = await tx.conn.fetchval(*SQL["paper-code-is-known"](code_hash=hashed, round_id=round_id))
        raise Refused("paper-code-used" if known else "paper-code-unknown")
    choice = Choice(establishment_id=order.establishment_id, category=order.category)
    await cast(tx, round_id, choice, Voter(subject_ref, PAPER_CODE))
    return Accepted(round_id=round_id, accepted_at=tx.now, verified=True)
