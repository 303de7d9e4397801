"""What an orchestrated start does before the processes: `secrets`, `roles`, `migrate`."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest
from typer.testing import CliRunner

from cli.main import app
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.postgres import Postgres
from deploy.embedded.postgres_roles import owner_of
from deploy.embedded.processes import DATABASES
from deploy.handout import Addresses, hand_out
from kernel.migrations import migrate_all
from tests.kit.stores import need_postgres

GUARDED = {"activities": "need_step", "inspections": "result", "relief": "entry", "engagement": "outbox"}


def put(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    file.write_text(text)


async def as_it_was(admin: str, urls: dict[str, str]) -> None:
    """A server whose databases belonged to the processes' roles, as releases before made them."""
    conn = await asyncpg.connect(admin)
    for room, url in urls.items():
        await conn.execute(f"create role {room} login password '{urlsplit(url).password}'")
        await conn.execute(f"create database {room} owner {room}")
        await conn.execute(f"revoke all on database {room} from public")
    await conn.close()
    await migrate_all(urls)
    for room, url in urls.items():
        conn = await asyncpg.connect(url)
        await conn.execute("insert into idempotency (principal, key, request_hash, status, reply)"
                           " values ('kept', $1, '', 201, '')", room)  # fmt: skip
        await conn.close()


async def own_nothing(urls: dict[str, str]) -> None:
    for room, url in urls.items():
        await owns_nothing(room, url)


async def owns_nothing(room: str, url: str) -> None:
    """The role reads and writes what it did, and can switch no guard off."""
    conn = await asyncpg.connect(url)
    try:
        assert await conn.fetchval("select key from idempotency where principal = 'kept'") == room
        assert await conn.fetchval("update idempotency set status = 200 returning status") == 200
        assert await conn.fetchval("select count(*) from pg_class where relowner = current_user::regrole") == 0
        for sql in (f"alter table {GUARDED.get(room, 'outbox')} disable trigger all", f"set role {owner_of(room)}"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await conn.execute(sql)
    finally:
        await conn.close()


def test_an_installation_whose_processes_owned_their_tables_is_carried_over(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need_postgres()
    server = Postgres(home, durable=False)
    server.start()
    try:
        superuser = urlsplit(server.admin_dsn())
        address = f"127.0.0.1:{superuser.port}"
        addresses = Addresses(address, "kafka-1:9092", "http://gateway:8080", "127.0.0.1:19091")
        hand_out(tmp_path, addresses)
        passwords = tmp_path / "postgres"
        put(passwords / "postgres", str(superuser.password))
        urls = {room: f"postgresql://{room}:{(passwords / room).read_text()}@{address}/{room}" for room in DATABASES}
        for room in DATABASES:
            (passwords / owner_of(room)).unlink()
        put(tmp_path / "jobs" / "jiayuan_database_urls", json.dumps(urls))
        in_own_loop(lambda: as_it_was(server.admin_dsn(), urls))

        monkeypatch.setenv("JIAYUAN_SECRETS", str(tmp_path / "jobs"))
        for _ in range(2):  # Every start does it again.
            hand_out(tmp_path, addresses)
            for verb in (["roles", str(passwords), "--postgres", address], ["migrate"]):
                done = CliRunner().invoke(app, verb)
                assert done.exit_code == 0, done.output
            in_own_loop(lambda: own_nothing(urls))
    finally:
        server.stop()
