"""An import is undone: what it listed and was not taken over is removed, a thousand at a time."""

from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.routes import command
from kernel.web import Output, Programme
from services.inspections.storage import SQL

AT_ONCE = 1000


class Undone(Output):
    """What was removed now, what is `left` to be removed by another call, and what stays because it was taken over."""

    removed: int
    left: int
    kept: int


@command(
    "POST /imports/{feed}/undo",
    may="inspections:manage",
    says="Remove what an import listed and was not taken over.",
    refuses=("feed-unknown",),
)
async def undo_import(tx: Transaction, feed: Programme) -> Undone:
    """Raises NotFound("feed-unknown")."""
    await tx.conn.execute(*SQL["lock-imports"]())
    listed = [row["establishment_id"] for row in await tx.conn.fetch(*SQL["listed-of-feed"](feed=feed, limit=AT_ONCE))]
    await tx.conn.execute(*SQL["delete-listings"](feed=feed, establishment_id=listed))
    await tx.conn.execute(*SQL["delete-listed"](listed=listed))
    still = await tx.conn.fetchrow(*SQL["left-of-feed"](feed=feed))
    assert still is not None
    if not listed and not still["kept"]:
        raise NotFound("feed-unknown")
    return Undone(removed=len(listed), left=still["left"], kept=still["kept"])
