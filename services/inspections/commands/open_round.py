"""A "you pick, we inspect" round opens: people name what is to be tested until it closes."""

from uuid import UUID

from contracts.events.inspections import RoundOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.web import Input, Instant, Output, Programme, Source, Text
from services.inspections.storage import SQL


class Round(Input):
    """What an operator enters; `organisation_id` is who runs the round."""

    round_id: UUID | None = None
    title: Text
    programme: Programme
    organisation_id: UUID
    opens_at: Instant
    closes_at: Instant
    source: Source = "operator"


class Opened(Output):
    """The round's id."""

    round_id: UUID


async def open_round(tx: Transaction, order: Round) -> Opened:
    """Raises Refused("round-closes-before-it-opens", "round-already-exists")."""
    round_id = order.round_id or new_id()
    await tx.conn.execute(
        SQL["insert-round"],
        round_id, order.title, order.programme, order.organisation_id, order.opens_at, order.closes_at, order.source,
    )  # fmt: skip
    await tx.emit(
        RoundOpened(
            round_id=str(round_id),
            title=order.title,
            programme=order.programme,
            organisation_id=str(order.organisation_id),
            source=order.source,
            opens_at=order.opens_at,
            closes_at=order.closes_at,
        ),
        aggregate=f"round/{round_id}",
        seq=1,
    )
    return Opened(round_id=round_id)
