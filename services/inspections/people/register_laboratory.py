"""A laboratory of the published list, with the days in which it is in force."""

from datetime import date
from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.inspections.storage import SQL


class Laboratory(Input):
    """From the list of laboratories that may test and re-test; without an end it is in force until further notice."""

    laboratory_id: UUID | None = None
    name: Text
    in_force_from: date
    in_force_to: date | None = None
    source: Source = "operator"


class LaboratoryRegistered(Output):
    """The laboratory's id."""

    laboratory_id: UUID


@command(
    "POST /laboratories",
    may="inspections:manage",
    says="Put a laboratory on the list.",
    refuses=("laboratory-already-exists", "laboratory-ends-before-it-begins", "laboratory-name-taken"),
)
async def register_laboratory(tx: Transaction, order: Laboratory) -> LaboratoryRegistered:
    """Raises Refused("laboratory-already-exists", "laboratory-name-taken", "laboratory-ends-before-it-begins")."""
    laboratory_id = order.laboratory_id or new_id()
    await tx.conn.execute(
        *SQL["insert-laboratory"](
            laboratory_id=laboratory_id,
            name=order.name,
            in_force_from=order.in_force_from,
            in_force_to=order.in_force_to,
            source=order.source,
        )
    )
    return LaboratoryRegistered(laboratory_id=laboratory_id)
