"""The re-test's conclusion is published as the next version of the result, and it is final (I-18)."""

from uuid import UUID

from kernel.commands import Transaction
from kernel.errors import Conflict, NotFound, Refused
from services.inspections.commands.locking import lock
from services.inspections.commands.record_result import Finding
from services.inspections.commands.supersede_result import Superseded, publish_version
from services.inspections.storage import SQL


async def conclude_retest(tx: Transaction, sample_id: UUID, order: Finding) -> Superseded:
    """Raises NotFound("sample-unknown", "retest-unknown"), Refused("laboratory-not-drawn"),
    Conflict("retest-already-settled")."""
    sample = await lock(tx, "sample", sample_id)
    retest = await tx.conn.fetchrow(SQL["retest-of"], sample_id)
    if retest is None:
        raise NotFound("retest-unknown")
    if retest["concluded_at"]:
        raise Conflict("retest-already-settled")
    if retest["laboratory_id"] is None:
        raise Refused("laboratory-not-drawn")
    await tx.conn.execute(SQL["conclude-retest"], sample_id, tx.now)
    return await publish_version(tx, sample, order.verdict, "retest")
