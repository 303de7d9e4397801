"""Accounts and keys: given out, changed, disabled, and what ends with them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from typer.testing import CliRunner

from cli.main import app
from gateway import accounts, programs
from gateway.accounts import add_account
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
OWNER, PASSWORD, ANOTHER = "owner", "the owner's own password", "another of one's own"


@pytest.fixture
async def gate(database: Database, keys: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gate]:
    """A gateway with an operator's account; the command line finds its database."""
    dsn = database("gateway")
    monkeypatch.setenv("JIAYUAN_DATABASE_URL", dsn)
    async with open_gate(dsn, keys) as opened:
        await add_account(opened.conn, OWNER, "主人", PASSWORD, ["operator"], None)
        yield opened


async def page(gate: Gate, username: str = OWNER, password: str = PASSWORD) -> httpx2.AsyncClient:
    """Somebody's browser, signed in."""
    http = gate.at()
    answer = await http.post("/api/session", json={"username": username, "password": password})
    assert answer.status_code == 200, answer.text
    http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return http


async def code(answer: httpx2.Response) -> str:
    return "done" if answer.status_code < 300 else str(answer.json()["code"])


async def changed(http: httpx2.AsyncClient, old: str, new: str) -> str:
    return await code(await http.post("/api/session/password", json={"old_password": old, "new_password": new}))


async def key(http: httpx2.AsyncClient, gate: Gate, **more: Any) -> tuple[str, httpx2.AsyncClient]:
    """A program's id and a client with its key, made by `http`."""
    made = await http.post("/api/programs", json={"name": f"p {uuid4()}", "roles": ["operator"]} | more)
    assert made.status_code == 201, made.text
    client = gate.at()
    client.headers["Authorization"] = f"Bearer {made.json()['key']}"
    return made.json()["program_id"], client


async def comes_out(http: httpx2.AsyncClient, within: float = 3.0) -> bool:
    """Whether who was let in is refused before the time is up."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if (await http.get("/api/session")).status_code == 401:
            return True
        await asyncio.sleep(0.05)
    return False


async def run(*arguments: str) -> tuple[int, str]:
    """The command line, in a thread: it has a loop of its own."""
    done = await asyncio.to_thread(CliRunner().invoke, app, ["account", *arguments])
    return done.exit_code, done.output


async def test_an_owner_changes_the_password_and_the_other_sessions_end(gate: Gate) -> None:
    here, there = await page(gate), await page(gate)
    assert await changed(here, "wrong", ANOTHER) == "password-wrong"
    assert await changed(here, PASSWORD, PASSWORD) == "password-unchanged"
    assert await changed(here, PASSWORD, "short") == "invalid-request"
    assert await changed(here, PASSWORD, ANOTHER) == "done"
    assert (await here.get("/api/session")).status_code == 200
    assert await comes_out(there)
    await page(gate, password=ANOTHER)
    refused = await gate.at().post("/api/session", json={"username": OWNER, "password": PASSWORD})
    assert refused.status_code == 401


async def test_a_stolen_session_is_no_way_to_guess(gate: Gate) -> None:
    thief = await page(gate)
    codes = [await changed(thief, "wrong", ANOTHER) for _ in range(6)]
    assert codes == ["password-wrong"] * 5 + ["account-locked"]
    assert await changed(thief, PASSWORD, ANOTHER) == "account-locked"


async def test_a_program_has_no_password(gate: Gate) -> None:
    _, program = await key(await page(gate), gate)
    assert await changed(program, PASSWORD, ANOTHER) == "no-password"


async def test_a_password_that_the_office_chose_opens_nothing_but_its_change(gate: Gate, tmp_path: Path) -> None:
    kept = tmp_path / "password"
    done, reported = await run("add", "li.na", "--role", "approver", "--password-file", str(kept))
    assert done == 0, reported
    given = kept.read_text().strip()
    assert given not in reported
    assert kept.stat().st_mode & 0o777 == 0o600
    http = await page(gate, "li.na", given)
    session = (await http.get("/api/session")).json()
    assert session["must_change_password"] is True
    assert "relief:approve" not in session["permissions"]
    assert await changed(http, given, ANOTHER) == "done"
    session = (await http.get("/api/session")).json()
    assert (session["must_change_password"], session["user"]["roles"]) == (False, ["approver"])
    assert "relief:approve" in session["permissions"]


async def test_the_command_line_refuses_with_a_mend_and_tells_no_log_a_password(gate: Gate, tmp_path: Path) -> None:
    into = ("--password-file", str(tmp_path / "password"))
    for arguments, said in (
        (("add", "li.na", "--role", "approver"), "--password-file"),
        (("add", "li.na", "--role", "anyone", *into), "role-unknown"),
        (("add", "li.na", "--role", "venue-manager", *into), "organisation-missing"),
        (("add", OWNER, "--role", "approver", *into), "username-taken"),
        (("add", "li.na", "--role", "approver", "--role", "payer", *into), "approver-is-payer"),
        (("reset", "nobody", *into), "there is no nobody"),
        (("disable", "nobody"), "there is no nobody"),
    ):
        done, reported = await run(*arguments)
        assert done == 1, arguments
        assert said in reported
        assert "mend: " in reported
    assert not (tmp_path / "password").exists()
    assert await gate.conn.fetchval("select count(*) from account") == 1
    assert OWNER in (await run("list"))[1]


async def test_what_was_reset_is_the_owners_alone(gate: Gate, tmp_path: Path) -> None:
    thief = await page(gate)
    assert (await run("reset", OWNER, "--password-file", str(tmp_path / "p")))[0] == 0
    assert await comes_out(thief)
    http = await page(gate, OWNER, (tmp_path / "p").read_text().strip())
    assert (await http.get("/api/session")).json()["must_change_password"] is True
    assert await gate.conn.fetchval("select count(*) from known_browser") == 1


async def test_a_disabled_account_is_out_with_everything_that_it_made(gate: Gate) -> None:
    http = await page(gate)
    _, program = await key(http, gate)
    _, child = await key(program, gate)
    assert (await child.get("/api/programs")).status_code == 200
    assert (await run("disable", OWNER))[0] == 0
    assert [await comes_out(one) for one in (http, program, child)] == [True, True, True]
    refused = await gate.at().post("/api/session", json={"username": OWNER, "password": PASSWORD})
    assert await code(refused) == "credentials-wrong"
    assert (await run("enable", OWNER))[0] == 0
    await page(gate)
    assert (await child.get("/api/session")).status_code == 401


async def test_a_key_ends_with_the_one_that_made_it_and_never_later(gate: Gate) -> None:
    http = await page(gate)
    soon = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    parent_id, parent = await key(http, gate, expires_at=soon)
    _, child = await key(parent, gate)
    _, grandchild = await key(child, gate)
    listed = {row["name"]: row for row in (await http.get("/api/programs")).json()}
    assert len({row["expires_at"] for row in listed.values()}) == 1, "a key that a key made ends with it"
    assert {row["made_by"] for row in listed.values()} == {OWNER, None}
    assert (await http.delete(f"/api/programs/{parent_id}")).status_code == 204
    assert [await comes_out(one) for one in (parent, child, grandchild)] == [True, True, True]
    assert (await http.get("/api/session")).status_code == 200


async def test_a_key_lasts_a_year_or_as_long_as_it_was_given(gate: Gate) -> None:
    http = await page(gate)
    body = {"name": "one", "roles": ["watcher"]}
    made = (await http.post("/api/programs", json=body)).json()
    lasts = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=364) < lasts <= timedelta(days=365)
    for days in (-1, 731):
        at = (datetime.now(UTC) + timedelta(days=days)).isoformat()
        refused = await http.post("/api/programs", json=body | {"name": "two", "expires_at": at})
        assert await code(refused) == "expiry-out-of-range"
    _, ended = await key(http, gate)
    await gate.conn.execute("update program set expires_at = now() where name like 'p %'")
    assert await comes_out(ended)


async def test_who_acts_for_an_organisation_names_one(gate: Gate) -> None:
    http = await page(gate)
    account = {"username": "keeper", "display_name": "站长", "password": "ten letters long"}
    for role in ("venue-manager", "partner-admin"):
        refused = await http.post("/api/accounts", json=account | {"roles": [role]})
        assert await code(refused) == "organisation-missing"
    refused = await http.post("/api/programs", json={"name": "keeper's", "roles": ["venue-manager"]})
    assert await code(refused) == "organisation-missing"


async def test_the_office_disables_those_it_let_in_and_not_those_of_the_money(gate: Gate) -> None:
    http = await page(gate)
    account = {"username": "neighbour", "display_name": "居民", "password": "ten letters long", "roles": ["resident"]}
    made = (await http.post("/api/accounts", json=account)).json()
    neighbour = await page(gate, "neighbour", "ten letters long")
    assert (await http.post(f"/api/accounts/{made['account_id']}/disable")).status_code == 204
    assert await comes_out(neighbour)
    listed = {row["username"]: row for row in (await http.get("/api/accounts")).json()}
    assert listed["neighbour"]["disabled_at"] is not None
    assert (await http.post(f"/api/accounts/{made['account_id']}/enable")).status_code == 204
    await page(gate, "neighbour", "ten letters long")
    payer = await add_account(gate.conn, "payer", "支付", "a payer's password", ["payer"], None)
    for what in ("disable", "enable"):
        assert await code(await http.post(f"/api/accounts/{payer}/{what}")) == "role-not-given-here"
        assert await code(await http.post(f"/api/accounts/{uuid4()}/{what}")) == "account-unknown"
    for role in ("approver", "payer", "relief-submitter", "operator"):
        refused = await http.post("/api/accounts", json=account | {"username": "more", "roles": [role]})
        assert await code(refused) == "role-not-given-here"


async def test_who_was_disabled_while_the_password_was_looked_at_gets_no_session(gate: Gate) -> None:
    """By a lock that lets guesses be counted and no sign-in succeed: the disabling comes in between."""
    account_id = await accounts.id_of(gate.conn, OWNER)
    async with gate.conn.transaction():
        await gate.conn.execute("select from account where id = $1 for key share", account_id)
        signing_in = asyncio.create_task(gate.at().post("/api/session", json={"username": OWNER, "password": PASSWORD}))
        async with asyncio.timeout(10):
            while not await gate.conn.fetchval(WAITING):
                # Within a transaction the first look is kept.
                await gate.conn.execute("select pg_stat_clear_snapshot()")
                await asyncio.sleep(0.01)
        await accounts.disable(gate.conn, account_id)
    answer = await signing_in
    assert answer.status_code == 401
    assert await gate.conn.fetchval("select count(*) from web_session") == 0


async def test_a_tools_program_is_the_same_each_time_and_its_last_key_is_out(gate: Gate) -> None:
    first = await programs.keep_program(gate.conn, "watch", ["watcher"], timedelta(days=1))
    second = await programs.keep_program(gate.conn, "watch", ["watcher"], timedelta(days=1))
    assert await programs.by_key(gate.conn, first) is None
    found = await programs.by_key(gate.conn, second)
    assert found is not None
    assert (found.subject, found.roles) == ("program:watch", ("watcher",))
