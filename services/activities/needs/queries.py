"""Needs with every step they went."""

import json
from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.routes import query
from kernel.web import ZERO_ID, Output, PageLimit
from services.activities.storage import SQL


class StepView(Output):
    """One step."""

    state: str
    note: str | None
    moved_at: datetime


class NeedView(Output):
    """A need; without the person who asked."""

    need_id: UUID
    title: str
    category: str
    organisation_id: UUID | None
    matched_organisation_id: UUID | None
    state: str
    raised_at: datetime
    steps: list[StepView]
    source: str


@query(
    "GET /needs",
    may="activities:read-needs",
    says="Needs, oldest first, with every step.",
)
async def list_needs(conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[NeedView]:
    """Needs in the order they were raised, after the id `after`."""
    rows = await conn.fetch(*SQL["list-needs"](after=after, limit=limit))
    return [NeedView(**{**with_id_as(r, "need_id"), "steps": json.loads(r["steps"])}) for r in rows]
