"""A food business comes under the district's inspections."""

from typing import Literal
from uuid import UUID

from contracts.events.inspections import EstablishmentRegistered
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.inspections.storage import SQL


class Establishment(Input):
    """What an operator enters. Risk class A-D by 食品生产经营监督检查管理办法 art. 21."""

    establishment_id: UUID | None = None
    name: Text
    kind: Literal["restaurant", "supermarket", "canteen", "lunch-point", "stall", "mall"]
    venue_id: UUID | None = None
    organisation_id: UUID | None = None
    risk_class: Literal["A", "B", "C", "D"]
    source: Source = "operator"


class Registered(Output):
    """The establishment's id."""

    establishment_id: UUID


@command(
    "POST /establishments",
    may="inspections:manage",
    says="Register a food business.",
    refuses=("establishment-already-exists", "establishment-name-taken"),
)
async def register_establishment(tx: Transaction, order: Establishment) -> Registered:
    """Raises Refused("establishment-name-taken", "establishment-already-exists")."""
    establishment_id = order.establishment_id or new_id()
    await tx.conn.execute(
        *SQL["insert-establishment"](
            establishment_id=establishment_id,
            name=order.name,
            kind=order.kind,
            venue_id=order.venue_id,
            organisation_id=order.organisation_id,
            risk_class=order.risk_class,
            source=order.source,
            registered_at=tx.now,
        )
    )
    await tx.emit(
        EstablishmentRegistered(
            establishment_id=str(establishment_id),
            name=order.name,
            kind=order.kind,
            risk_class=order.risk_class,
            source=order.source,
            venue_id=str(order.venue_id) if order.venue_id else None,
            organisation_id=str(order.organisation_id) if order.organisation_id else None,
        ),
        aggregate=f"establishment/{establishment_id}",
        seq=1,
    )
    return Registered(establishment_id=establishment_id)
