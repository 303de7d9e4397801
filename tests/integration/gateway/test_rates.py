"""Limits by the minute: what must hold over all replicas does, the rest is divided among them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from cli.beside import headers_of
from gateway import sessions
from gateway.accounts import add_account
from gateway.rates import Quotas, Rates
from gateway.storage import SQL
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

QUOTAS = Quotas(principal=12, address=8, sign_in=6, public_write=4, replicas=2)


@pytest.fixture
async def gates(database: Database, keys: Path) -> AsyncIterator[list[Gate]]:
    """Two replicas of one gateway, which know that they are two."""
    dsn = database("gateway")
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(open_gate(dsn, keys, QUOTAS)) for _ in range(2)]


async def statuses(gates: list[Gate], method: str, path: str, times: int, address: str = "192.0.2.1") -> Counter[int]:
    """How often each status was answered, the replicas asked in turn and all at once."""
    clients = [gate.at(address) for gate in gates]

    async def ask(number: int, http: httpx2.AsyncClient) -> int:
        body = {"username": f"guess-{number}", "password": "wrong"} if method == "POST" else None
        return (await http.request(method, path, json=body)).status_code

    return Counter(await asyncio.gather(*(ask(n, clients[n % len(clients)]) for n in range(times))))


@pytest.mark.parametrize(
    ("path", "quota", "passed"),
    [
        ("/api/session", QUOTAS.sign_in, 401),
        # What is sent is no account that may be opened, and each try counts.
        ("/api/residents", QUOTAS.sign_in, 422),
        ("/api/relief/public/notices/{id}/objections", QUOTAS.public_write, 503),
        ("/api/inspections/public/rounds/{id}/nominations", QUOTAS.public_write, 503),
    ],
)
async def test_a_second_replica_is_no_second_limit(gates: list[Gate], path: str, quota: int, passed: int) -> None:
    path = path.replace("{id}", str(uuid4()))
    found = await statuses(gates, "POST", path, 4 * quota)
    assert found == {passed: quota, 429: 3 * quota}
    # Somebody else has a limit of their own.
    assert await statuses(gates, "POST", path, 1, address="192.0.2.2") == {passed: 1}
    kept = await gates[0].conn.fetch("select who from rate_used")
    assert all(b"192.0.2" not in row["who"] for row in kept)


async def test_an_account_that_anybody_may_open_writes_as_a_stranger_does(gates: list[Gate]) -> None:
    await add_account(gates[0].conn, "neighbour", "居民", "a long enough password", ["resident"], None)
    token = await sessions.open_by_tool(gates[0].conn, "neighbour")
    assert token is not None
    path, clients = f"/api/relief/public/notices/{uuid4()}/objections", [gate.at() for gate in gates]
    sent = [await clients[n % 2].post(path, json={}, headers=headers_of(token)) for n in range(QUOTAS.public_write + 2)]
    assert [answer.status_code for answer in sent] == [503] * QUOTAS.public_write + [429] * 2


async def test_each_replica_has_its_share_of_the_rest(gates: list[Gate]) -> None:
    found = await statuses(gates, "GET", "/api/relief/funds", 40)
    assert found == {401: QUOTAS.address, 429: 40 - QUOTAS.address}


@pytest.mark.parametrize(("minutes_ago", "passes"), [(0, False), (1, False), (2, True)])
async def test_the_window_slides_over_the_minute_before(gates: list[Gate], minutes_ago: int, passes: bool) -> None:
    rates, pool, conn = Rates(QUOTAS), gates[0].chain._app.state.pool, gates[0].conn
    while True:
        await rates.take("sign-in", "somebody", pool)
        minute = int(await conn.fetchval("select extract(epoch from now())")) // 60
        # So much that the rest of any second weighs more than the quota.
        await conn.execute("update rate_used set minute = $1, used = 1000000000", minute - minutes_ago)
        found = await rates.take("sign-in", "somebody", pool)
        if int(await conn.fetchval("select extract(epoch from now())")) // 60 == minute:
            break
        await conn.execute("delete from rate_used")
    assert found[0] is passes
    reported = dict(found[1])
    assert reported[b"ratelimit"].startswith(b'"sign-in";r=' + (b"5;" if passes else b"0;"))
    assert (b"retry-after" in reported) is not passes


async def test_old_counts_are_dropped(gates: list[Gate]) -> None:
    rates, pool = Rates(QUOTAS), gates[0].chain._app.state.pool
    await rates.take("sign-in", "somebody", pool)
    await gates[0].conn.execute("update rate_used set minute = minute - 5")
    await rates.take("sign-in", "somebody", pool)
    await gates[0].conn.execute(*SQL["drop-old-rates"]())
    assert await gates[0].conn.fetchval("select count(*) from rate_used") == 1


async def test_without_the_database_each_replica_still_limits(gates: list[Gate]) -> None:
    rates, pool = Rates(QUOTAS), gates[0].chain._app.state.pool
    await pool.close()
    passed = [(await rates.take("sign-in", "somebody", pool))[0] for _ in range(10)]
    assert passed == [True] * (QUOTAS.sign_in // QUOTAS.replicas) + [False] * 7


async def test_a_key_that_never_held_is_counted_before_it_is_looked_up(gates: list[Gate]) -> None:
    http, share = gates[0].at(), QUOTAS.address // QUOTAS.replicas
    # With no database to look in, each caller is answered 503.
    await gates[0].chain._app.state.pool.close()
    found = []
    for number in range(share + 10):
        kind = {"Authorization": f"Bearer jy_{number}_x"} if number % 2 else {"Cookie": f"jiayuan_session={number}"}
        found.append((await http.get("/api/relief/funds", headers=kind)).status_code)
    assert found == [503] * share + [429] * 10
