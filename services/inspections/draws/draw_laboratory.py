"""The re-test's laboratory is drawn by RFC 3797 from the list in force without the first one (INS-9, RULE-18)."""

from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Conflict, Refused
from kernel.routes import command
from kernel.web import Output
from services.inspections.draws import rfc3797
from services.inspections.draws.draw_places import Numbers
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.row import retest_of
from services.inspections.storage import SQL


class LaboratoryDrawn(Output):
    """The candidates by id, and which one it is."""

    sample_id: UUID
    candidates: list[UUID]
    laboratory_id: UUID


@command(
    "POST /samples/{sample_id}/retest/laboratory",
    may="inspections:manage",
    says="Draw the re-test's laboratory.",
    refuses=(
        "drawn-before-the-entropy",
        "laboratory-already-drawn",
        "no-other-laboratory",
        "retest-in-the-first-laboratory",
        "retest-unknown",
        "sample-unknown",
    ),
)
async def draw_laboratory(tx: Transaction, sample_id: UUID, order: Numbers) -> LaboratoryDrawn:
    """Raises NotFound("sample-unknown", "retest-unknown"), Conflict("laboratory-already-drawn"),
    Refused("drawn-before-the-entropy", "no-other-laboratory")."""
    await lock_sample(tx.conn, sample_id)
    retest = await retest_of(tx.conn, sample_id)
    if retest.drawn_at:
        raise Conflict("laboratory-already-drawn")
    if tx.now < retest.entropy_at:
        raise Refused("drawn-before-the-entropy")
    # In force when it was asked for, so that the list does not change afterwards.
    day = local_day(retest.requested_at)
    rows = await tx.conn.fetch(
        *SQL["laboratories-in-force"](on_day=day, first_laboratory_id=retest.first_laboratory_id)
    )
    candidates = [row["id"] for row in rows]
    if not candidates:
        raise Refused("no-other-laboratory")
    entropy = rfc3797.canonical(order.entropy)
    laboratory_id = candidates[rfc3797.select(entropy, len(candidates), 1)[0] - 1]
    await tx.conn.execute(
        *SQL["draw-retest"](
            sample_id=sample_id, entropy=entropy, candidates=candidates, laboratory_id=laboratory_id, drawn_at=tx.now
        )
    )
    return LaboratoryDrawn(sample_id=sample_id, candidates=candidates, laboratory_id=laboratory_id)
