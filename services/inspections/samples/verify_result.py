"""A verifier who is not the analyst confirms a finding; publishing it is a step of its own."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import check_verifiable
from services.inspections.storage import SQL


class Verified(Output):
    """The sample now waits to be published."""

    sample_id: UUID


@command(
    "POST /samples/{sample_id}/verify",
    may="inspections:verify",
    says="Confirm a finding.",
    refuses=("result-already-verified", "sample-not-analysed", "sample-unknown", "verifier-is-analyst"),
)
async def verify_result(tx: Transaction, sample_id: UUID) -> Verified:
    """Raises NotFound("sample-unknown"), Refused("sample-not-analysed"), Forbidden("verifier-is-analyst"), Conflict."""
    sample = await lock_sample(tx.conn, sample_id)
    check_verifiable(state=sample.state, analysed_by=sample.analysed_by, verifier=tx.caller.subject)
    await tx.conn.execute(*SQL["verify-sample"](sample_id=sample_id, verified_by=tx.caller.subject, verified_at=tx.now))
    return Verified(sample_id=sample_id)
