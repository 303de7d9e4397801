"""Projects, their lines and the claims on them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kernel.db import Connection, Row, with_id_as
from kernel.errors import NotFound
from kernel.routes import Before, query
from kernel.web import Output, PageLimit
from services.relief.newest import check_row
from services.relief.storage import SQL


class ClaimView(Output):
    """A claim of a part of a project."""

    claim_id: UUID
    organisation_id: UUID
    amount_fen: int
    state: str
    claimed_at: datetime
    settled_at: datetime | None
    line_id: UUID | None
    quantity: int | None
    due_on: date | None


class LineView(Output):
    """A part of a project: how many are needed, how many of them are claimed, what one is worth."""

    line_id: UUID
    title: str
    unit: str
    needed: int
    claimed: int
    unit_fen: int


class ProjectView(Output):
    """A project, what it needs, what of it is claimed (withdrawn and lapsed are free again)."""

    project_id: UUID
    title: str
    programme: str
    organisation_id: UUID
    need_fen: int
    claimed_fen: int
    opened_at: datetime
    lines: list[LineView]
    claims: list[ClaimView]
    source: str


@query(
    "GET /projects",
    may="relief:read",
    says="Projects with their lines and claims, newest first.",
    refuses=("project-unknown",),
)
async def list_projects(conn: Connection, before: Before, limit: PageLimit = 100) -> list[ProjectView]:
    """Projects with their claims, the last opened first. Raises NotFound("project-unknown") for an unknown `before`."""
    await check_row(conn, "project-exists", "project-unknown", before)
    return await _shown(conn, await conn.fetch(*SQL["list-projects"](before=before, limit=limit, one=None)))


@query(
    "GET /projects/{project_id}",
    may="relief:read",
    says="One project with its lines and claims.",
    refuses=("project-unknown",),
)
async def show_project(conn: Connection, project_id: UUID) -> ProjectView:
    """Raises NotFound("project-unknown")."""
    found = await _shown(conn, await conn.fetch(*SQL["list-projects"](before=None, limit=1, one=project_id)))
    if not found:
        raise NotFound("project-unknown")
    return found[0]


async def _shown(conn: Connection, rows: Sequence[Row]) -> list[ProjectView]:
    """Projects with their lines and claims."""
    claims: dict[UUID, list[ClaimView]] = {}
    for row in await conn.fetch(*SQL["claims-of"](project_id=[r["id"] for r in rows])):
        fields = with_id_as(row, "claim_id")
        claims.setdefault(fields.pop("project_id"), []).append(ClaimView(**fields))
    lines: dict[UUID, list[LineView]] = {}
    for row in await conn.fetch(*SQL["lines-of"](project_id=[r["id"] for r in rows])):
        fields = dict(row)
        lines.setdefault(fields.pop("project_id"), []).append(LineView(**fields))
    return [
        ProjectView(**with_id_as(r, "project_id"), lines=lines.get(r["id"], []), claims=claims.get(r["id"], []))
        for r in rows
    ]
