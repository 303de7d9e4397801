"""At the counter, an account is linked to a person whom the room knows already, by somebody who looks at who asks."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.persons import Fingerprints, Person, admit
from kernel.web import Input, Output
from services.activities.storage import SQL


class Link(Input):
    """The account, as the list of accounts has it, and whose it is."""

    account_id: UUID
    person: Person


class Linked(Output):
    """The account is that person's."""

    account_id: UUID


async def link_resident(tx: Transaction, order: Link, fingerprints: Fingerprints) -> Linked:
    """Raises Refused("account-is-another-person", "person-has-another-account")."""
    subject_ref = await admit(tx.conn, fingerprints, order.person)
    await tx.conn.execute(SQL["bind-account"], str(order.account_id), subject_ref)
    return Linked(account_id=order.account_id)
