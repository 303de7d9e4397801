"""Passwords' hashes: how many at once, what is counted when there are too many, and hashes of older parameters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import argon2
import pytest

from gateway import passwords
from gateway.accounts import add_account
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

OWNER, PASSWORD = "owner", "the owner's own password"
SIGN_IN = {"username": OWNER, "password": PASSWORD}


@pytest.fixture
async def gate(database: Database, keys: Path) -> AsyncIterator[Gate]:
    """A gateway with one account."""
    async with open_gate(database("gateway"), keys) as opened:
        await add_account(opened.conn, OWNER, "主人", PASSWORD, ["operator"], None)
        yield opened


async def test_with_a_full_line_nothing_is_counted_and_no_one_waits(gate: Gate) -> None:
    with ExitStack() as stack:
        for _ in range(passwords.PLACES):
            stack.enter_context(passwords.place())
        answer = await gate.at().post("/api/session", json=SIGN_IN | {"password": "wrong"})
        assert (answer.status_code, answer.json()["code"]) == (503, "sign-ins-busy")
        assert int(answer.headers["retry-after"]) >= 1
        resident = {"username": "someone", "display_name": "某人", "password": "a long enough one"}
        answer = await gate.at().post("/api/residents", json=resident)
        assert (answer.status_code, answer.json()["code"]) == (503, "sign-ins-busy")
    assert await gate.conn.fetchval("select count(*) from sign_in_attempt") == 0
    assert (await gate.at().post("/api/session", json=SIGN_IN)).status_code == 200


async def test_a_hash_of_older_parameters_holds_and_is_made_anew(gate: Gate) -> None:
    old = argon2.PasswordHasher().hash(PASSWORD)
    assert passwords.is_outdated(old)
    await gate.conn.execute("update account set password_hash = $1", old)
    wrong = await gate.at().post("/api/session", json=SIGN_IN | {"password": "wrong"})
    assert wrong.status_code == 401
    assert await gate.conn.fetchval("select password_hash from account") == old
    for _ in range(2):
        assert (await gate.at().post("/api/session", json=SIGN_IN)).status_code == 200
        assert not passwords.is_outdated(await gate.conn.fetchval("select password_hash from account"))


def test_all_hashes_together_cost_what_the_handbook_says() -> None:
    handbook = (Path(__file__).parents[3] / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"takes {passwords.MEMORY_KIB // 1024} MiB" in handbook
    assert f"cost the gateway {2 * passwords.MEMORY_KIB // 1024} MiB at most" in handbook
    assert f"{passwords.PLACES} may wait" in handbook
    assert passwords.WORKERS <= 2
