"""A verifier who is not the analyst confirms a finding, and it is published."""

from datetime import datetime
from uuid import UUID

from contracts.events.inspections import ResultPublished
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.web import Output
from services.inspections.commands.record_result import Verdict
from services.inspections.domain import check_verifiable
from services.inspections.storage import SQL


class Published(Output):
    """The result, version 1."""

    sample_id: UUID
    version: int
    verdict: Verdict
    published_at: datetime


async def verify_result(tx: Transaction, sample_id: UUID) -> Published:
    """Raises NotFound("sample-unknown"), Refused("sample-not-analysed"), Forbidden("verifier-is-analyst"), Conflict."""
    sample = await tx.conn.fetchrow(SQL["lock-sample"], sample_id)
    if sample is None:
        raise NotFound("sample-unknown")
    check_verifiable(state=sample["state"], analysed_by=sample["analysed_by"], verifier=tx.caller.subject)
    verdict: Verdict = sample["found"]
    seq = await tx.conn.fetchval(SQL["publish-sample"], sample_id)
    await tx.conn.execute(SQL["insert-result"], sample_id, 1, verdict, None, tx.now, tx.caller.subject)
    await tx.emit(
        ResultPublished(
            sample_id=str(sample_id),
            round_id=str(sample["round_id"]),
            programme=sample["programme"],
            organisation_id=str(sample["organisation_id"]),
            establishment_id=str(sample["establishment_id"]),
            version=1,
            verdict=verdict,
            published_at=tx.now,
            taken_at=sample["taken_at"],
            venue_id=str(sample["venue_id"]) if sample["venue_id"] else None,
        ),
        aggregate=f"sample/{sample_id}",
        seq=seq,
    )
    return Published(sample_id=sample_id, version=1, verdict=verdict, published_at=tx.now)
