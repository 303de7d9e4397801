"""The office takes a business over that another register lists: from here on it is the district's."""

from typing import Literal
from uuid import UUID

from contracts.events.inspections import EstablishmentRegistered
from kernel.commands import Transaction
from kernel.errors import Conflict
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.inspections.establishments.row import find
from services.inspections.storage import SQL


class TakeOver(Input):
    """The risk class is the office's own: an import had one for the whole file. Name and kind stay where not given."""

    risk_class: Literal["A", "B", "C", "D"]
    name: Text | None = None
    kind: Literal["restaurant", "supermarket", "canteen", "lunch-point", "stall", "mall"] | None = None
    venue_id: UUID | None = None
    organisation_id: UUID | None = None


class TakenOver(Output):
    """The establishment, as it is inspected from now on."""

    establishment_id: UUID
    name: str


@command(
    "POST /establishments/{establishment_id}/take-over",
    may="inspections:manage",
    says="Take a listed business over: from now on it is drawn, sampled and named here.",
    refuses=("establishment-already-inspected", "establishment-name-taken", "establishment-unknown"),
)
async def take_over_establishment(tx: Transaction, establishment_id: UUID, order: TakeOver) -> TakenOver:
    """Raises NotFound("establishment-unknown"), Conflict("establishment-already-inspected"),
    Refused("establishment-name-taken")."""
    taken = await tx.conn.fetchrow(
        *SQL["take-over-establishment"](
            establishment_id=establishment_id,
            name=order.name,
            kind=order.kind,
            risk_class=order.risk_class,
            venue_id=order.venue_id,
            organisation_id=order.organisation_id,
            registered_at=tx.now,
        )
    )
    if taken is None:
        await find(tx.conn, establishment_id)
        raise Conflict("establishment-already-inspected")
    await tx.emit(
        EstablishmentRegistered(
            establishment_id=str(establishment_id),
            name=taken["name"],
            kind=taken["kind"],
            risk_class=order.risk_class,
            source=taken["source"],
            venue_id=str(order.venue_id) if order.venue_id else None,
            organisation_id=str(order.organisation_id) if order.organisation_id else None,
        ),
        aggregate=f"establishment/{establishment_id}",
        seq=taken["seq"],
    )
    return TakenOver(establishment_id=establishment_id, name=taken["name"])
