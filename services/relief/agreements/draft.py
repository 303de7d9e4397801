"""A co-building agreement is put before its parties."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from contracts.events.relief import AgreementDrafted
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Day, Input, Output, Source, Text
from services.relief.agreements.rules import check_term
from services.relief.storage import SQL


def _each_once(ids: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if len(set(ids)) != len(ids):
        raise ValueError("a party is named twice")
    return ids


class Draft(Input):
    """What an operator enters; the parties are two, or more where several units share one agreement."""

    agreement_id: UUID | None = None
    title: Text
    organisation_ids: Annotated[tuple[UUID, ...], Field(min_length=2, max_length=20), AfterValidator(_each_once)]
    starts_on: Day | None = None
    ends_on: Day | None = None
    source: Source = "operator"


class Drafted(Output):
    """The agreement's id."""

    agreement_id: UUID


@command(
    "POST /agreements",
    may="relief:manage",
    says="Put an agreement before its parties.",
    refuses=(
        "agreement-already-exists",
        "agreement-already-renewed",
        "party-named-twice",
        "term-ends-before-it-starts",
    ),
)
async def draft_agreement(tx: Transaction, order: Draft) -> Drafted:
    """Raises Refused("agreement-already-exists", "term-ends-before-it-starts")."""
    return await put_before_parties(tx, order, version=1, renews=None)


async def put_before_parties(tx: Transaction, order: Draft, *, version: int, renews: UUID | None) -> Drafted:
    """Store one version with its parties and tell of it."""
    check_term(order.starts_on, order.ends_on)
    agreement_id = order.agreement_id or new_id()
    await tx.conn.execute(
        *SQL["insert-agreement"](
            agreement_id=agreement_id,
            title=order.title,
            source=order.source,
            drafted_at=tx.now,
            starts_on=order.starts_on,
            ends_on=order.ends_on,
            version=version,
            renews=renews,
        )
    )
    await tx.conn.execute(
        *SQL["insert-parties"](agreement_id=agreement_id, organisation_ids=list(order.organisation_ids))
    )
    await tx.emit(
        AgreementDrafted(
            agreement_id=str(agreement_id),
            title=order.title,
            source=order.source,
            organisation_ids=[str(i) for i in order.organisation_ids],
            drafted_at=tx.now,
            starts_on=order.starts_on,
            ends_on=order.ends_on,
            renews_agreement_id=str(renews) if renews else None,
        ),
        aggregate=f"agreement/{agreement_id}",
        seq=1,
    )
    return Drafted(agreement_id=agreement_id)
