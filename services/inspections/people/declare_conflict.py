"""A conflict of an inspector with an establishment is declared: they never meet in an inspection (INS-5, RULE-16)."""

from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.storage import SQL


class InterestConflict(Input):
    """Which establishment, and what kind of tie."""

    establishment_id: UUID
    reason: Literal["family", "ownership", "former-employer", "other"]


class Declared(Output):
    """Between which two parties."""

    inspector_id: UUID
    establishment_id: UUID


@command(
    "POST /inspectors/{inspector_id}/conflicts",
    may="inspections:manage",
    says="Declare that an inspector and an establishment must not meet.",
    refuses=("conflict-already-declared", "establishment-unknown", "inspector-unknown"),
)
async def declare_conflict(tx: Transaction, inspector_id: UUID, order: InterestConflict) -> Declared:
    """Raises Refused("inspector-unknown", "establishment-unknown", "conflict-already-declared")."""
    await tx.conn.execute(
        *SQL["insert-conflict"](
            inspector_id=inspector_id, establishment_id=order.establishment_id, reason=order.reason, declared_at=tx.now
        )
    )
    return Declared(inspector_id=inspector_id, establishment_id=order.establishment_id)
