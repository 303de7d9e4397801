"""A person names what is to be inspected; naming again in the same round replaces what they named (I-11)."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from contracts.events.inspections import NominationMade, ReplacedNomination
from kernel.commands import Transaction
from kernel.db import Row
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.web import Instant, Output
from services.inspections.commands.locking import about, lock
from services.inspections.domain.rounds import check_category, nomination_time
from services.inspections.storage import SQL

Category = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


# Who records a nomination that nobody looked at.
PUBLIC = "public"


class Nomination(Person):
    """Who names what. `nominated_at`: the time on the paper slip, typed in later."""

    establishment_id: UUID
    category: Category
    nominated_at: Instant | None = None


class Nominated(Output):
    """The nomination; `replaced` says whether it took the place of an earlier one."""

    nomination_id: UUID
    round_id: UUID
    subject_ref: UUID
    replaced: bool


async def nominate(
    tx: Transaction, round_id: UUID, order: Nomination, fingerprints: Fingerprints, *, recorded_by: str | None = None
) -> Nominated:
    """Raises NotFound("round-unknown"), Refused("round-not-open", "category-not-in-round",
    "establishment-unknown", …).

    What is recorded by PUBLIC replaces only what was.
    """
    # A stranger's slip links nothing: they could put a neighbour's phone beside a number of their own.
    subject_ref = await admit(tx.conn, fingerprints, order, linking=recorded_by != PUBLIC)
    # Locking the round makes two slips of one person take turns, so the second sees what it replaces.
    found = await lock(tx, "round", round_id)
    at = nomination_time(
        state=found["state"],
        opens_at=found["opens_at"],
        closes_at=found["closes_at"],
        given=order.nominated_at,
        now=tx.now,
    )
    check_category(order.category, found["categories"])
    before = await tx.conn.fetchrow(SQL["nomination-of"], round_id, subject_ref)
    nomination_id = before["id"] if before else new_id()
    by = recorded_by or tx.caller.subject
    if before is not None and by == PUBLIC and before["recorded_by"] != PUBLIC:
        return Nominated(nomination_id=nomination_id, round_id=round_id, subject_ref=subject_ref, replaced=False)
    named = order.establishment_id, order.category, at, by
    if before is None:
        await tx.conn.execute(SQL["insert-nomination"], nomination_id, round_id, subject_ref, *named)
    else:
        await tx.conn.execute(SQL["replace-nomination"], nomination_id, *named)
    await tx.emit(
        NominationMade(
            **about(found, round_id),
            subject_ref=str(subject_ref),
            establishment_id=str(order.establishment_id),
            category=order.category,
            nomination_id=str(nomination_id),
            nominated_at=at,
            replaces=_replaced(before),
        ),
        aggregate=f"round/{round_id}",
        seq=await tx.conn.fetchval(SQL["touch-round"], round_id),
    )
    return Nominated(
        nomination_id=nomination_id, round_id=round_id, subject_ref=subject_ref, replaced=before is not None
    )


def _replaced(before: Row | None) -> ReplacedNomination | None:
    if before is None:
        return None
    return ReplacedNomination(
        establishment_id=str(before["establishment_id"]),
        category=before["category"],
        nominated_at=before["nominated_at"],
    )
