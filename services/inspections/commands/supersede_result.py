"""A published result is replaced by a newer version that says why; the old one stays readable (I-17)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.inspections import ResultSuperseded, SupersededResult
from kernel.commands import Transaction
from kernel.db import Row
from kernel.web import Input, Output
from services.inspections.commands.consequences import follow
from services.inspections.commands.locking import lock
from services.inspections.commands.record_result import Verdict
from services.inspections.domain.samples import check_supersedable
from services.inspections.storage import SQL


class Correction(Input):
    """The verdict that holds from now on, and the reason as a code."""

    verdict: Verdict
    reason: Literal["retest", "clerical-error", "appeal-upheld", "method-invalid"]


class Superseded(Output):
    """The newer version."""

    sample_id: UUID
    version: int
    verdict: Verdict
    published_at: datetime


async def supersede_result(tx: Transaction, sample_id: UUID, order: Correction) -> Superseded:
    """Raises NotFound("sample-unknown"), Refused("result-not-published", "retest-is-final")."""
    sample = await lock(tx, "sample", sample_id)
    retest = await tx.conn.fetchrow(SQL["retest-of"], sample_id)
    check_supersedable(sample["state"], retested=bool(retest and retest["concluded_at"]))
    return await publish_version(tx, sample, order.verdict, order.reason)


async def publish_version(tx: Transaction, sample: Row, verdict: Verdict, reason: str) -> Superseded:
    """The next version of a locked sample's result, with what follows from it."""
    sample_id: UUID = sample["id"]
    newest = await tx.conn.fetchrow(SQL["newest-result"], sample_id)
    assert newest is not None
    version = newest["version"] + 1
    seq = await tx.conn.fetchval(SQL["publish-sample"], sample_id)
    await tx.conn.execute(SQL["insert-result"], sample_id, version, verdict, reason, tx.now, tx.caller.subject)
    await tx.emit(
        ResultSuperseded(
            sample_id=str(sample_id),
            round_id=str(sample["round_id"]),
            programme=sample["programme"],
            organisation_id=str(sample["organisation_id"]),
            establishment_id=str(sample["establishment_id"]),
            version=version,
            verdict=verdict,
            published_at=tx.now,
            taken_at=sample["taken_at"],
            reason=reason,
            supersedes=SupersededResult(
                version=newest["version"], verdict=newest["verdict"], published_at=newest["published_at"]
            ),
            venue_id=str(sample["venue_id"]) if sample["venue_id"] else None,
        ),
        aggregate=f"sample/{sample_id}",
        seq=seq,
    )
    await follow(tx, sample, version=version, before=newest["verdict"], verdict=verdict)
    return Superseded(sample_id=sample_id, version=version, verdict=verdict, published_at=tx.now)
