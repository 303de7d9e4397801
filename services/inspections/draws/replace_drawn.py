"""A drawn place that cannot be inspected is taken out, and the next of the same order comes in (INS-6, RULE-15)."""

from typing import Literal
from uuid import UUID

from contracts.events.inspections import PlaceReplaced
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.draws.draw_places import frozen_pool, planned
from services.inspections.draws.row import Draw, DrawnPlace
from services.inspections.draws.rules import in_order, select
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_replaceable
from services.inspections.storage import SQL


class Removal(Input):
    """Which place, and why, as a code."""

    establishment_id: UUID
    reason: Literal["shut", "closed-down", "category-not-sold", "under-investigation"]


class Replaced(Output):
    """Who comes in; none where the pool has no other."""

    round_id: UUID
    removed: UUID
    added: UUID | None


@command(
    "POST /rounds/{round_id}/replacements",
    may="inspections:manage",
    says="Take out a place that cannot be inspected; the next of the same order comes in.",
    refuses=("place-already-sampled", "place-not-drawn", "round-not-in-order", "round-unknown"),
)
async def replace_drawn(tx: Transaction, round_id: UUID, order: Removal) -> Replaced:
    """Raises NotFound("round-unknown", "place-not-drawn"), Conflict("round-not-in-order"),
    Refused("place-already-sampled")."""
    found = await lock_round(tx.conn, round_id)
    places = {p.establishment_id: p for p in await DrawnPlace.every(tx.conn, round_id=round_id)}
    place = places.get(order.establishment_id)
    if place is None or place.removed_at:
        raise NotFound("place-not-drawn")
    check_replaceable(state=found.state, sampled=place.sampled)
    out = {known for known, p in places.items() if p.removed_at} | {order.establishment_id}
    added, position = await _next(tx, round_id, out, set(places))
    await tx.conn.execute(
        *SQL["remove-drawn-place"](
            round_id=round_id,
            establishment_id=order.establishment_id,
            removed_at=tx.now,
            removal_reason=order.reason,
            replaced_by=added,
        )
    )
    if added is not None:
        await tx.conn.execute(
            *SQL["insert-drawn-places"](
                round_id=round_id, establishment_ids=[added], positions=[position], drawn_at=tx.now
            )
        )
    await tx.emit(
        PlaceReplaced(
            **found.facts(),
            removed_establishment_id=str(order.establishment_id),
            reason=order.reason,
            replaced_at=tx.now,
            added_establishment_id=str(added) if added else None,
        ),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["touch-round"](round_id=round_id)),
    )
    return Replaced(round_id=round_id, removed=order.establishment_id, added=added)


async def _next(tx: Transaction, round_id: UUID, removed: set[UUID], known: set[UUID]) -> tuple[UUID | None, int]:
    """Who comes in when `removed` are out: the same selection from the same order without them."""
    pool, _ = await frozen_pool(tx, round_id)
    plan = await planned(tx, round_id)
    draw = await Draw.one(tx.conn, round_id=round_id)
    assert draw is not None
    assert draw.seed is not None
    ordered = in_order(pool, draw.seed)
    left = [item for item in ordered if UUID(item.id) not in removed]
    position = {item.id: place for place, item in enumerate(ordered, 1)}
    for item in select(left, plan.places, plan.reserved()):
        if UUID(item.id) not in known:
            return UUID(item.id), position[item.id]
    return None, 0
