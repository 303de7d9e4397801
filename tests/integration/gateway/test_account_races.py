"""What two acts on one account do to each other: a reset against its thief, and against people who guess."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx2
import pytest

from gateway import accounts, guesses
from gateway.accounts import add_account
from kernel.db import Connection
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
OWNER, PASSWORD, THIEFS = "owner", "the owner's own password", "the thief's own password"
SIGN_IN = {"username": OWNER, "password": PASSWORD}


@pytest.fixture
async def dsn(database: Database) -> str:
    """The gateway's database."""
    return database("gateway")


@pytest.fixture
async def gate(dsn: str, keys: Path) -> AsyncIterator[Gate]:
    """A gateway with one account."""
    async with open_gate(dsn, keys) as opened:
        await add_account(opened.conn, OWNER, "主人", PASSWORD, ["operator"], None)
        yield opened


@pytest.fixture
async def office(dsn: str) -> AsyncIterator[Connection]:
    """The connection of the one who resets a password."""
    conn = await asyncpg.connect(dsn)
    yield conn
    await conn.close()


async def signed_in(gate: Gate) -> httpx2.AsyncClient:
    http = gate.at()
    answer = await http.post("/api/session", json=SIGN_IN)
    assert answer.status_code == 200, answer.text
    http.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return http


async def until_one_waits(conn: Connection) -> None:
    """Until some connection waits for a lock."""
    async with asyncio.timeout(10):
        while not await conn.fetchval(WAITING):
            # Within a transaction the first look is kept.
            await conn.execute("select pg_stat_clear_snapshot()")
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("act", ["reset", "disable"])
async def test_a_password_does_not_change_after_a_reset_or_a_disabling_that_came_first(gate: Gate, act: str) -> None:
    """By a lock that holds the change back after the old password was found right: the office's act comes first."""
    thief = await signed_in(gate)
    wrong = await thief.post("/api/session/password", json={"old_password": "?", "new_password": THIEFS})
    assert wrong.json()["code"] == "password-wrong"
    account_id = await accounts.id_of(gate.conn, OWNER)
    given = PASSWORD
    async with gate.conn.transaction():
        # Guesses are counted under it, and none is forgotten.
        await gate.conn.execute("select from sign_in_attempt for key share")
        body = {"old_password": PASSWORD, "new_password": THIEFS}
        changing = asyncio.create_task(thief.post("/api/session/password", json=body))
        await until_one_waits(gate.conn)
        if act == "reset":
            given = await accounts.reset(gate.conn, OWNER)
        else:
            await accounts.disable(gate.conn, account_id)
    answer = await changing
    assert (answer.status_code, answer.json()["code"]) == (401, "session-ended")
    await accounts.enable(gate.conn, account_id)
    refused = await gate.at().post("/api/session", json=SIGN_IN | {"password": THIEFS})
    assert refused.status_code == 401
    owner = await gate.at().post("/api/session", json=SIGN_IN | {"password": given})
    assert (owner.status_code, owner.json()["must_change_password"]) == (200, act == "reset")
    kinds = [row["kind"] for row in await gate.conn.fetch("select kind from audit order by number")]
    assert "password-changed" not in kinds


async def test_a_reset_and_a_guess_at_once_do_not_end_in_a_deadlock(gate: Gate, office: Connection) -> None:
    """A guess takes its count's row and then the account's; a reset has to take them in the same order."""
    guess = await guesses.count(gate.conn, OWNER, "192.0.2.66", None)
    async with gate.conn.transaction():
        await gate.conn.execute("select from sign_in_attempt where target = $1 for update", guess.target)
        resetting = asyncio.create_task(accounts.reset(office, OWNER))
        await until_one_waits(gate.conn)
        await gate.conn.execute("set local lock_timeout = '3s'")
        await gate.conn.execute("update account set failed_attempts = failed_attempts + 1 where username = $1", OWNER)
    assert len(await resetting) >= 10
