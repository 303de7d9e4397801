"""A second person decides on a correction: approved, it is the next version and the old one stays (RULE-17, INS-20)."""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import ResultSuperseded, SupersededResult
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.inspections.corrections.row import Correction
from services.inspections.corrections.row import lock as lock_correction
from services.inspections.disposals.consequences import follow
from services.inspections.samples.dossiers import item_facts
from services.inspections.samples.row import Sample, newest_result
from services.inspections.samples.rules import Verdict, check_decidable
from services.inspections.storage import SQL


class Superseded(Output):
    """The newer version."""

    sample_id: UUID
    version: int
    verdict: Verdict
    published_at: datetime


class Rejected(Output):
    """The correction that was not approved; the published result holds."""

    correction_id: UUID
    sample_id: UUID


@command(
    "POST /corrections/{correction_id}/approve",
    may="inspections:verify",
    says="Approve a correction that somebody else asked for: the next version is published.",
    refuses=(
        "correction-already-decided",
        "correction-approved-by-requester",
        "correction-unknown",
        "disposal-already-open",
        "disposal-unknown",
        "establishment-unknown",
        "round-unknown",
        "sample-unknown",
    ),
)
async def approve_correction(tx: Transaction, correction_id: UUID) -> Superseded:
    """Raises NotFound("correction-unknown"), Conflict("correction-already-decided"),
    Forbidden("correction-approved-by-requester")."""
    sample, correction = await _decide(tx, correction_id, "approved")
    if correction.reason == "retest":
        await tx.conn.execute(*SQL["conclude-retest"](sample_id=sample.id, concluded_at=tx.now))
    return await _publish(tx, sample, correction)


@command(
    "POST /corrections/{correction_id}/reject",
    may="inspections:verify",
    says="Turn a correction down: the published result holds.",
    refuses=("correction-already-decided", "correction-approved-by-requester", "correction-unknown", "sample-unknown"),
)
async def reject_correction(tx: Transaction, correction_id: UUID) -> Rejected:
    """A re-test that is rejected may be concluded again. Raises NotFound("correction-unknown"),
    Conflict("correction-already-decided")."""
    sample, correction = await _decide(tx, correction_id, "rejected")
    if correction.reason == "retest":
        await tx.conn.execute(*SQL["find-retest"](sample_id=sample.id, found=None, found_by=None, found_at=None))
    return Rejected(correction_id=correction_id, sample_id=sample.id)


async def _decide(tx: Transaction, correction_id: UUID, state: str) -> tuple[Sample, Correction]:
    sample, correction = await lock_correction(tx.conn, correction_id)
    by = tx.caller.subject
    check_decidable(correction.state, requested_by=correction.requested_by, by=by, approve=state == "approved")
    await tx.conn.execute(
        *SQL["decide-correction"](correction_id=correction_id, state=state, decided_at=tx.now, decided_by=by)
    )
    return sample, correction


async def _publish(tx: Transaction, sample: Sample, correction: Correction) -> Superseded:
    """The next version of a locked sample's result, with what follows from it."""
    newest = await newest_result(tx.conn, sample.id)
    version, verdict = newest.version + 1, correction.verdict
    seq = await tx.conn.fetchval(*SQL["publish-sample"](sample_id=sample.id))
    await tx.conn.execute(
        *SQL["insert-result"](
            sample_id=sample.id,
            version=version,
            verdict=verdict,
            reason=correction.reason,
            published_at=tx.now,
            published_by=tx.caller.subject,
            correction_id=correction.id,
            dossier_id=correction.dossier_id,
        )
    )
    await tx.emit(
        ResultSuperseded(
            **sample.facts(),
            **correction.facts(),
            version=version,
            verdict=verdict,
            published_at=tx.now,
            taken_at=sample.taken_at,
            items=await item_facts(tx.conn, correction.dossier_id),
            supersedes=SupersededResult(
                version=newest.version, verdict=newest.verdict, published_at=newest.published_at
            ),
        ),
        aggregate=f"sample/{sample.id}",
        seq=seq,
    )
    await follow(tx, sample, version=version, before=newest.verdict, verdict=verdict)
    return Superseded(sample_id=sample.id, version=version, verdict=verdict, published_at=tx.now)
