"""A resident's data is erased: what the pseudonym stood for is gone, every count stays (PIPL art. 47)."""

import secrets
from datetime import datetime

from kernel.commands import Transaction
from kernel.errors import NotFound, Refused
from kernel.web import Output
from services.activities.storage import SQL


class Erased(Output):
    """When it was done."""

    erased_at: datetime


async def erase_resident(tx: Transaction) -> Erased:
    """Raises NotFound("nothing-registered-yet"), Refused("still-registered") while a session is yet to come."""
    subject = await tx.conn.fetchval(SQL["lock-account"], tx.caller.subject)
    if subject is None:
        raise NotFound("nothing-registered-yet")
    if await tx.conn.fetchval(SQL["comes-yet"], subject, tx.now):
        raise Refused("still-registered")
    await tx.conn.execute(SQL["erase-comments"], subject)
    await tx.conn.execute(SQL["forget-requester"], subject)
    await tx.conn.execute(SQL["unbind-account"], subject)
    # Random bytes in the fingerprint's place: nothing that could be guessed leads to this row any more.
    await tx.conn.execute(SQL["erase-person"], subject, secrets.token_bytes(32), tx.now)
    return Erased(erased_at=tx.now)
