"""A person's data is erased: what the pseudonym stood for is gone, every count stays (PIPL art. 47).

The room writes down in the same transaction who is to be erased elsewhere; the gateway takes it to the other rooms.
"""

import json
import secrets
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from kernel.commands import Transaction
from kernel.erasure import ErasedHere
from kernel.errors import Conflict, NotFound, Refused
from kernel.persons import Fingerprints, Person
from kernel.routes import command
from kernel.web import Input, Output
from services.activities.residents.row import AccountOfPerson, LockedAccount
from services.activities.storage import SQL


class Erased(Output):
    """When it was done here. By its id the receipt of every room is found, by anybody who has it."""

    erasure_id: UUID
    erased_at: datetime


class Erasure(Input):
    """The person that the counter erases, who showed a document, and why."""

    person: Person
    reason: Literal["asked-in-person", "asked-by-guardian", "asked-in-writing", "other"]


class Finished(Input):
    """What the other rooms and the gateway erased."""

    rooms: dict[str, ErasedHere]


class Done(Output):
    """It is done in every room."""

    done_at: datetime


@command(
    "POST /me/erasure",
    may="activities:attend",
    at="own",
    says="Erase what every room holds of me, and the account; counts stay.",
    refuses=("nothing-registered-yet", "still-registered"),
)
async def erase_resident(tx: Transaction) -> Erased:
    """Raises NotFound("nothing-registered-yet"), Refused("still-registered") while a session is yet to come.

    An unconfirmed account erases what is its own, and nothing of the person that it claims to be.
    """
    found = await LockedAccount.one(tx.conn, account=tx.caller.subject)
    if found is None:
        raise NotFound("nothing-registered-yet")
    marks = await tx.conn.fetchval(*SQL["marks-of-person"](subject_ref=found.person_ref)) if found.person_ref else []
    return await _erase(tx, [found.person_ref, found.subject_ref], marks, account=found.account, reason=None)


@command(
    "POST /erasures",
    may="activities:manage",
    says="Erase somebody who asks for it at the counter, in every room; counts stay.",
    refuses=("still-registered",),
)
async def erase_at_counter(tx: Transaction, order: Erasure, fingerprints: Fingerprints) -> Erased:
    """The same for a person without an account; raises Refused("still-registered").

    Someone unknown to this room may be known to another one.
    """
    given = [mark for i in fingerprints.identifiers(order.person) for mark in (i.fingerprint, i.before)]
    subject = await tx.conn.fetchval(*SQL["subject-of-marks"](fingerprints=given))
    marks = set(given) | set(await tx.conn.fetchval(*SQL["marks-of-person"](subject_ref=subject)) if subject else ())
    found = await AccountOfPerson.one(tx.conn, person_ref=subject)
    people = [subject, found.subject_ref if found else None]
    return await _erase(tx, people, sorted(marks), account=found.account if found else None, reason=order.reason)


async def _erase(
    tx: Transaction, people: list[UUID | None], marks: list[bytes], *, account: str | None, reason: str | None
) -> Erased:
    subjects = [
        r["subject_ref"] for r in await tx.conn.fetch(*SQL["subjects-to-erase"](subject_ref=people, fingerprints=marks))
    ]
    for subject in subjects:
        if await tx.conn.fetchval(*SQL["comes-yet"](subject_ref=subject, now=tx.now)):
            raise Refused("still-registered")
    for subject in subjects:
        await tx.conn.execute(*SQL["erase-comments"](subject_ref=subject))
        await tx.conn.execute(*SQL["forget-requester"](requester_ref=subject))
        # Random bytes in the fingerprint's place: nothing that could be guessed leads to this row any more.
        await tx.conn.execute(
            *SQL["erase-person"](subject_ref=subject, fingerprint=secrets.token_bytes(32), erased_at=tx.now)
        )
    if account is not None:
        await tx.conn.execute(*SQL["unbind-account"](account=account))
    erasure_id = uuid4()
    receipt = {"activities": ErasedHere(erased={"person": len(subjects)}).model_dump()}
    await tx.conn.execute(
        *SQL["insert-erasure"](
            erasure_id=erasure_id,
            account=account,
            asked_at=tx.now,
            asked_by=tx.caller.subject,
            reason=reason,
            marks=marks,
            receipt=json.dumps(receipt),
        )
    )
    return Erased(erasure_id=erasure_id, erased_at=tx.now)


@command(
    "POST /erasures/{erasure_id}/done",
    may="activities:erase",
    says="Every room is through.",
    inner=True,
    refuses=("erasure-already-finished",),
)
async def finish_erasure(tx: Transaction, erasure_id: UUID, order: Finished) -> Done:
    """Raises Conflict("erasure-already-finished"). What led to the person goes from here too."""
    rooms = {room: part.model_dump() for room, part in order.rooms.items()}
    if (
        await tx.conn.fetchval(*SQL["finish-erasure"](erasure_id=erasure_id, rooms=json.dumps(rooms), done_at=tx.now))
        is None
    ):
        raise Conflict("erasure-already-finished")
    return Done(done_at=tx.now)
