"""A laboratory receives a sample."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import check_receivable
from services.inspections.storage import SQL


class Receipt(Input):
    """Which laboratory has it now."""

    laboratory_id: UUID


class Received(Output):
    """The sample now waits for its analyst."""

    sample_id: UUID


@command(
    "POST /samples/{sample_id}/receive",
    may="inspections:analyse",
    says="A laboratory receives a sample.",
    refuses=("laboratory-unknown", "sample-already-received", "sample-unknown"),
)
async def receive_sample(tx: Transaction, sample_id: UUID, order: Receipt) -> Received:
    """Raises NotFound("sample-unknown"), Conflict("sample-already-received"), Refused("laboratory-unknown")."""
    sample = await lock_sample(tx.conn, sample_id)
    check_receivable(sample.state)
    await tx.conn.execute(
        *SQL["receive-sample"](
            sample_id=sample_id, laboratory_id=order.laboratory_id, received_at=tx.now, received_by=tx.caller.subject
        )
    )
    return Received(sample_id=sample_id)
