"""The rules that a room's database knows by name, read from its catalogue."""

from __future__ import annotations

import re

from kernel.db import Connection

_NAMED = """
select conname as name from pg_constraint where connamespace = 'public'::regnamespace
union select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'i'
"""
_BODIES = "select prosrc from pg_proc where pronamespace = 'public'::regnamespace"


async def guards(conn: Connection) -> set[str]:
    """Every constraint, unique index and trigger's refusal with a kebab-case name."""
    names = {row["name"] for row in await conn.fetch(_NAMED)}
    for row in await conn.fetch(_BODIES):
        names |= set(re.findall(r"constraint = '([^']+)'", row["prosrc"]))
    return {name for name in names if "-" in name}


async def broken_by(conn: Connection, sql: str, *args: object) -> str | None:
    """The name of the guard that refuses this statement, which is rolled back either way; None if none does."""
    import asyncpg

    transaction = conn.transaction()
    await transaction.start()
    try:
        await conn.execute(sql, *args)
        await conn.execute("set constraints all immediate")
    except asyncpg.IntegrityConstraintViolationError as error:
        return error.constraint_name
    finally:
        await transaction.rollback()
    return None
