"""A room reads its own database and no other: another room's role cannot even connect."""

from __future__ import annotations

import itertools

import asyncpg
import pytest

from deploy.embedded.postgres import Postgres
from tests.kit.stores import Database

ROOMS = ("activities", "inspections", "relief", "engagement", "gateway")


async def test_one_room_s_role_cannot_enter_another_s_database(database: Database, postgres: Postgres) -> None:
    names = {room: database(room).rsplit("/", 1)[1] for room in ROOMS}
    for stranger, owner in itertools.permutations(ROOMS, 2):
        for name in (names[owner], owner):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await asyncpg.connect(postgres.dsn(name, role=stranger))


@pytest.mark.parametrize("room", ROOMS)
async def test_the_processes_role_owns_nothing_and_switches_no_guard_off(database: Database, room: str) -> None:
    conn = await asyncpg.connect(database(room))
    try:
        assert await conn.fetchval("select current_user") == room
        for catalogue, owner in (("pg_class", "relowner"), ("pg_proc", "proowner"), ("pg_database", "datdba")):
            owned = f"select count(*) from {catalogue} where {owner} = current_user::regrole"
            assert await conn.fetchval(owned) == 0, catalogue
        for sql in (
            "alter table outbox disable trigger all", "create table beside (n int)", "truncate outbox",
            "drop table outbox", "delete from migration", f"set role {room}_owner",
        ):  # fmt: skip
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await conn.execute(sql)
        tables = await conn.fetch(
            "select relname, has_table_privilege(oid, 'select') as granted from pg_class"
            " where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
        assert {table["relname"] for table in tables} >= {"outbox", "idempotency", "position"}
        assert [table["relname"] for table in tables if not table["granted"]] == []
    finally:
        await conn.close()


async def test_a_room_s_role_is_no_superuser_and_gives_up_in_time(database: Database) -> None:
    conn = await asyncpg.connect(database("relief"))
    row = await conn.fetchrow("select * from pg_roles where rolname = current_user")
    assert row is not None
    assert not any(
        row[right] for right in ("rolsuper", "rolcreaterole", "rolcreatedb", "rolreplication", "rolbypassrls")
    )
    settings = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
    assert [await conn.fetchval(f"show {name}") for name in settings] == ["5s", "2s", "10s"]
    await conn.close()
