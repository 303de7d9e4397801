"""A round is planned: how many places, the risk floors, and batches shared by what people named (INS-3)."""

import json
from typing import Annotated
from uuid import UUID

from pydantic import Field

from contracts.events.inspections import CategoryQuota, RiskFloor, RoundPlanned
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.rounds.row import lock as lock_round
from services.inspections.rounds.rules import check_follows, check_places, quotas
from services.inspections.storage import SQL

Count = Annotated[int, Field(ge=0, le=1000)]


class Floors(Input):
    """Places reserved for each risk class."""

    A: Count = 0
    B: Count = 0
    C: Count = 0
    D: Count = 0


class Plan(Input):
    """`places` are drawn; `batches` are samples, at least one a place; `minimum` batches of each category named."""

    places: Annotated[int, Field(ge=1, le=1000)]
    batches: Annotated[int, Field(ge=1, le=10_000)]
    minimum: Count = 0
    floors: Floors = Floors()


class Planned(Output):
    """Batches a category."""

    round_id: UUID
    quotas: dict[str, int]


@command(
    "POST /rounds/{round_id}/plan",
    may="inspections:manage",
    says="Plan how many places are drawn and how batches are shared.",
    refuses=(
        "fewer-batches-than-places",
        "floors-above-places",
        "nothing-nominated",
        "plan-below-minimum",
        "pool-too-small",
        "round-not-in-order",
        "round-unknown",
    ),
)
async def plan_round(tx: Transaction, round_id: UUID, order: Plan) -> Planned:
    """Raises NotFound("round-unknown"), Conflict("round-not-in-order"), Refused("pool-too-small",
    "floors-above-places", "fewer-batches-than-places", "plan-below-minimum", "nothing-nominated")."""
    found = await lock_round(tx.conn, round_id)
    check_follows(found.state, "planned")
    floors = {name: count for name, count in order.floors.model_dump().items() if count}
    pool = await tx.conn.fetch(*SQL["pool-items"](round_id=round_id))
    check_places(places=order.places, batches=order.batches, pool=len(pool), floors=floors)
    votes = {r["category"]: r["votes"] for r in await tx.conn.fetch(*SQL["votes-by-category"](round_id=round_id))}
    shared = quotas(votes, batches=order.batches, minimum=order.minimum)
    await tx.conn.execute(
        *SQL["insert-plan"](
            round_id=round_id,
            places=order.places,
            floors=json.dumps(floors),
            quotas=json.dumps(shared),
            planned_at=tx.now,
        )
    )
    await tx.emit(
        RoundPlanned(
            **found.facts(),
            places=order.places,
            floors=[RiskFloor(risk_class=c, places=n) for c, n in floors.items()],  # type: ignore[arg-type]
            quotas=[CategoryQuota(category=c, batches=n) for c, n in shared.items()],
            planned_at=tx.now,
        ),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(*SQL["advance-round"](round_id=round_id, state="planned")),
    )
    return Planned(round_id=round_id, quotas=shared)
