"""An establishment as commands lock or read it."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Establishment(TypedRow, reads=SQL["one-establishment"]):
    """A food business; a listed one is known from another register only."""

    id: UUID
    venue_id: UUID | None
    standing: Literal["inspected", "listed"]


async def find(conn: Connection, establishment_id: UUID) -> Establishment:
    """The establishment. Raises NotFound("establishment-unknown")."""
    establishment = await Establishment.one(conn, establishment_id=establishment_id)
    if establishment is None:
        raise NotFound("establishment-unknown")
    return establishment


async def lock(conn: Connection, establishment_id: UUID) -> None:
    """Lock the establishment: what honours it and what fails there take turns.

    Raises NotFound("establishment-unknown").
    """
    if await conn.fetchval(*SQL["lock-establishment"](id=establishment_id)) is None:
        raise NotFound("establishment-unknown")
