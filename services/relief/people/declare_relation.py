"""People close to an account or to a donor are declared, and nothing is decided or given to them by those (REL-10)."""

from collections.abc import Collection
from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import model_validator

from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.persons import Fingerprints, Person, identify
from kernel.routes import command
from kernel.web import Input, Output
from services.relief.storage import SQL


class Relation(Input):
    """Somebody close to the caller, or, with `organisation_id`, to an organisation that gives.

    Only the person's fingerprints are kept (慈善法 art. 40, 59).
    """

    person: Person
    organisation_id: UUID | None = None
    own: bool = True

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if self.own == (self.organisation_id is not None):
            raise ValueError("close to the caller, or to an organisation")
        return self


class Declared(Output):
    """It holds from now on."""

    declared_at: datetime


@command(
    "POST /relations",
    may="relief:declare",
    says="Declare somebody close to oneself or to an organisation that gives.",
    refuses=("relation-already-exists",),
)
async def declare_relation(tx: Transaction, order: Relation, fingerprints: Fingerprints) -> Declared:
    """Raises Refused("relation-already-exists")."""
    await tx.conn.execute(
        *SQL["insert-relation"](
            fingerprint=await identify(tx.conn, fingerprints, order.person),
            account=tx.caller.subject if order.own else None,
            organisation_id=order.organisation_id,
            declared_at=tx.now,
            declared_by=tx.caller.subject,
            name_key=fingerprints.of_name(order.person),
        )
    )
    return Declared(declared_at=tx.now)


async def check_unrelated(
    tx: Transaction, payee: bytes | None, case_id: UUID | None, *, donors: Collection[UUID] = ()
) -> None:
    """No one of the household is close to the caller or to `donors`. Raises Refused("related-party")."""
    if await tx.conn.fetchval(
        *SQL["related"](fingerprint=payee, case_id=case_id, account=tx.caller.subject, organisation_id=list(donors))
    ):
        raise Refused("related-party")
