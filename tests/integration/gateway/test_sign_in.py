"""Guessing at passwords: what is counted, what is locked, and who gets in all the same."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx2
import pytest

from gateway import guesses
from gateway.accounts import add_account
from gateway.guesses import ATTEMPTS_BEFORE_LOCK, ATTEMPTS_FROM_ANYWHERE, TAKEN_NAMES_BEFORE_LOCK
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

OWNER, PASSWORD = "owner", "the owner's own password"


@pytest.fixture
async def gate(database: Database, keys: Path) -> AsyncIterator[Gate]:
    """A gateway with one account."""
    async with open_gate(database("gateway"), keys) as opened:
        await add_account(opened.conn, OWNER, "主人", PASSWORD, ["operator"], None)
        yield opened


async def said(http: httpx2.AsyncClient, password: str, username: str = OWNER) -> str:
    """The code of the answer to a sign-in, "in" where it succeeded."""
    answer = await http.post("/api/session", json={"username": username, "password": password})
    assert answer.status_code in (200, 401, 429), answer.text
    return "in" if answer.status_code == 200 else str(answer.json()["code"])


async def let_time_pass(gate: Gate) -> None:
    """As if every lock's time were over."""
    await gate.conn.execute("update sign_in_attempt set locked_until = now() where locked_until is not null")


async def longest_lock(gate: Gate) -> timedelta:
    """How long the longest lock still lasts."""
    until: datetime = await gate.conn.fetchval("select max(locked_until) from sign_in_attempt")
    return until - datetime.now(UTC)


@pytest.mark.parametrize("username", [OWNER, "no-such-name"])
async def test_a_hundred_failures_are_counted_and_locked_every_one(gate: Gate, username: str) -> None:
    for number in range(1, 101):
        await guesses.count(gate.conn, username, "192.0.2.66", None)
        if number >= ATTEMPTS_BEFORE_LOCK:
            for _ in range(2):
                with pytest.raises(guesses.TooManyAttempts):
                    await guesses.count(gate.conn, username, "192.0.2.66", None)
            assert timedelta(0) < await longest_lock(gate) <= timedelta(hours=1)
            await let_time_pass(gate)
    counted = await gate.conn.fetch("select failures from sign_in_attempt")
    assert [row["failures"] for row in counted] == [100, 100]


async def test_the_answers_do_not_say_which_names_exist_nor_which_guess_was_right(gate: Gate) -> None:
    for username in (OWNER, "no-such-name"):
        stranger = gate.at("192.0.2.66")
        answers = [await said(stranger, "wrong", username) for _ in range(ATTEMPTS_BEFORE_LOCK + 1)]
        assert answers == ["credentials-wrong"] * ATTEMPTS_BEFORE_LOCK + ["account-locked"]
        assert await said(stranger, PASSWORD, username) == "account-locked"


async def test_the_delay_grows(gate: Gate) -> None:
    delays = []
    for _ in range(ATTEMPTS_BEFORE_LOCK + 8):
        await guesses.count(gate.conn, OWNER, "192.0.2.1", None)
        until = await gate.conn.fetchval("select max(locked_until - last_at) from sign_in_attempt")
        delays.append(until.total_seconds() / 60 if until else 0)
        await let_time_pass(gate)
    assert delays == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_of_guesses_at_once_none_is_free(gate: Gate) -> None:
    stranger = gate.at()
    answers = Counter(await asyncio.gather(*(said(stranger, "wrong") for _ in range(20))))
    assert answers == {"credentials-wrong": ATTEMPTS_BEFORE_LOCK, "account-locked": 20 - ATTEMPTS_BEFORE_LOCK}


async def test_a_stranger_locks_no_one_else_out(gate: Gate) -> None:
    stranger = gate.at("192.0.2.66")
    for _ in range(ATTEMPTS_BEFORE_LOCK + 1):
        await said(stranger, "wrong")
    assert await said(stranger, PASSWORD) == "account-locked"
    assert await said(gate.at("192.0.2.1"), PASSWORD) == "in"


async def test_many_addresses_together_are_held_up_and_the_owners_browser_is_not(gate: Gate) -> None:
    owner = gate.at("198.51.100.1")
    assert await said(owner, PASSWORD) == "in"
    for number in range(ATTEMPTS_FROM_ANYWHERE):
        await guesses.count(gate.conn, OWNER, f"2001:db8:0:{number:x}::1", None)
    # An owner at a strange browser has to wait, or to ask the person who runs the machine; at their own they go in.
    for address in ("2001:db8:1::1", "198.51.100.1"):
        assert await said(gate.at(address), PASSWORD) == "account-locked"
    assert await said(owner, PASSWORD) == "in"
    await guesses.unlock(gate.conn, OWNER)
    assert await said(gate.at("198.51.100.2"), PASSWORD) == "in"


async def test_one_subscribers_addresses_of_ipv6_are_one(gate: Gate) -> None:
    for n in range(ATTEMPTS_BEFORE_LOCK):
        await guesses.count(gate.conn, OWNER, f"2001:db8::{n}", None)
    with pytest.raises(guesses.TooManyAttempts):
        await guesses.count(gate.conn, OWNER, "2001:db8::ffff", None)


async def test_a_known_browser_may_not_guess_without_end_either_and_not_at_others(gate: Gate) -> None:
    await add_account(gate.conn, "other", "另一人", "another long password", ["resident"], None)
    thief = gate.at()
    assert await said(thief, PASSWORD) == "in"
    assert [await said(thief, "wrong") for _ in range(6)][-1] == "account-locked"
    assert await said(thief, PASSWORD) == "account-locked"
    assert [await said(thief, "wrong", "other") for _ in range(6)][-1] == "account-locked"
    assert await said(gate.at("192.0.2.9"), "another long password", "other") == "in"


async def test_the_owner_sees_what_others_tried(gate: Gate) -> None:
    owner = gate.at("198.51.100.1")
    assert await said(owner, PASSWORD) == "in"
    first = (await owner.get("/api/session")).json()
    assert (first["last_sign_in"], first["failures_since"]) == (None, 0)
    await asyncio.gather(*(said(gate.at(f"192.0.2.{n}"), "wrong") for n in range(1, 4)))
    assert await said(owner, PASSWORD) == "in"
    second = (await owner.get("/api/session")).json()
    assert second["last_sign_in"] is not None
    assert second["failures_since"] == 3


async def test_taken_names_are_reported_a_few_times_and_then_no_more(gate: Gate) -> None:
    async def opened(http: httpx2.AsyncClient, username: str) -> str:
        body = {"username": username, "display_name": "居民", "password": "ten letters long"}
        answer = await http.post("/api/residents", json=body)
        return "done" if answer.status_code == 201 else str(answer.json()["code"])

    stranger = gate.at("192.0.2.66")
    # A counter where many open an account in turn is held up by none of them.
    assert {await opened(stranger, f"resident-{n}") for n in range(3)} == {"done"}
    asked = [await opened(stranger, OWNER) for _ in range(TAKEN_NAMES_BEFORE_LOCK + 1)]
    assert asked == ["username-taken"] * TAKEN_NAMES_BEFORE_LOCK + ["too-many-attempts"]
    assert await opened(stranger, "nobody-has-this") == "too-many-attempts"
    assert await opened(gate.at(), "nobody-has-this") == "done"


async def test_nothing_that_was_typed_as_a_name_is_kept(gate: Gate) -> None:
    await said(gate.at(), "wrong", "310101199001011234")
    row = await gate.conn.fetchrow("select * from sign_in_attempt")
    assert "310101199001011234" not in str(row)


async def test_behind_tls_the_cookies_are_this_hosts_alone(database: Database, keys: Path) -> None:
    async with open_gate(database("gateway"), keys, secure_cookies=True) as gate:
        await add_account(gate.conn, OWNER, "主人", PASSWORD, ["operator"], None)
        http = gate.at()
        answer = await http.post("/api/session", json={"username": OWNER, "password": PASSWORD})
        kept = answer.headers.get_list("set-cookie")
        assert sorted(cookie.partition("=")[0] for cookie in kept) == [
            "__Host-jiayuan_browser",
            "__Host-jiayuan_session",
        ]
        for cookie in kept:
            assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}
            assert "domain" not in cookie.lower()
        assert (await http.get("/api/session")).status_code == 200
        csrf = {"X-CSRF-Token": answer.json()["csrf_token"]}
        assert (await http.delete("/api/session", headers=csrf)).status_code == 204
        assert (await http.get("/api/session")).status_code == 401
        sent = {"Cookie": f"jiayuan_session={answer.cookies['__Host-jiayuan_session']}"}
        assert (await gate.at().get("/api/session", headers=sent)).status_code == 401
