"""At the counter, somebody who looks at who asks confirms whose an account is, or withdraws it."""

from typing import Literal
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Input, Output
from services.activities.storage import SQL


class Link(Input):
    """The account, as the list of accounts has it, and whose it is."""

    account_id: UUID
    person: Person


class Linked(Output):
    """The account is that person's."""

    account_id: UUID


class Unlink(Input):
    """Why: from a list, because a text would name people and is kept."""

    reason: Literal["wrong-person", "asked-in-person", "account-shared", "other"]


class Unlinked(Output):
    """The account belongs to no person that the office knows."""

    account_id: UUID


@command(
    "POST /residents",
    may="activities:manage",
    says="Confirm at the counter whose an account is.",
    refuses=("account-is-another-person", "person-has-another-account"),
)
async def link_resident(tx: Transaction, order: Link, fingerprints: Fingerprints) -> Linked:
    """Raises Refused("account-is-another-person", "person-has-another-account")."""
    account, person_ref = str(order.account_id), await admit(tx.conn, fingerprints, order.person)
    confirmed = await tx.conn.fetchval(
        *SQL["confirm-account"](
            account=account, person_ref=person_ref, confirmed_at=tx.now, confirmed_by=tx.caller.subject
        )
    )
    if confirmed is None:
        if await tx.conn.fetchval(*SQL["confirmed-person"](account=account)) != person_ref:
            raise Refused("account-is-another-person")
        return Linked(account_id=order.account_id)
    await tx.conn.execute(
        *SQL["insert-link"](
            account=account, person_ref=person_ref, linked=True, reason=None, done_at=tx.now, done_by=tx.caller.subject
        )
    )
    return Linked(account_id=order.account_id)


@command(
    "POST /residents/{account_id}/unlink",
    may="activities:manage",
    says="Withdraw the confirmation of an account, with the reason.",
    refuses=("account-not-confirmed", "person-has-another-account"),
)
async def unlink_resident(tx: Transaction, account_id: UUID, order: Unlink) -> Unlinked:
    """Raises NotFound("account-not-confirmed"). What the account registered itself stays its own."""
    account = str(account_id)
    person_ref = await tx.conn.fetchval(*SQL["confirmed-person"](account=account))
    if person_ref is None:
        raise NotFound("account-not-confirmed")
    await tx.conn.execute(*SQL["withdraw-confirmation"](account=account))
    await tx.conn.execute(
        *SQL["insert-link"](
            account=account,
            person_ref=person_ref,
            linked=False,
            reason=order.reason,
            done_at=tx.now,
            done_by=tx.caller.subject,
        )
    )
    return Unlinked(account_id=account_id)
