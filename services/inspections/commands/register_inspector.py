"""An inspector is registered with the account that signs in for them."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.web import Input, Output, Text
from services.inspections.storage import SQL


class Inspector(Input):
    """`account` is the subject of the inspector's sign-in; `name` is shown inside the office only."""

    inspector_id: UUID | None = None
    account: Text
    name: Text


class InspectorRegistered(Output):
    """The inspector's id."""

    inspector_id: UUID


async def register_inspector(tx: Transaction, order: Inspector) -> InspectorRegistered:
    """Raises Refused("inspector-already-exists", "inspector-account-taken")."""
    inspector_id = order.inspector_id or new_id()
    await tx.conn.execute(SQL["insert-inspector"], inspector_id, order.account, order.name, tx.now)
    return InspectorRegistered(inspector_id=inspector_id)
