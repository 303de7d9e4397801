"""Erasures: the receipt for anyone who has its id, and what the gateway still has to take to the other rooms."""

from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.erasure import ErasedHere
from kernel.errors import NotFound
from kernel.routes import query
from kernel.web import Output
from services.activities.storage import SQL


class Receipt(Output):
    """What was erased where and what is kept for now; `done_at` is null until every room is through."""

    erasure_id: UUID
    asked_at: datetime
    done_at: datetime | None
    rooms: dict[str, ErasedHere]


class _Parts(Output):
    rooms: dict[str, ErasedHere]


class OpenErasure(Output):
    """For the gateway alone."""

    erasure_id: UUID
    account: str | None
    marks: list[str]


@query(
    "GET /public/erasures/{erasure_id}",
    may="activities:public",
    says="The receipt of an erasure, for who was given its id: what was erased where, and when. Nothing personal.",
    refuses=("erasure-unknown",),
)
async def receipt(conn: Connection, erasure_id: UUID) -> Receipt:
    """Raises NotFound("erasure-unknown")."""
    row = await conn.fetchrow(*SQL["one-erasure"](erasure_id=erasure_id))
    if row is None:
        raise NotFound("erasure-unknown")
    parts = _Parts.model_validate_json('{"rooms":' + row["receipt"] + "}")
    return Receipt(erasure_id=row["id"], asked_at=row["asked_at"], done_at=row["done_at"], rooms=parts.rooms)


@query(
    "GET /erasures/open",
    may="activities:erase",
    says="What other rooms have to erase yet.",
    inner=True,
)
async def open_erasures(conn: Connection) -> list[OpenErasure]:
    """The oldest ones that other rooms have not done yet."""
    rows = await conn.fetch(*SQL["open-erasures"]())
    return [
        OpenErasure(**{**with_id_as(row, "erasure_id"), "marks": [mark.hex() for mark in row["marks"]]}) for row in rows
    ]
