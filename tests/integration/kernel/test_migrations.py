"""Migrations run once, in order, whole or not at all; a file that changed after it ran is refused."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg
import pytest

from kernel.migrations import FOLDERS, MigrationChanged, migrate
from tests.kit.stores import Database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A room's folder with two migrations."""
    made = tmp_path / "someroom" / "migrations"
    made.mkdir(parents=True)
    (made / "0001_pre_first.sql").write_text("create table first (id integer);")
    (made / "0002_post_second.sql").write_text("alter table first add column name text;")
    return made


async def test_applied_once_in_order_and_a_second_time_is_nothing(owned: Database, folder: Path) -> None:
    conn = await asyncpg.connect(owned("gateway"))
    assert await migrate(conn, (folder,)) == ["someroom/0001_pre_first.sql", "someroom/0002_post_second.sql"]
    assert await migrate(conn, (folder,)) == []
    await conn.close()


async def test_pre_comes_before_the_new_code_and_post_after(owned: Database, folder: Path) -> None:
    conn = await asyncpg.connect(owned("gateway"))
    assert await migrate(conn, (folder,), "pre") == ["someroom/0001_pre_first.sql"]
    assert await migrate(conn, (folder,), "post") == ["someroom/0002_post_second.sql"]
    await conn.close()


async def test_a_changed_file_is_refused_and_nothing_after_it_runs(owned: Database, folder: Path) -> None:
    conn = await asyncpg.connect(owned("gateway"))
    await migrate(conn, (folder,), "pre")
    (folder / "0001_pre_first.sql").write_text("create table first (id bigint);")
    with pytest.raises(MigrationChanged, match="0001_pre_first"):
        await migrate(conn, (folder,))
    assert await conn.fetchval("select count(*) from migration where name like 'someroom/%'") == 1
    # The lock is free again: the next process does not wait for ever.
    assert (
        await conn.fetchval("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()") == 0
    )
    await conn.close()


async def test_a_file_that_fails_leaves_nothing_of_itself(owned: Database, folder: Path) -> None:
    conn = await asyncpg.connect(owned("gateway"))
    (folder / "0003_pre_broken.sql").write_text("create table third (id integer); select nonsense;")
    with pytest.raises(asyncpg.UndefinedColumnError):
        await migrate(conn, (folder,))
    assert await conn.fetchval("select to_regclass('third')") is None
    assert await conn.fetchval("select count(*) from migration where name like 'someroom/%'") == 2
    (folder / "0003_pre_broken.sql").write_text("create table third (id integer);")
    assert await migrate(conn, (folder,)) == ["someroom/0003_pre_broken.sql"]
    await conn.close()


async def test_two_processes_at_once_take_turns(owned: Database, folder: Path) -> None:
    dsn = owned("gateway")
    conns = [await asyncpg.connect(dsn) for _ in range(4)]
    applied = await asyncio.gather(*(migrate(conn, (folder,)) for conn in conns))
    assert sorted(len(names) for names in applied) == [0, 0, 0, 2]
    for conn in conns:
        await conn.close()


@pytest.mark.parametrize("room", sorted(FOLDERS))
async def test_every_room_s_own_migrations_are_applied(owned: Database, room: str) -> None:
    conn = await asyncpg.connect(owned(room))
    assert await migrate(conn, FOLDERS[room]) == []
    await conn.close()


async def test_a_statement_over_all_rows_is_not_ended_by_the_role_s_limit(owned: Database, folder: Path) -> None:
    conn = await asyncpg.connect(owned("gateway"), server_settings={"statement_timeout": "100ms"})
    (folder / "0003_pre_slow.sql").write_text("select pg_sleep(0.3);")
    assert "someroom/0003_pre_slow.sql" in await migrate(conn, (folder,))
    assert await conn.fetchval("show statement_timeout") == "100ms"
    await conn.close()
