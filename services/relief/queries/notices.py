"""Public notices as anybody may see them, and the objections to them as officers do."""

from datetime import UTC, date, datetime
from uuid import UUID

from kernel.announced import working_calendar
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.sealed import Sealer
from kernel.web import Output
from services.relief.queries.newest import check_row
from services.relief.storage import SQL


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


async def list_notices(conn: Connection, since: date, before: UUID | None, limit: int) -> list[NoticeView]:
    """Notices whose window ends on `since` or later, the last published first.

    Raises NotFound("notice-unknown") for an unknown `before`.
    """
    await check_row(conn, "notice-exists", "notice-unknown", before)
    calendar = await working_calendar(conn)
    return [
        NoticeView(**with_id_as(r, "notice_id"), calendar_announced=calendar.is_announced(r["closes_on"].year))
        for r in await conn.fetch(SQL["list-notices"], since, before, limit)
    ]


async def list_objections(
    conn: Connection, is_open: bool | None, before: UUID | None, limit: int
) -> list[ObjectionView]:
    """Objections that are open, those that are not, or all; the last received first.

    Raises NotFound("objection-unknown") for an unknown `before`.
    """
    await check_row(conn, "objection-exists", "objection-unknown", before)
    rows = await conn.fetch(SQL["list-objections"], before, limit, is_open)
    return [ObjectionView(**with_id_as(r, "objection_id")) for r in rows]


async def open_objection(conn: Connection, sealer: Sealer, objection_id: UUID, reader: str) -> ObjectionText:
    """An objection's text; the reading is in its case's log. Raises NotFound("objection-unknown", "case-erased")."""
    async with conn.transaction():
        row = await conn.fetchrow(SQL["sealed-objection"], objection_id)
        if row is None:
            raise NotFound("objection-unknown")
        if row["wrapped_key"] is None:
            raise NotFound("case-erased")
        await conn.execute(SQL["insert-read"], row["case_id"], reader, datetime.now(UTC), "objection")
        text = sealer.unwrap(f"objection/{objection_id}", row["wrapped_key"]).open("text", row["sealed"])
    return ObjectionText(objection_id=objection_id, text=text)
