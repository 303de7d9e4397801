"""An organisation joins the alliance's register."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import OrganisationRegistered
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.activities.storage import SQL

Kind = Literal[
    "subdistrict", "building-committee", "partner-unit", "trade-union", "food-safety-office", "community",
    "residents-committee", "business",
]  # fmt: skip


class Organisation(Input):
    """What an operator enters. `organisation_id` may be given, so that a loader can repeat itself."""

    organisation_id: UUID | None = None
    name: Text
    kind: Kind
    source: Source = "operator"


class RegisteredOrganisation(Output):
    """The organisation's id."""

    organisation_id: UUID


@command(
    "POST /organisations",
    may="activities:manage",
    says="Register an organisation of the alliance.",
    refuses=("organisation-already-exists", "organisation-name-taken"),
)
async def register_organisation(tx: Transaction, order: Organisation) -> RegisteredOrganisation:
    """Raises Refused("organisation-name-taken"), Refused("already-exists")."""
    organisation_id = order.organisation_id or new_id()
    await tx.conn.execute(
        *SQL["insert-organisation"](
            organisation_id=organisation_id, name=order.name, kind=order.kind, source=order.source, registered_at=tx.now
        )
    )
    await tx.emit(
        OrganisationRegistered(
            organisation_id=str(organisation_id), name=order.name, kind=order.kind, source=order.source
        ),
        aggregate=f"organisation/{organisation_id}",
        seq=1,
    )
    return RegisteredOrganisation(organisation_id=organisation_id)
