"""A failure is to be re-tested: asked for in time, naming the public source that will choose the laboratory (INS-9)."""

from uuid import UUID

from kernel.announced import working_calendar
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Output
from services.inspections.draws.commit_seed import Entropy
from services.inspections.samples.row import Result
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import check_retest_request
from services.inspections.storage import SQL


class RetestRequested(Output):
    """The result that is re-tested."""

    sample_id: UUID
    version: int


@command(
    "POST /samples/{sample_id}/retest",
    may="inspections:manage",
    says="Ask for a re-test of a failure.",
    refuses=(
        "committed-after-the-entropy",
        "first-laboratory-unknown",
        "nothing-to-retest",
        "retest-already-requested",
        "retest-too-late",
        "sample-unknown",
    ),
)
async def request_retest(tx: Transaction, sample_id: UUID, order: Entropy) -> RetestRequested:
    """Raises NotFound("sample-unknown"), Refused("nothing-to-retest", "retest-too-late", "retest-already-requested",
    "committed-after-the-entropy")."""
    sample = await lock_sample(tx.conn, sample_id)
    newest = await Result.one(tx.conn, sample_id=sample_id)
    check_retest_request(
        verdict=newest.verdict if newest else None,
        published_at=newest.published_at if newest else None,
        now=tx.now,
        calendar=await working_calendar(tx.conn),
    )
    assert newest is not None
    if order.entropy_at <= tx.now:
        raise Refused("committed-after-the-entropy")
    if sample.laboratory_id is None:
        raise Refused("first-laboratory-unknown")
    await tx.conn.execute(
        *SQL["insert-retest"](
            sample_id=sample_id,
            version=newest.version,
            requested_at=tx.now,
            entropy_source=order.entropy_source,
            entropy_at=order.entropy_at,
            first_laboratory_id=sample.laboratory_id,
        )
    )
    return RetestRequested(sample_id=sample_id, version=newest.version)
