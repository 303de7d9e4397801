"""A "you pick, we inspect" round opens: people name what is to be tested until it closes."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from contracts.events.inspections import RoundOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Programme, Source, Text
from services.inspections.rounds.rules import MOST_CATEGORIES, USUAL_CATEGORIES
from services.inspections.storage import SQL
from services.inspections.votes.nominate import Category


def _distinct(categories: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(categories)) < len(categories):
        raise ValueError("each category once")
    return categories


Categories = Annotated[tuple[Category, ...], Field(min_length=1, max_length=MOST_CATEGORIES), AfterValidator(_distinct)]


class Round(Input):
    """What an operator enters; `organisation_id` is who runs the round, `categories` what people may name in it."""

    round_id: UUID | None = None
    title: Text
    programme: Programme
    organisation_id: UUID
    opens_at: Instant
    closes_at: Instant
    categories: Categories = USUAL_CATEGORIES
    source: Source = "operator"


class Opened(Output):
    """The round's id."""

    round_id: UUID


@command(
    "POST /rounds",
    may="inspections:manage",
    says="Open a round.",
    refuses=("round-already-exists", "round-categories-bounded", "round-closes-before-it-opens"),
)
async def open_round(tx: Transaction, order: Round) -> Opened:
    """Raises Refused("round-closes-before-it-opens", "round-already-exists")."""
    round_id = order.round_id or new_id()
    await tx.conn.execute(
        *SQL["insert-round"](
            round_id=round_id,
            title=order.title,
            programme=order.programme,
            organisation_id=order.organisation_id,
            opens_at=order.opens_at,
            closes_at=order.closes_at,
            source=order.source,
            categories=list(order.categories),
        )
    )
    await tx.emit(
        RoundOpened(
            round_id=str(round_id),
            title=order.title,
            programme=order.programme,
            organisation_id=str(order.organisation_id),
            source=order.source,
            opens_at=order.opens_at,
            closes_at=order.closes_at,
            categories=list(order.categories),
        ),
        aggregate=f"round/{round_id}",
        seq=1,
    )
    return Opened(round_id=round_id)
