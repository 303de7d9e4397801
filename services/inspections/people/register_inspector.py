"""An inspector enrols with the account they signed in with: only they know which account is theirs."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.inspections.storage import SQL


class Inspector(Input):
    """`name` is shown inside the office only."""

    inspector_id: UUID | None = None
    name: Text


class InspectorRegistered(Output):
    """The inspector's id."""

    inspector_id: UUID


@command(
    "POST /inspectors",
    may="inspections:sample",
    says="Enrol as an inspector.",
    refuses=("inspector-account-taken", "inspector-already-exists"),
)
async def register_inspector(tx: Transaction, order: Inspector) -> InspectorRegistered:
    """Raises Refused("inspector-already-exists", "inspector-account-taken")."""
    inspector_id = order.inspector_id or new_id()
    await tx.conn.execute(
        *SQL["insert-inspector"](
            inspector_id=inspector_id, account=tx.caller.subject, name=order.name, registered_at=tx.now
        )
    )
    return InspectorRegistered(inspector_id=inspector_id)
