"""The audit log: what is in it, that nothing takes it back, and that what it cannot hold does not happen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2
import pytest
from aiohttp import web

from gateway.accounts import add_account
from kernel.db import Connection
from kernel.export import sheet
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database, Server

PASSWORD, ANOTHER = "the owner's own password", "another of one's own"
NEIGHBOUR = {"username": "neighbour", "display_name": "居民", "password": "ten letters long", "roles": ["resident"]}
SHEET = "/api/relief/case-reads/export"
# As if the log's disk were full: a row is refused, whatever is in it.
BROKEN = """
create function refuse_row() returns trigger language plpgsql as
$$ begin raise exception 'no room' using errcode = '53100'; end $$;
create trigger broken before insert on audit for each row execute function refuse_row();
"""


@pytest.fixture
async def owning(gate: Gate, postgres: Server) -> AsyncIterator[Connection]:
    """A connection with the rights of the tables' owner, which no process of the product has."""
    name = await gate.conn.fetchval("select current_database()")
    conn = await asyncpg.connect(postgres.owner_dsn("gateway", name))
    yield conn
    await conn.close()


async def _sheet(_: web.Request) -> web.Response:
    made = sheet("reads", ["case"], [["1"]], "csv")
    return web.Response(body=made.body, headers=dict(made.headers))


@pytest.fixture
async def gate(database: Database, keys: Path) -> AsyncIterator[Gate]:
    """A gateway with an operator and an auditor, before a room that answers a sheet to everything."""
    room = web.Application()
    room.router.add_get("/{path:.*}", _sheet)
    runner = web.AppRunner(room)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with open_gate(database("gateway"), keys, room_urls={"relief": f"http://127.0.0.1:{port}"}) as opened:
        for name, role in (("owner", "operator"), ("reader", "auditor")):
            await add_account(opened.conn, name, "某人", PASSWORD, [role], None)
        yield opened
    await runner.cleanup()


async def page(gate: Gate, username: str = "owner", password: str = PASSWORD) -> httpx2.AsyncClient:
    http = gate.at()
    answer = await http.post("/api/session", json={"username": username, "password": password})
    assert answer.status_code == 200, answer.text
    http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return http


async def rows(http: httpx2.AsyncClient, **asked: Any) -> list[dict[str, Any]]:
    answer = await http.get("/api/audit", params=asked)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def test_who_did_what_is_found_by_account_kind_and_day_and_names_no_person(gate: Gate) -> None:
    owner = await page(gate)
    typed = {"username": "my secret password", "password": PASSWORD}
    assert (await gate.at().post("/api/session", json=typed)).status_code == 401
    assert (
        await gate.at().post("/api/session", json=typed | {"username": "owner", "password": "?"})
    ).status_code == 401
    made = (await owner.post("/api/accounts", json=NEIGHBOUR)).json()["account_id"]
    await owner.post(f"/api/accounts/{made}/disable")
    await owner.post(f"/api/accounts/{made}/enable")
    key = (await owner.post("/api/programs", json={"name": "counter", "roles": ["watcher"]})).json()
    for _ in range(2):
        program = {"Authorization": f"Bearer {key['key']}"}
        assert (await gate.at().get("/api/session", headers=program)).status_code == 200
    await owner.delete(f"/api/programs/{key['program_id']}")
    body = {"old_password": PASSWORD, "new_password": ANOTHER}
    assert (await owner.post("/api/session/password", json=body)).status_code == 204
    await owner.delete("/api/session")
    reader = await page(gate, "reader")
    assert (await reader.get(SHEET)).status_code == 200

    found = await rows(reader)
    assert [row["kind"] for row in reversed(found)][2:] == [
        "signed-in", "sign-in-failed", "sign-in-failed", "account-made", "account-disabled", "account-enabled",
        "key-made", "key-used", "key-revoked", "password-changed", "signed-out", "signed-in", "exported",
    ]  # fmt: skip
    assert (found[0]["actor_name"], found[0]["detail"]) == ("reader", {"path": SHEET})
    assert [row["account_name"] for row in found if row["kind"] == "sign-in-failed"] == ["owner", None]
    assert [row["kind"] for row in await rows(reader, account=made)] == [
        "account-enabled", "account-disabled", "account-made",
    ]  # fmt: skip
    today = (await gate.conn.fetchval("select (now() at time zone 'Asia/Shanghai')::date")).isoformat()
    assert await rows(reader, day=today) == found
    assert await rows(reader, day="2021-07-01") == []
    assert [row["kind"] for row in await rows(reader, kind="key-used")] == ["key-used"]
    first = await rows(reader, limit=5)
    assert [*first, *await rows(reader, before=first[-1]["number"])] == found
    kept = str(await gate.conn.fetch("select * from audit"))
    assert not [secret for secret in (*typed.values(), "owner", "neighbour", "居民", "192.0.2.1") if secret in kept]
    assert (await owner.get("/api/audit")).status_code == 401
    assert (await (await page(gate, "owner", ANOTHER)).get("/api/audit")).status_code == 403


async def test_no_row_is_changed_and_none_goes_before_its_time(gate: Gate, owning: Connection) -> None:
    await page(gate)
    for statement in ("update audit set actor = null", "truncate audit"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await gate.conn.execute(statement)
    for statement in ("update audit set actor = null", "delete from audit", "truncate audit"):
        with pytest.raises(asyncpg.RestrictViolationError) as refused:
            await owning.execute(statement)
        assert refused.value.constraint_name == "audit-is-final"
    await gate.conn.execute("insert into audit (kind, at) values ('exported', now() - interval '184 days')")
    assert await gate.conn.execute("delete from audit where at < now() - interval '183 days'") == "DELETE 1"


async def test_what_cannot_be_written_down_does_not_happen(gate: Gate, owning: Connection) -> None:
    owner, reader = await page(gate), await page(gate, "reader")
    made = (await owner.post("/api/accounts", json=NEIGHBOUR)).json()["account_id"]
    key = (await owner.post("/api/programs", json={"name": "counter", "roles": ["watcher"]})).json()["program_id"]
    tables = "account", "web_session", "program", "known_browser", "audit"
    before = {table: str(await gate.conn.fetch(f"select * from {table} order by 1")) for table in tables}
    await owning.execute(BROKEN)
    password = {"old_password": PASSWORD, "new_password": ANOTHER}
    for http, method, path, body in (
        (gate.at(), "POST", "/api/session", {"username": "reader", "password": PASSWORD}),
        (
            gate.at(),
            "POST",
            "/api/residents",
            {k: v for k, v in NEIGHBOUR.items() if k != "roles"} | {"username": "own"},
        ),
        (owner, "POST", "/api/accounts", NEIGHBOUR | {"username": "more"}),
        (owner, "POST", f"/api/accounts/{made}/disable", None),
        (owner, "POST", "/api/programs", {"name": str(uuid4()), "roles": ["watcher"]}),
        (owner, "DELETE", f"/api/programs/{key}", None),
        (owner, "POST", "/api/session/password", password),
        (owner, "DELETE", "/api/session", None),
        (reader, "GET", SHEET, None),
    ):
        answer = await http.request(method, path, json=body)
        assert answer.status_code >= 500, (path, answer.status_code)
        assert "1" not in answer.text.splitlines(), "the sheet was handed out"
    await owning.execute("drop trigger broken on audit")
    after = {table: str(await gate.conn.fetch(f"select * from {table} order by 1")) for table in tables}
    # The guess at the password is counted before it is looked at, in a transaction of its own.
    assert {t: v for t, v in after.items() if t != "account"} == {t: v for t, v in before.items() if t != "account"}
    assert after["account"].count("<Record") == before["account"].count("<Record")
    assert await gate.conn.fetchval("select count(*) from account where disabled_at is not null") == 0
    assert (await reader.get(SHEET)).status_code == 200
