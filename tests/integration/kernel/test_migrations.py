"""Migrations run once, in order, whole or not at all; a file that changed after it ran is refused."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg
import pytest

from kernel.migrations import FOLDERS, MigrationChanged, migrate
from tests.kit.stores import Database, Server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A room's folder with two migrations."""
    made = tmp_path / "someroom" / "migrations"
    made.mkdir(parents=True)
    (made / "0001_pre_first.sql").write_text("create table first (id integer);")
    (made / "0002_post_second.sql").write_text("alter table first add column name text;")
    return made


async def test_applied_once_in_order_and_a_second_time_is_nothing(database: Database, folder: Path) -> None:
    conn = await asyncpg.connect(database("gateway"))
    assert await migrate(conn, (folder,)) == ["someroom/0001_pre_first.sql", "someroom/0002_post_second.sql"]
    assert await migrate(conn, (folder,)) == []
    await conn.close()


async def test_pre_comes_before_the_new_code_and_post_after(database: Database, folder: Path) -> None:
    conn = await asyncpg.connect(database("gateway"))
    assert await migrate(conn, (folder,), "pre") == ["someroom/0001_pre_first.sql"]
    assert await migrate(conn, (folder,), "post") == ["someroom/0002_post_second.sql"]
    await conn.close()


async def test_a_changed_file_is_refused_and_nothing_after_it_runs(database: Database, folder: Path) -> None:
    conn = await asyncpg.connect(database("gateway"))
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


async def test_a_file_that_fails_leaves_nothing_of_itself(database: Database, folder: Path) -> None:
    conn = await asyncpg.connect(database("gateway"))
    (folder / "0003_pre_broken.sql").write_text("create table third (id integer); select nonsense;")
    with pytest.raises(asyncpg.UndefinedColumnError):
        await migrate(conn, (folder,))
    assert await conn.fetchval("select to_regclass('third')") is None
    assert await conn.fetchval("select count(*) from migration where name like 'someroom/%'") == 2
    (folder / "0003_pre_broken.sql").write_text("create table third (id integer);")
    assert await migrate(conn, (folder,)) == ["someroom/0003_pre_broken.sql"]
    await conn.close()


async def test_two_processes_at_once_take_turns(database: Database, folder: Path) -> None:
    dsn = database("gateway")
    conns = [await asyncpg.connect(dsn) for _ in range(4)]
    applied = await asyncio.gather(*(migrate(conn, (folder,)) for conn in conns))
    assert sorted(len(names) for names in applied) == [0, 0, 0, 2]
    for conn in conns:
        await conn.close()


@pytest.mark.parametrize("room", sorted(FOLDERS))
async def test_every_room_s_own_migrations_are_applied(database: Database, postgres: Server, room: str) -> None:
    conn = await asyncpg.connect(postgres.owner_dsn(room, database(room).rsplit("/", 1)[1]))
    assert await migrate(conn, FOLDERS[room]) == []
    await conn.close()
