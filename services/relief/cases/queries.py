"""Cases without anybody's name; a household's file only for those who say why, which is written down."""

import json
from datetime import UTC, date, datetime
from typing import Literal
from uuid import UUID

from kernel.auth import Caller
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.export import SHEET_ROWS, Format, Sheet, listed
from kernel.routes import Before, NumberBefore, query
from kernel.sealed import Sealer
from kernel.web import Output, PageLimit
from services.relief.cases.row import CaseState, SealedCase
from services.relief.newest import check_row
from services.relief.storage import SQL

# Why somebody opens a file. Words of one's own could tell the household's story to readers of the log.
ReadReason = Literal["validation", "decision", "payment", "objection", "audit", "request-of-the-household"]


class CaseView(Output):
    """A case as everybody in relief sees it. `duplicates` are cases that share somebody with it."""

    case_id: UUID
    number: str
    category: str
    neighbourhood_id: UUID
    neighbourhood: str
    persons: int
    monthly_fen: int
    months: int
    cap_fen: int
    promised_fen: int
    state: str
    opened_at: datetime
    opened_by: str
    starts_on: date
    valid_until: date
    validated_at: datetime | None
    validated_by: str | None
    decided_at: datetime | None
    decided_by: str | None
    source: str
    erased_at: datetime | None
    notice_id: UUID | None
    opens_on: date | None
    closes_on: date | None
    duplicates: list[str]


class MemberView(Output):
    """Somebody of the household; `place` is what a disbursement names."""

    place: int
    name: str
    phone: str | None
    id_number: str | None


class FileView(Output):
    """What was sealed."""

    case_id: UUID
    members: list[MemberView]
    need: str
    evidence: list[str]


class ReadView(Output):
    """Who opened which file, when and why."""

    number: int
    case_id: UUID
    case_number: str
    reader: str
    read_at: datetime
    reason: str


class StandardView(Output):
    """The local minimum-living standard from a day on."""

    valid_from: date
    monthly_fen: int
    document: str


@query(
    "GET /cases",
    may="relief:read",
    says="Cases of one state or all, newest first, without names.",
    refuses=("case-unknown",),
)
async def list_cases(
    conn: Connection, before: Before, state: CaseState | None = None, limit: PageLimit = 100
) -> list[CaseView]:
    """Cases of one state or all, the last opened first. Raises NotFound("case-unknown") for an unknown `before`."""
    await check_row(conn, "case-exists", "case-unknown", before)
    rows = await conn.fetch(*SQL["list-cases"](state=state, before=before, limit=limit, one=None))
    return [CaseView(**with_id_as(r, "case_id")) for r in rows]


@query("GET /cases/{case_id}", may="relief:read", says="One case, without names.", refuses=("case-unknown",))
async def show_case(conn: Connection, case_id: UUID) -> CaseView:
    """Raises NotFound("case-unknown")."""
    row = await conn.fetchrow(*SQL["list-cases"](state=None, before=None, limit=1, one=case_id))
    if row is None:
        raise NotFound("case-unknown")
    return CaseView(**with_id_as(row, "case_id"))


@query(
    "GET /cases/{case_id}/file",
    may="relief:read-case",
    says="A household's file; who reads it and why is written down first.",
    refuses=("case-erased", "case-unknown"),
)
async def open_file(conn: Connection, sealer: Sealer, case_id: UUID, caller: Caller, reason: ReadReason) -> FileView:
    """A household's file, once it is written down who reads it. Raises NotFound("case-unknown", "case-erased")."""
    async with conn.transaction():
        case = await SealedCase.one(conn, case_id=case_id)
        if case is None:
            raise NotFound("case-unknown")
        if case.wrapped_key is None:
            raise NotFound("case-erased")
        await conn.execute(
            *SQL["insert-read"](case_id=case_id, reader=caller.subject, read_at=datetime.now(UTC), reason=reason)
        )
        file = json.loads(sealer.unwrap(f"case/{case_id}", case.wrapped_key).open("file", case.sealed))
    members = [MemberView(place=place, **member) for place, member in enumerate(file["members"], 1)]
    return FileView(case_id=case_id, members=members, need=file["need"], evidence=file["evidence"])


@query(
    "GET /case-reads",
    may="relief:audit",
    says="Who opened which household's file, when and why, newest first.",
)
async def list_reads(conn: Connection, before: NumberBefore, limit: PageLimit = 100) -> list[ReadView]:
    """The read log, the last reading first."""
    return [ReadView(**dict(r)) for r in await conn.fetch(*SQL["list-reads"](before=before, limit=limit))]


@query(
    "GET /case-reads/export",
    may="relief:audit",
    says="The read log as a sheet.",
)
async def export_reads(conn: Connection, kind: Format) -> Sheet:
    """The whole read log, the last reading first."""
    return listed("case-reads", await list_reads(conn, None, SHEET_ROWS), list(ReadView.model_fields), kind)


@query(
    "GET /living-standards",
    may="relief:read",
    says="Every minimum-living standard, oldest first.",
)
async def list_standards(conn: Connection) -> list[StandardView]:
    """Every standard that is known, oldest first."""
    return [StandardView(**dict(r)) for r in await conn.fetch(*SQL["list-standards"]())]
