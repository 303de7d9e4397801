"""Which tables hold a text anywhere: in any column, as text or as bytes."""

from __future__ import annotations

from kernel.db import Connection

_TABLES = "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'"
_HELD = "select exists (select from {} t where t::text like $1 or t::text like $2)"


async def tables_with(conn: Connection, text: str) -> list[str]:
    """The tables of this database in which `text` stands, as a dump of it would show."""
    tables = [row["name"] for row in await conn.fetch(_TABLES)]
    sought = f"%{text}%", f"%{text.encode().hex()}%"
    return [t for t in tables if await conn.fetchval(_HELD.format(t), *sought)]
