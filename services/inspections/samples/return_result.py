"""A verifier who does not believe a finding sends it back to the analyst, and says why."""

from uuid import UUID

from pydantic import Field

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import check_returnable
from services.inspections.storage import SQL


class Doubt(Input):
    """Why the finding goes back; the analyst reads it, and it stays in the office."""

    reason: Text = Field(min_length=4)


class Returned(Output):
    """The sample now waits for another finding."""

    sample_id: UUID


@command(
    "POST /samples/{sample_id}/return",
    may="inspections:verify",
    says="Send a finding back to the analyst.",
    refuses=("result-already-published", "sample-not-analysed", "sample-unknown", "verifier-is-analyst"),
)
async def return_result(tx: Transaction, sample_id: UUID, order: Doubt) -> Returned:
    """No event, as there is none of the finding itself. The day by which it is to be published stays.

    Raises NotFound("sample-unknown"), Refused("sample-not-analysed"), Forbidden("verifier-is-analyst"),
    Conflict("result-already-published").
    """
    sample = await lock_sample(tx.conn, sample_id)
    check_returnable(state=sample.state, analysed_by=sample.analysed_by, verifier=tx.caller.subject)
    await tx.conn.execute(
        *SQL["insert-returned"](
            sample_id=sample_id,
            found=sample.found,
            dossier_id=sample.dossier_id,
            analysed_by=sample.analysed_by,
            reason=order.reason,
            returned_at=tx.now,
            returned_by=tx.caller.subject,
        )
    )
    await tx.conn.execute(*SQL["return-sample"](sample_id=sample_id))
    return Returned(sample_id=sample_id)
