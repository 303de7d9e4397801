"""The room makes a secret and publishes its SHA-256, before the public entropy of the draw exists (RULE-12)."""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import SeedCommitted
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Input, Instant, Output, Text
from services.inspections.draws.row import Draw
from services.inspections.draws.rules import commitment_of, new_nonce
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_committable
from services.inspections.storage import SQL


class Entropy(Input):
    """The public source, named so that anybody finds it, such as a lottery and its number, and when it is drawn."""

    entropy_source: Text
    entropy_at: Instant


class Committed(Output):
    """The commitment; the secret stays in the room until the draw."""

    round_id: UUID
    commitment: str
    committed_at: datetime


@command(
    "POST /rounds/{round_id}/commit",
    may="inspections:manage",
    says="Publish the commitment to a secret, and name the public entropy that is still to come.",
    refuses=("committed-after-the-entropy", "round-not-in-order", "round-unknown", "seed-already-committed"),
)
async def commit_seed(tx: Transaction, round_id: UUID, order: Entropy) -> Committed:
    """Raises NotFound("round-unknown"), Conflict("round-not-in-order"), Refused("committed-after-the-entropy",
    "seed-already-committed")."""
    found = await lock_round(tx.conn, round_id)
    if await Draw.one(tx.conn, round_id=round_id):
        raise Refused("seed-already-committed")
    check_committable(state=found.state, entropy_at=order.entropy_at, now=tx.now)
    nonce = new_nonce()
    commitment = commitment_of(nonce)
    await tx.conn.execute(
        *SQL["insert-commitment"](
            round_id=round_id,
            commitment=commitment,
            nonce=nonce,
            entropy_source=order.entropy_source,
            entropy_at=order.entropy_at,
            committed_at=tx.now,
        )
    )
    await tx.emit(
        SeedCommitted(
            **found.facts(),
            commitment=commitment,
            entropy_source=order.entropy_source,
            entropy_at=order.entropy_at,
            committed_at=tx.now,
        ),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["touch-round"](round_id=round_id)),
    )
    return Committed(round_id=round_id, commitment=commitment, committed_at=tx.now)
