"""A resident acts with an account of their own. It is a person of its own until the counter confirms whose it is.

A name and a phone are no proof of who asks. So an unconfirmed account never becomes a person that the office
knows or comes to know: it finds what it registered itself and nothing else.
"""

import secrets
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person
from kernel.routes import command
from kernel.web import Input
from services.activities.residents.row import Account, HeldAccount
from services.activities.residents.rules import Own
from services.activities.sessions.cancel import Cancelled, cancel
from services.activities.sessions.give_feedback import Feedback, Received, give_feedback
from services.activities.sessions.join_waitlist import Waiting, join_subject
from services.activities.sessions.leave_waitlist import Withdrawn, leave_waitlist
from services.activities.sessions.register import Registered, register_subject
from services.activities.sessions.rules import Pool
from services.activities.storage import SQL


class Attendance(Input):
    """Which session and seats. `person` the first time: who the account belongs to."""

    session_id: UUID
    pool: Pool = "on-site"
    person: Person | None = None


@command(
    "POST /me/registrations",
    may="activities:attend",
    at="own",
    says="Register myself; the first time with who I am.",
    refuses=(
        "account-is-another-person",
        "activity-not-published",
        "already-registered",
        "overlapping-registration",
        "person-missing",
        "registered-in-the-future",
        "session-cancelled",
        "session-full",
        "session-full-online",
        "session-over",
        "session-unknown",
    ),
)
async def attend(tx: Transaction, order: Attendance, fingerprints: Fingerprints) -> Registered:
    """As `register`; Refused("person-missing", "account-is-another-person")."""
    subject_ref = await _subject(tx, order.person, fingerprints)
    return await register_subject(tx, order.session_id, subject_ref, pool=order.pool, channel="self")


@command(
    "POST /me/waitlist",
    may="activities:attend",
    at="own",
    says="Wait for a seat of a full session.",
    refuses=(
        "account-is-another-person",
        "activity-not-published",
        "already-registered",
        "already-waiting",
        "no-such-seats",
        "person-missing",
        "seats-are-free",
        "session-cancelled",
        "session-over",
        "session-unknown",
    ),
)
async def wait(tx: Transaction, order: Attendance, fingerprints: Fingerprints) -> Waiting:
    """The same for the waiting line."""
    return await join_subject(tx, order.session_id, await _subject(tx, order.person, fingerprints), order.pool, "self")


@command(
    "POST /me/registrations/{registration_id}/cancel",
    may="activities:attend",
    at="own",
    says="Give my seat back.",
    refuses=(
        "already-checked-in",
        "cancelled-before-registered",
        "cancelled-in-the-future",
        "nothing-registered-yet",
        "registration-already-cancelled",
        "registration-called-off",
        "registration-unknown",
    ),
)
async def cancel_own(tx: Transaction, registration_id: UUID) -> Cancelled:
    """As `cancel`, for what is the caller's own; anything else is not found."""
    return await cancel(tx, registration_id, own=await own_things(tx))


@command(
    "POST /me/waitlist/{entry_id}/withdraw",
    may="activities:attend",
    at="own",
    says="Leave the line.",
    refuses=("no-longer-waiting", "nothing-registered-yet", "waitlist-entry-unknown"),
)
async def leave_own(tx: Transaction, entry_id: UUID) -> Withdrawn:
    """As `leave_waitlist`, for what is the caller's own."""
    return await leave_waitlist(tx, entry_id, own=await own_things(tx))


@command(
    "POST /me/registrations/{registration_id}/feedback",
    may="activities:attend",
    at="own",
    says="Say how it was.",
    refuses=(
        "did-not-attend",
        "feedback-already-given",
        "feedback-in-the-future",
        "nothing-registered-yet",
        "registration-unknown",
        "session-not-over",
    ),
)
async def give_own_feedback(tx: Transaction, registration_id: UUID, order: Feedback) -> Received:
    """As `give_feedback`, for what is the caller's own."""
    return await give_feedback(tx, registration_id, order, own=await own_things(tx))


async def own_things(tx: Transaction) -> Own:
    """What is the caller's own. Raises NotFound("nothing-registered-yet")."""
    found = await Account.one(tx.conn, account=tx.caller.subject)
    if found is None:
        raise NotFound("nothing-registered-yet")
    return Own(found.account, found.subject_ref, found.person_ref)


async def _subject(tx: Transaction, person: Person | None, fingerprints: Fingerprints) -> UUID:
    """The person that the account registers: the confirmed one, else one of its own.

    The office's register is not asked about the person that the account names: the answer would show who is known.
    """
    found = await HeldAccount.one(tx.conn, account=tx.caller.subject)
    marks = [mark for i in fingerprints.identifiers(person) for mark in (i.fingerprint, i.before)] if person else []
    if found is None or found.acts_as is None:
        if person is None:
            raise Refused("person-missing")
        await tx.conn.execute(
            *SQL["insert-own-person"](
                subject_ref=new_id(),
                fingerprint=secrets.token_bytes(32),
                name=person.name,
                phone=person.phone,
                account=tx.caller.subject,
                claimed=marks,
            )
        )
        # Two first registrations at once: one made the person, both are theirs.
        found = await HeldAccount.one(tx.conn, account=tx.caller.subject)
        assert found is not None
        assert found.acts_as is not None
    if person is not None and not await tx.conn.fetchval(
        *SQL["is-of-account"](account=tx.caller.subject, fingerprints=marks)
    ):
        raise Refused("account-is-another-person")
    return found.acts_as
