"""Lists begin with their newest row; a further page begins after the row that `before` names."""

from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from services.relief.storage import SQL


async def check_row(conn: Connection, exists: str, unknown: str, before: UUID | None, **of: UUID | None) -> None:
    """Raises NotFound(unknown) where no row is `before`: an empty page would look like the end of the list."""
    if before is not None and not await conn.fetchval(*SQL[exists](id=before, **of)):
        raise NotFound(unknown)
