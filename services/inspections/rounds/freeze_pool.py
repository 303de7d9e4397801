"""The pool of a round is frozen: every establishment with its weight, digested and published (INS-4, RULE-12).

Verified votes alone give tickets: a made-up name is free, and would decide the draw.
"""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import PoolPublished
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Output
from services.inspections.draws.rules import Item, pool_digest
from services.inspections.rounds.row import Eligible
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_follows, weight
from services.inspections.storage import SQL


class Frozen(Output):
    """The pool's digest and size; `tickets` is the sum of the weights."""

    round_id: UUID
    digest: str
    size: int
    tickets: int
    frozen_at: datetime


@command(
    "POST /rounds/{round_id}/freeze",
    may="inspections:manage",
    says="Freeze a round's pool and publish its digest.",
    refuses=("establishment-not-taken-over", "pool-is-empty", "round-not-in-order", "round-unknown"),
)
async def freeze_pool(tx: Transaction, round_id: UUID) -> Frozen:
    """Raises NotFound("round-unknown"), Conflict("round-not-in-order"), Refused("pool-is-empty")."""
    found = await lock_round(tx.conn, round_id)
    check_follows(found.state, "frozen")
    eligible = await Eligible.every(tx.conn, round_id=round_id)
    if not eligible:
        raise Refused("pool-is-empty")
    weights = [weight(one.risk_class, one.nominations) for one in eligible]
    pool = [Item(str(one.id), one.risk_class, w) for one, w in zip(eligible, weights, strict=True)]
    digest = pool_digest(pool)
    await tx.conn.execute(*SQL["insert-pool"](round_id=round_id, digest=digest, frozen_at=tx.now))
    await tx.conn.execute(
        *SQL["insert-pool-items"](
            round_id=round_id,
            ids=[one.id for one in eligible],
            names=[one.name for one in eligible],
            risk_classes=[one.risk_class for one in eligible],
            weights=weights,
            votes=[one.nominations for one in eligible],
        )
    )
    await tx.emit(
        PoolPublished(**found.facts(), digest=digest, size=len(pool), tickets=sum(weights), frozen_at=tx.now),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["advance-round"](round_id=round_id, state="frozen")),
    )
    return Frozen(round_id=round_id, digest=digest, size=len(pool), tickets=sum(weights), frozen_at=tx.now)
