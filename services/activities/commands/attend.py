"""A resident acts with an account of their own, which is one person from the first registration on."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.persons import Fingerprints, Person, admit, admit_first
from kernel.web import Input
from services.activities.commands.cancel import Cancelled, cancel
from services.activities.commands.give_feedback import Feedback, Received, give_feedback
from services.activities.commands.join_waitlist import Waiting, join_subject
from services.activities.commands.leave_waitlist import Withdrawn, leave_waitlist
from services.activities.commands.register import Registered, register_subject
from services.activities.commands.seats import Pool
from services.activities.storage import SQL


class Attendance(Input):
    """Which session and seats. `person` the first time: who the account belongs to."""

    session_id: UUID
    pool: Pool = "on-site"
    person: Person | None = None


async def attend(tx: Transaction, order: Attendance, fingerprints: Fingerprints) -> Registered:
    """As `register`; Refused("person-missing", "account-is-another-person", "person-known-already")."""
    subject_ref = await _subject(tx, order.person, fingerprints)
    return await register_subject(tx, order.session_id, subject_ref, pool=order.pool, channel="self")


async def wait(tx: Transaction, order: Attendance, fingerprints: Fingerprints) -> Waiting:
    """The same for the waiting line."""
    return await join_subject(tx, order.session_id, await _subject(tx, order.person, fingerprints), order.pool, "self")


async def cancel_own(tx: Transaction, registration_id: UUID) -> Cancelled:
    """As `cancel`, for what is the caller's own; anything else is not found."""
    return await cancel(tx, registration_id, own=await own_subject(tx))


async def leave_own(tx: Transaction, entry_id: UUID) -> Withdrawn:
    """As `leave_waitlist`, for what is the caller's own."""
    return await leave_waitlist(tx, entry_id, own=await own_subject(tx))


async def give_own_feedback(tx: Transaction, registration_id: UUID, order: Feedback) -> Received:
    """As `give_feedback`, for what is the caller's own."""
    return await give_feedback(tx, registration_id, order, own=await own_subject(tx))


async def own_subject(tx: Transaction) -> UUID:
    """The person behind the caller's account. Raises NotFound("nothing-registered-yet")."""
    subject: UUID | None = await tx.conn.fetchval(SQL["subject-of-account"], tx.caller.subject)
    if subject is None:
        raise NotFound("nothing-registered-yet")
    return subject


async def _subject(tx: Transaction, person: Person | None, fingerprints: Fingerprints) -> UUID:
    # Held, so that an erasure waits for what is registered here and then sees it.
    known: UUID | None = await tx.conn.fetchval(SQL["hold-account"], tx.caller.subject)
    if known is not None:
        if person is not None and await admit(tx.conn, fingerprints, person) != known:
            raise Refused("account-is-another-person")
        return known
    if person is None:
        raise Refused("person-missing")
    # A neighbour's name and phone are no secret: whom the room knows already is linked at the counter, where somebody
    # looks at who is asking.
    told = await admit_first(tx.conn, fingerprints, person)
    if told is None:
        raise Refused("person-known-already")
    await tx.conn.execute(SQL["bind-account"], tx.caller.subject, told)
    return told
