"""A consumer's position moves with its effect, and a former owner of a partition cannot move it."""

from __future__ import annotations

import asyncpg
import pytest

from kernel import inbox
from kernel.db import Connection
from tests.kit.stores import Database

AT = ("figures", "activities.sessions", 0)


async def test_position_starts_at_0_and_moves_from_where_it_is_left(database: Database) -> None:
    conn = await asyncpg.connect(database("gateway"))
    assert [await inbox.next_offset(conn, *AT) for _ in range(2)] == [0, 0]
    await inbox.advance(conn, *AT, expected=0, to=17)
    assert await inbox.next_offset(conn, *AT) == 17
    await conn.close()


async def test_a_former_owner_is_fenced_and_its_effect_is_undone(database: Database) -> None:
    conn = await asyncpg.connect(database("gateway"))
    await inbox.next_offset(conn, *AT)
    await inbox.advance(conn, *AT, expected=0, to=5)
    with pytest.raises(inbox.Fenced):
        await _effect(conn)
    assert await inbox.last_seen(conn, "figures", ["session/1"]) == {}
    assert await inbox.next_offset(conn, *AT) == 5
    await conn.close()


async def _effect(conn: Connection) -> None:
    async with conn.transaction():
        await inbox.remember(conn, "figures", {"session/1": 3})
        await inbox.advance(conn, *AT, expected=0, to=4)


async def test_what_was_seen_is_remembered_by_consumer_and_aggregate(database: Database) -> None:
    conn = await asyncpg.connect(database("gateway"))
    await inbox.remember(conn, "figures", {"session/1": 3, "session/2": 1})
    await inbox.remember(conn, "figures", {"session/1": 4})
    await inbox.remember(conn, "figures", {})
    assert await inbox.last_seen(conn, "figures", ["session/1", "session/2", "session/3"]) == {
        "session/1": 4,
        "session/2": 1,
    }
    assert await inbox.last_seen(conn, "another", ["session/1"]) == {}
    await conn.close()
