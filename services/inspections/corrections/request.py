"""A published result is to be corrected: one person asks and names the ground, another one decides (RULE-17, INS-20).

A re-test that was concluded is a ground of its own (`conclude_retest`); what was mistyped is the other.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import StringConstraints

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.inspections.samples.dossiers import Items, items_of, keep
from services.inspections.samples.row import Result, Retest, newest_result
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import Verdict, check_correctable, check_correction
from services.inspections.storage import SQL

Note = Annotated[Text, StringConstraints(min_length=4)]


class Correction(Input):
    """What is to hold; `note` says what was mistyped, and stays in the office."""

    verdict: Verdict
    items: Items
    reason: Literal["clerical-error"] = "clerical-error"
    note: Note


class CorrectionRequested(Output):
    """What waits for a second person now, and the version it is to replace."""

    correction_id: UUID
    sample_id: UUID
    version: int
    verdict: Verdict


@command(
    "POST /samples/{sample_id}/corrections",
    may="inspections:analyse",
    says="Ask for a correction of a published result.",
    refuses=(
        "correction-already-open",
        "correction-changes-nothing",
        "result-not-published",
        "retest-is-final",
        "sample-unknown",
        "verdict-not-of-items",
    ),
)
async def request_correction(tx: Transaction, sample_id: UUID, order: Correction) -> CorrectionRequested:
    """Raises NotFound("sample-unknown"), Refused("result-not-published", "retest-is-final",
    "correction-changes-nothing", "verdict-not-of-items"), Conflict("correction-already-open")."""
    sample = await lock_sample(tx.conn, sample_id)
    retest = await Retest.one(tx.conn, sample_id=sample_id)
    check_correctable(
        sample.state,
        retested=bool(retest and retest.concluded_at),
        correcting=await tx.conn.fetchval(*SQL["is-being-corrected"](sample_id=sample_id)),
    )
    newest = await newest_result(tx.conn, sample_id)
    held = (await items_of(tx.conn, [newest.dossier_id]))[newest.dossier_id]
    same = [one.model_dump() for one in held] == [one.model_dump() for one in order.items]
    check_correction(newest.verdict, order.verdict, same_items=same)
    dossier_id = await keep(tx, sample_id, order.verdict, order.items)
    return await ask_for(tx, newest, sample_id, order.verdict, order.reason, dossier_id, note=order.note)


async def ask_for(
    tx: Transaction,
    newest: Result,
    sample_id: UUID,
    verdict: Verdict,
    reason: str,
    dossier_id: UUID,
    *,
    note: str | None = None,
    retest_id: UUID | None = None,
) -> CorrectionRequested:
    """Keep the request for a locked sample; no event, because nothing was published yet."""
    correction_id, version = new_id(), newest.version
    await tx.conn.execute(
        *SQL["insert-correction"](
            correction_id=correction_id,
            sample_id=sample_id,
            version=version,
            verdict=verdict,
            reason=reason,
            retest_id=retest_id,
            note=note,
            dossier_id=dossier_id,
            requested_at=tx.now,
            requested_by=tx.caller.subject,
        )
    )
    return CorrectionRequested(correction_id=correction_id, sample_id=sample_id, version=version, verdict=verdict)
