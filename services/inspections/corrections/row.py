"""A correction as commands lock it, after its sample."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.samples.row import Sample
from services.inspections.samples.row import lock as lock_sample
from services.inspections.samples.rules import Verdict
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Correction(TypedRow, reads=SQL["lock-correction"]):
    """What is to replace a published verdict."""

    id: UUID
    verdict: Verdict
    reason: Literal["retest", "clerical-error"]
    retest_id: UUID | None
    dossier_id: UUID | None
    state: Literal["requested", "approved", "rejected"]
    requested_by: str

    def facts(self) -> dict[str, str]:
        """What the event of an approved correction says of it."""
        facts = {"correction_id": str(self.id), "reason": self.reason}
        return facts | ({"retest_id": str(self.retest_id)} if self.retest_id else {})


async def lock(conn: Connection, correction_id: UUID) -> tuple[Sample, Correction]:
    """The correction and its sample, which is locked first, as everywhere.

    Raises NotFound("correction-unknown", "sample-unknown").
    """
    sample_id = await conn.fetchval(*SQL["sample-of-correction"](correction_id=correction_id))
    if sample_id is None:
        raise NotFound("correction-unknown")
    sample = await lock_sample(conn, sample_id)
    correction = await Correction.one(conn, id=correction_id)
    assert correction is not None
    return sample, correction
