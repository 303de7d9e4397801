"""The places of a round are drawn from the frozen pool, the committed secret and the public entropy (INS-4)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from contracts.events.inspections import RoundDrawn
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.draws import rfc3797
from services.inspections.draws.row import Draw, Plan, Pool, PoolItem
from services.inspections.draws.rules import RULE, Item, in_order, seed_of, select
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_drawable
from services.inspections.storage import SQL

# RFC 3797 §4: positive numbers, whole or with a fraction.
Number = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,15}(\.[0-9]{1,6})?$")]
Sources = Annotated[
    list[Annotated[list[Number], Field(min_length=1, max_length=20)]], Field(min_length=1, max_length=5)
]


class Numbers(Input):
    """What the public source said: the numbers of each source, in any order."""

    entropy: Sources


class Drawn(Output):
    """The seed and the drawn establishments, in the order of the draw."""

    round_id: UUID
    seed: str
    drawn: list[UUID]


@command(
    "POST /rounds/{round_id}/draw",
    may="inspections:manage",
    says="Draw the places with the public entropy, and reveal the secret.",
    refuses=("drawn-before-the-entropy", "round-not-in-order", "round-unknown", "seed-not-committed"),
)
async def draw_places(tx: Transaction, round_id: UUID, order: Numbers) -> Drawn:
    """Raises NotFound("round-unknown"), Conflict("round-not-in-order"), Refused("seed-not-committed",
    "drawn-before-the-entropy")."""
    found = await lock_round(tx.conn, round_id)
    draw = await Draw.one(tx.conn, round_id=round_id)
    check_drawable(state=found.state, entropy_at=draw.entropy_at if draw else None, now=tx.now)
    assert draw is not None
    pool, digest = await frozen_pool(tx, round_id)
    entropy = rfc3797.canonical(order.entropy)
    seed = seed_of(digest, draw.nonce, entropy)
    drawn = await _keep(tx, round_id, in_order(pool, seed))
    await tx.conn.execute(*SQL["record-draw"](round_id=round_id, entropy=entropy, seed=seed, drawn_at=tx.now))
    await tx.conn.execute(
        *SQL["insert-drawn-places"](
            round_id=round_id, establishment_ids=list(drawn), positions=list(drawn.values()), drawn_at=tx.now
        )
    )
    await tx.emit(
        RoundDrawn(
            **found.facts(),
            rule=RULE,
            digest=digest,
            nonce=draw.nonce,
            entropy=entropy,
            seed=seed,
            drawn=[str(place) for place in drawn],
            drawn_at=tx.now,
        ),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["advance-round"](round_id=round_id, state="drawn")),
    )
    return Drawn(round_id=round_id, seed=seed, drawn=list(drawn))


async def _keep(tx: Transaction, round_id: UUID, ordered: list[Item]) -> dict[UUID, int]:
    """The drawn establishments with their positions in the order of the whole pool."""
    plan = await planned(tx, round_id)
    chosen = select(ordered, plan.places, plan.reserved())
    position = {item.id: place for place, item in enumerate(ordered, 1)}
    return {UUID(item.id): position[item.id] for item in chosen}


async def frozen_pool(tx: Transaction, round_id: UUID) -> tuple[list[Item], str]:
    """The pool of a round that was frozen, and its digest."""
    items = await PoolItem.every(tx.conn, round_id=round_id)
    frozen = await Pool.one(tx.conn, round_id=round_id)
    assert frozen is not None
    return [Item(str(item.establishment_id), item.risk_class, item.weight) for item in items], frozen.digest


async def planned(tx: Transaction, round_id: UUID) -> Plan:
    """The plan of a round that has one."""
    plan = await Plan.one(tx.conn, round_id=round_id)
    assert plan is not None
    return plan
