"""The finding of a re-test is recorded: the ground of a correction that a second person approves (RULE-18, INS-20)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Conflict, Refused
from kernel.routes import command
from services.inspections.corrections.request import CorrectionRequested, ask_for
from services.inspections.samples.dossiers import keep
from services.inspections.samples.record_result import Finding
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.row import newest_result, retest_of
from services.inspections.storage import SQL


@command(
    "POST /samples/{sample_id}/retest/conclusion",
    may="inspections:analyse",
    says="Record the re-test's conclusion; a second person's approval publishes it, and then it is final.",
    refuses=(
        "correction-already-open",
        "laboratory-not-drawn",
        "retest-already-settled",
        "retest-unknown",
        "sample-unknown",
        "verdict-not-of-items",
    ),
)
async def conclude_retest(tx: Transaction, sample_id: UUID, order: Finding) -> CorrectionRequested:
    """Raises NotFound("sample-unknown", "retest-unknown"), Refused("laboratory-not-drawn",
    "verdict-not-of-items"),
    Conflict("retest-already-settled", "correction-already-open")."""
    await lock_sample(tx.conn, sample_id)
    retest = await retest_of(tx.conn, sample_id)
    if retest.concluded_at:
        raise Conflict("retest-already-settled")
    if retest.laboratory_id is None:
        raise Refused("laboratory-not-drawn")
    if await tx.conn.fetchval(*SQL["is-being-corrected"](sample_id=sample_id)):
        raise Conflict("correction-already-open")
    await tx.conn.execute(
        *SQL["find-retest"](sample_id=sample_id, found=order.verdict, found_by=tx.caller.subject, found_at=tx.now)
    )
    dossier_id = await keep(tx, sample_id, order.verdict, order.items)
    newest = await newest_result(tx.conn, sample_id)
    return await ask_for(tx, newest, sample_id, order.verdict, "retest", dossier_id, retest_id=retest.id)
