"""The office makes paper codes for a round, to be printed and given out at the stall, one a person.

The answer names the batch; the codes themselves are read with a query, because the answers of commands are stored.
"""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from kernel.commands import Transaction
from kernel.errors import Conflict
from kernel.identifiers import new_id
from kernel.persons import Fingerprints
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.rounds.row import lock as lock_round
from services.inspections.storage import SQL
from services.inspections.votes.rules import MOST_A_BATCH, code, code_hash


class PaperCodes(Input):
    """How many."""

    codes: Annotated[int, Field(ge=1, le=MOST_A_BATCH)]


class Issued(Output):
    """The batch to be printed."""

    round_id: UUID
    batch_id: UUID
    codes: int


@command(
    "POST /rounds/{round_id}/paper-codes",
    may="inspections:nominate",
    says="Make paper codes for the stall.",
    refuses=("round-not-in-order", "round-unknown"),
)
async def issue_paper_codes(tx: Transaction, round_id: UUID, order: PaperCodes, fingerprints: Fingerprints) -> Issued:
    """Raises NotFound("round-unknown"), Conflict("round-not-in-order") for a round that collects no more."""
    found = await lock_round(tx.conn, round_id)
    if found.state != "collecting":
        raise Conflict("round-not-in-order")
    batch_id = new_id()
    await tx.conn.execute(
        *SQL["insert-paper-batch"](
            batch_id=batch_id, round_id=round_id, codes=order.codes, issued_at=tx.now, issued_by=tx.caller.subject
        )
    )
    seal = fingerprints.seal
    hashes = [code_hash(seal, code(seal, batch_id, number)) for number in range(order.codes)]
    await tx.conn.execute(
        *SQL["insert-paper-codes"](
            batch_id=batch_id, round_id=round_id, code_hashes=hashes, subject_refs=[new_id() for _ in hashes]
        )
    )
    return Issued(round_id=round_id, batch_id=batch_id, codes=order.codes)
