"""Public notices as anybody may see them, and the objections to them as officers do."""

from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Query

from kernel.announced import working_calendar
from kernel.auth import Caller
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.routes import Before, Today, query
from kernel.sealed import Sealer
from kernel.web import Output, PageLimit
from services.relief.newest import check_row
from services.relief.notices.row import sealed
from services.relief.storage import SQL

IsOpen = Annotated[bool | None, Query(alias="open")]


class NoticeView(Output):
    """A case in public: nothing that tells who. `neighbourhood` only where enough cases hide one another.

    Without `calendar_announced`, `closes_on` was counted by weekends and may still move back.
    """

    notice_id: UUID
    number: str
    category: str
    band: str
    neighbourhood: str | None
    opens_on: date
    closes_on: date
    calendar_announced: bool


class ObjectionView(Output):
    """An objection without its text. One of channel "public" holds a payment once it is taken up."""

    objection_id: UUID
    notice_id: UUID
    case_id: UUID
    case_number: str
    received_at: datetime
    state: str
    decided_at: datetime | None
    decided_by: str | None
    channel: str
    taken_up_at: datetime | None
    reason: str | None


class ObjectionText(Output):
    """What somebody wrote."""

    objection_id: UUID
    text: str


@query(
    "GET /public/notices",
    may="relief:public",
    says="Notices that anybody may object to today, newest first.",
    refuses=("notice-unknown",),
)
async def list_notices(conn: Connection, since: Today, before: Before, limit: PageLimit = 100) -> list[NoticeView]:
    """Notices whose window ends on `since` or later, the last published first.

    Raises NotFound("notice-unknown") for an unknown `before`.
    """
    await check_row(conn, "notice-exists", "notice-unknown", before)
    calendar = await working_calendar(conn)
    return [
        NoticeView(**with_id_as(r, "notice_id"), calendar_announced=calendar.is_announced(r["closes_on"].year))
        for r in await conn.fetch(*SQL["list-notices"](today=since, before=before, limit=limit))
    ]


@query(
    "GET /objections",
    may="relief:read",
    says="Objections without their text, newest first: with `open` those that are to be decided, or those that were.",
    refuses=("objection-unknown",),
)
async def list_objections(
    conn: Connection, before: Before, is_open: IsOpen = None, limit: PageLimit = 100
) -> list[ObjectionView]:
    """Objections that are open, those that are not, or all; the last received first.

    Raises NotFound("objection-unknown") for an unknown `before`.
    """
    await check_row(conn, "objection-exists", "objection-unknown", before)
    rows = await conn.fetch(*SQL["list-objections"](before=before, limit=limit, is_open=is_open))
    return [ObjectionView(**with_id_as(r, "objection_id")) for r in rows]


@query(
    "GET /objections/{objection_id}/text",
    may="relief:approve",
    says="What somebody wrote; the reading is written down.",
    refuses=("case-erased", "objection-unknown"),
)
async def open_objection(conn: Connection, sealer: Sealer, objection_id: UUID, caller: Caller) -> ObjectionText:
    """An objection's text; the reading is in its case's log. Raises NotFound("objection-unknown", "case-erased")."""
    async with conn.transaction():
        objection = await sealed(conn, objection_id)
        if objection.wrapped_key is None:
            raise NotFound("case-erased")
        await conn.execute(
            *SQL["insert-read"](
                case_id=objection.case_id, reader=caller.subject, read_at=datetime.now(UTC), reason="objection"
            )
        )
        text = sealer.unwrap(f"objection/{objection_id}", objection.wrapped_key).open("text", objection.sealed)
    return ObjectionText(objection_id=objection_id, text=text)
