"""A need is raised: by a resident, by a residents' committee, or over the counter (ACT-20)."""

from typing import Literal
from uuid import UUID

from contracts.events.activities import NeedRaised
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.activities.storage import SQL

Category = Literal["repair", "elder-care", "health", "study", "childcare", "safety", "environment", "other"]


class Need(Input):
    """What is needed. The title stays in the room: residents write what they like into it."""

    need_id: UUID | None = None
    title: Text
    category: Category
    organisation_id: UUID | None = None
    requester: Person | None = None
    source: Source = "operator"


class Raised(Output):
    """The need's id."""

    need_id: UUID
    state: Literal["raised"] = "raised"


@command(
    "POST /needs",
    may="activities:manage",
    says="Raise a need.",
    refuses=("need-already-exists", "organisation-unknown"),
)
async def raise_need(tx: Transaction, order: Need, fingerprints: Fingerprints) -> Raised:
    """Raises Refused("organisation-unknown", "need-already-exists")."""
    need_id = order.need_id or new_id()
    requester = await admit(tx.conn, fingerprints, order.requester) if order.requester else None
    await tx.conn.execute(
        *SQL["insert-need"](
            need_id=need_id,
            title=order.title,
            category=order.category,
            organisation_id=order.organisation_id,
            requester_ref=requester,
            raised_at=tx.now,
            raised_by=tx.caller.subject,
            source=order.source,
        )
    )
    await tx.conn.execute(
        *SQL["insert-step"](
            need_id=need_id, number=1, state="raised", note=None, moved_at=tx.now, moved_by=tx.caller.subject
        )
    )
    await tx.emit(
        NeedRaised(
            need_id=str(need_id),
            category=order.category,
            organisation_id=str(order.organisation_id) if order.organisation_id else None,
            raised_at=tx.now,
            source=order.source,
        ),
        aggregate=f"need/{need_id}",
        seq=1,
    )
    return Raised(need_id=need_id)
