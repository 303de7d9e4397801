"""RULE-22: the role of relief's processes owns nothing, so it cannot switch the last guards of the ledger off."""

from __future__ import annotations

from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.postgres import Postgres
from kernel.db import Connection
from kernel.migrations import migrate_all
from tests.kit.rooms import Serve
from tests.kit.scenes import fund
from tests.kit.stores import need_postgres

FINAL = ("entry", "posting", "reversal", "approval", "consent", "case_read")
FORBIDDEN = (
    *(f"alter table {table} disable trigger user" for table in FINAL),
    *(f"update {table} set {column} = {column}" for table, column in zip(
        FINAL, ("number", "number", "number", "approver", "document", "reason"), strict=True)),
    *(f"delete from {table}" for table in (*FINAL, "receipt")),
    *(f"truncate {table} cascade" for table in FINAL),
    *(f"drop table {table} cascade" for table in FINAL),
    "drop trigger entry_is_final on entry",
    "drop function refuse_change cascade",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
    "alter table entry drop constraint \"entry-already-posted\"",
    "create table beside (n int)",
    "create trigger mine before insert on entry for each row execute function refuse_change()",
    "alter table entry owner to relief",
    "set session_replication_role = replica",
    "set role relief_owner",
    "delete from migration",
)  # fmt: skip


async def refused_to(conn: Connection) -> None:
    """The ledger's role is refused each of them."""
    for sql in FORBIDDEN:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with conn.transaction():
                await conn.execute(sql)


async def test_the_role_of_the_processes_cannot_rewrite_the_ledger_nor_switch_its_guards_off(serve: Serve) -> None:
    async with serve("relief") as room:
        await fund(room, 50)
        conn = await asyncpg.connect(room.dsn)
        try:
            assert await conn.fetchval("select current_user") == "relief"
            await refused_to(conn)
            owned = "select count(*) from pg_class where relowner = 'relief'::regrole"
            assert await conn.fetchval(owned) == 0
        finally:
            await conn.close()
        await fund(room, 50)


def test_a_home_whose_tables_the_room_owned_is_carried_over(home: Path) -> None:
    need_postgres()
    server = Postgres(home, durable=False)
    server.start()

    async def as_it_was() -> None:
        conn = await asyncpg.connect(server.admin_dsn())
        password = server.dsn("relief").split(":")[2].split("@")[0]
        await conn.execute(f"create role relief login password '{password}'")
        await conn.execute("create database relief owner relief")
        await conn.close()
        await migrate_all({"relief": server.dsn("relief")})
        conn = await asyncpg.connect(server.dsn("relief"))
        for switch in ("disable", "enable"):
            await conn.execute(f"alter table entry {switch} trigger entry_is_final")
        await conn.execute("insert into counter (name, last) values ('kept', 7)")
        await conn.close()

    async def now() -> None:
        assert await migrate_all({"relief": server.owner_dsn("relief")}) == {"relief": []}
        conn = await asyncpg.connect(server.dsn("relief"))
        try:
            await refused_to(conn)
            assert await conn.fetchval("update counter set last = last + 1 returning last") == 8
        finally:
            await conn.close()

    try:
        in_own_loop(as_it_was)
        for _ in range(2):  # Every start does it again.
            server.ensure_databases(["relief"])
        in_own_loop(now)
    finally:
        server.stop()
