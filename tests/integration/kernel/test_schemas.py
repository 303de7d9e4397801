"""A room's `schema.sql` is what its migrations add up to."""

from __future__ import annotations

import asyncpg
import pytest

from kernel.migrations import FOLDERS
from tests.kit.stores import Database
from tools.schema import described, home


@pytest.mark.parametrize("room", FOLDERS)
async def test_the_schema_is_the_sum_of_the_migrations(database: Database, room: str) -> None:
    conn = await asyncpg.connect(database(room))
    try:
        assert await described(conn) == home(room).read_text(encoding="utf-8"), "run `python -m tools.schema`"
    finally:
        await conn.close()


async def test_a_column_more_is_seen(owned: Database) -> None:
    conn = await asyncpg.connect(owned("relief"))
    try:
        await conn.execute("alter table fund add column planted integer not null default 1")
        assert "    planted integer not null default 1,\n" in await described(conn)
    finally:
        await conn.close()
