"""A verified finding is published, as version 1, with everything that a failure brings with it."""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import ResultPublished
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.inspections.disposals.consequences import follow
from services.inspections.samples.dossiers import item_facts
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import Verdict, check_publishable
from services.inspections.storage import SQL


class Published(Output):
    """The result, version 1."""

    sample_id: UUID
    version: int
    verdict: Verdict
    published_at: datetime


@command(
    "POST /samples/{sample_id}/publish",
    may="inspections:verify",
    says="Publish a verified finding.",
    refuses=(
        "disposal-already-open",
        "disposal-unknown",
        "establishment-unknown",
        "result-already-published",
        "result-not-verified",
        "round-unknown",
        "sample-unknown",
    ),
)
async def publish_result(tx: Transaction, sample_id: UUID) -> Published:
    """Raises NotFound("sample-unknown"), Refused("result-not-verified"), Conflict("result-already-published")."""
    sample = await lock_sample(tx.conn, sample_id)
    check_publishable(sample.state)
    verdict = sample.found
    assert verdict is not None
    seq = await tx.conn.fetchval(*SQL["publish-sample"](sample_id=sample_id))
    await tx.conn.execute(
        *SQL["insert-result"](
            sample_id=sample_id,
            version=1,
            verdict=verdict,
            reason=None,
            published_at=tx.now,
            published_by=tx.caller.subject,
            correction_id=None,
            dossier_id=sample.dossier_id,
        )
    )
    await tx.emit(
        ResultPublished(
            **sample.facts(),
            version=1,
            verdict=verdict,
            published_at=tx.now,
            taken_at=sample.taken_at,
            items=await item_facts(tx.conn, sample.dossier_id),
        ),
        aggregate=f"sample/{sample_id}",
        seq=seq,
    )
    await follow(tx, sample, version=1, before=None, verdict=verdict)
    return Published(sample_id=sample_id, version=1, verdict=verdict, published_at=tx.now)
