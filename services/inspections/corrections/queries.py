"""Corrections of published results: which wait for a second person, and what became of the others."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query

from kernel.db import Connection, with_id_as
from kernel.routes import query
from kernel.web import ZERO_ID, Output, PageLimit
from services.inspections.samples.dossiers import ItemView, items_of
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
    # What was tested, as it is to stand in the next version.
    items: list[ItemView]
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
    items = await items_of(conn, [row["dossier_id"] for row in rows])
    views = []
    for row in rows:
        fields = with_id_as(row, "correction_id")
        tested = items[fields.pop("dossier_id")]
        views.append(CorrectionView(**fields, items=tested))
    return views
