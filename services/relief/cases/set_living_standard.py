"""The local minimum-living standard from a day on, with the notice that sets it (上海市社会救助条例 art. 29)."""

from datetime import date

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Day, Input, Output, Text
from services.relief.projects.open import Fen
from services.relief.storage import SQL


class Standard(Input):
    """Fen a person and month."""

    valid_from: Day
    monthly_fen: Fen
    document: Text


class StandardSet(Output):
    """Cases that start from then on are capped by it."""

    valid_from: date


@command(
    "POST /living-standards",
    may="relief:manage",
    says="Set the minimum-living standard from a day on.",
    refuses=("living-standard-already-exists",),
)
async def set_living_standard(tx: Transaction, order: Standard) -> StandardSet:
    """Raises Refused("living-standard-already-exists")."""
    await tx.conn.execute(
        *SQL["insert-standard"](
            valid_from=order.valid_from,
            monthly_fen=order.monthly_fen,
            document=order.document,
            recorded_by=tx.caller.subject,
        )
    )
    return StandardSet(valid_from=order.valid_from)
