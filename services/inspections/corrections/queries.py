"""Corrections of published results: which wait for a second person, and what became of the others."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from kernel.db import Connection, with_id_as
from kernel.routes import query
from kernel.web import ZERO_ID, Output, PageLimit
from services.inspections.storage import SQL

State = Annotated[Literal["requested", "approved", "rejected"] | None, Query()]


class CorrectionView(Output):
    """A correction with its ground: the re-test's id, or what was mistyped."""

    correction_id: UUID
    sample_id: UUID
    establishment_name: str
    version: int
    verdict: str
    reason: str
    retest_id: UUID | None
    note: str | None
    state: str
    requested_at: datetime
    decided_at: datetime | None


@query(
    "GET /corrections",
    may="inspections:read",
    says="Corrections, oldest first.",
)
async def list_corrections(
    conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100, state: State = None
) -> list[CorrectionView]:
    """Corrections in the order they were asked for."""
    rows = await conn.fetch(*SQL["list-corrections"](after=after, limit=limit, state=state))
    return [CorrectionView(**with_id_as(r, "correction_id")) for r in rows]
