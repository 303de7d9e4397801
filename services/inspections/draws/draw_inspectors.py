"""Inspectors are drawn for every drawn place by RFC 3797, without those who have a conflict there (INS-5, RULE-16)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Conflict, Refused
from kernel.routes import command
from kernel.web import Output
from services.inspections.draws import rfc3797
from services.inspections.draws.row import Candidate, Draw, DrawnPlace
from services.inspections.rounds.row import lock as lock_round
from services.inspections.storage import SQL

# 食品生产经营监督检查管理办法 art. 5 asks for at least two where there are two.
INSPECTORS_A_PLACE = 2


class Assigned(Output):
    """For how many places inspectors were drawn now."""

    round_id: UUID
    places: int


@command(
    "POST /rounds/{round_id}/inspectors",
    may="inspections:manage",
    says="Draw inspectors for the drawn places that have none yet.",
    refuses=(
        "inspector-conflicted",
        "inspectors-already-drawn",
        "no-inspector-free",
        "round-not-in-order",
        "round-unknown",
    ),
)
async def draw_inspectors(tx: Transaction, round_id: UUID) -> Assigned:
    """Draws for places that have none yet, so it is done again after a replacement.

    The key is the round's public entropy with the place's position as one more source, so each place has its own draw.
    Raises NotFound("round-unknown"), Conflict("round-not-in-order", "inspectors-already-drawn"),
    Refused("no-inspector-free").
    """
    found = await lock_round(tx.conn, round_id)
    if found.state not in ("drawn", "sampling"):
        raise Conflict("round-not-in-order")
    draw = await Draw.one(tx.conn, round_id=round_id)
    assert draw is not None
    assert draw.entropy is not None
    have = {row["establishment_id"] for row in await tx.conn.fetch(*SQL["assignments-of"](round_id=round_id))}
    places = [p for p in await DrawnPlace.every(tx.conn, round_id=round_id) if not p.removed_at]
    waiting = [p for p in places if p.establishment_id not in have]
    if not waiting:
        raise Conflict("inspectors-already-drawn")
    for place in waiting:
        candidates = await Candidate.every(tx.conn, establishment_id=place.establishment_id)
        free = [one.id for one in candidates if not one.excluded]
        if not free:
            raise Refused("no-inspector-free")
        key = draw.entropy + rfc3797.canonical([[str(place.position)]])
        selected = [free[n - 1] for n in rfc3797.select(key, len(free), min(INSPECTORS_A_PLACE, len(free)))]
        excluded = [one.id for one in candidates if one.excluded]
        await tx.conn.execute(
            *SQL["insert-assignment"](
                round_id=round_id,
                establishment_id=place.establishment_id,
                candidates=free,
                excluded=excluded,
                selected=selected,
                assigned_at=tx.now,
            )
        )
    return Assigned(round_id=round_id, places=len(waiting))
