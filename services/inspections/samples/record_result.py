"""An analyst records what a sample showed; it is not shown before another person verified it."""

from datetime import date
from typing import Literal
from uuid import UUID

from kernel.announced import working_calendar
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Input, Output
from services.inspections.samples.deadlines import PUBLISH_WORKING_DAYS, due
from services.inspections.samples.dossiers import Items, keep
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import Verdict, check_analysable
from services.inspections.storage import SQL


class Finding(Input):
    """What the laboratory found; the verdict follows from the items."""

    verdict: Verdict
    items: Items


class Recorded(Output):
    """The sample now waits for its verifier; its result is to be published by `publish_due`."""

    sample_id: UUID
    state: Literal["analysed"] = "analysed"
    publish_due: date


@command(
    "POST /samples/{sample_id}/result",
    may="inspections:analyse",
    says="Record what a sample showed.",
    refuses=(
        "result-already-verified",
        "sample-not-received",
        "sample-unknown",
        "verdict-not-of-items",
        "verifier-is-analyst",
    ),
)
async def record_result(tx: Transaction, sample_id: UUID, order: Finding) -> Recorded:
    """No event: a finding is not public before it is verified.

    Raises NotFound("sample-unknown"), Refused("sample-not-received", "verdict-not-of-items"),
    Conflict("result-already-verified").
    """
    sample = await lock_sample(tx.conn, sample_id)
    check_analysable(sample.state)
    # A corrected finding keeps the day that the first one set.
    publish_due = sample.publish_due or due(tx.now, PUBLISH_WORKING_DAYS, await working_calendar(tx.conn))
    await tx.conn.execute(
        *SQL["analyse-sample"](
            sample_id=sample_id,
            found=order.verdict,
            dossier_id=await keep(tx, sample_id, order.verdict, order.items),
            analysed_by=tx.caller.subject,
            analysed_at=tx.now,
            publish_due=publish_due,
        )
    )
    return Recorded(sample_id=sample_id, publish_due=publish_due)
