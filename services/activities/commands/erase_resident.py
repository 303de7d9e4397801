"""A resident's data is erased: what the pseudonym stood for is gone, every count stays (PIPL art. 47)."""

import secrets
from datetime import datetime
from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.web import Output
from services.activities.storage import SQL


class Erased(Output):
    """When it was done."""

    erased_at: datetime


async def erase_resident(tx: Transaction) -> Erased:
    """Raises NotFound("nothing-registered-yet"), Refused("still-registered") while a session is yet to come."""
    found = await tx.conn.fetchrow(SQL["lock-account"], tx.caller.subject)
    if found is None:
        raise NotFound("nothing-registered-yet")
    subjects = [of for of in (found["person_ref"], found["subject_ref"]) if of is not None]
    for subject in subjects:
        if await tx.conn.fetchval(SQL["comes-yet"], subject, tx.now):
            raise Refused("still-registered")
    for subject in subjects:
        await _erase(tx, subject)
    await tx.conn.execute(SQL["unbind-account"], tx.caller.subject)
    return Erased(erased_at=tx.now)


async def _erase(tx: Transaction, subject: UUID) -> None:
    await tx.conn.execute(SQL["erase-comments"], subject)
    await tx.conn.execute(SQL["forget-requester"], subject)
    # Random bytes in the fingerprint's place: nothing that could be guessed leads to this row any more.
    await tx.conn.execute(SQL["erase-person"], subject, secrets.token_bytes(32), tx.now)
