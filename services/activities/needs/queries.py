"""Needs with every step they went."""

import json
from datetime import datetime
from uuid import UUID

from kernel.db import Connection, Row, with_id_as
from kernel.errors import NotFound
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
    return [_shown(row) for row in await conn.fetch(*SQL["list-needs"](after=after, limit=limit, one=None))]


@query(
    "GET /needs/{need_id}",
    may="activities:read-needs",
    says="One need, with every step.",
    refuses=("need-unknown",),
)
async def show_need(conn: Connection, need_id: UUID) -> NeedView:
    """Raises NotFound("need-unknown")."""
    row = await conn.fetchrow(*SQL["list-needs"](after=ZERO_ID, limit=1, one=need_id))
    if row is None:
        raise NotFound("need-unknown")
    return _shown(row)


def _shown(row: Row) -> NeedView:
    return NeedView(**{**with_id_as(row, "need_id"), "steps": json.loads(row["steps"])})
