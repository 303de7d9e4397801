"""A page opens with many requests at once, all with one cookie: together they are one look-up, counted once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from gateway import programs, sessions
from gateway.accounts import add_account
from gateway.identity import SESSION_COOKIE
from gateway.rates import Quotas
from tests.kit.gate import PLENTY, Gate, open_gate
from tests.kit.stores import Database

QUOTAS = Quotas(principal=1_000, address=3, sign_in=1_000, public_write=1_000)
AT_ONCE = 40
WAITING = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
Sent = asyncio.Task[int]


@pytest.fixture
async def gate(database: Database, keys: Path) -> AsyncIterator[Gate]:
    """A door that looks up three strange credentials of an address a minute."""
    async with open_gate(database("gateway"), keys, QUOTAS) as opened:
        yield opened


async def credential(gate: Gate, kind: str) -> dict[str, str]:
    """The header of somebody who has not been here before."""
    if kind == "key":
        _, key, _ = await programs.add_program(gate.conn, "reader", ["auditor"])
        return {"Authorization": f"Bearer {key}"}
    await add_account(gate.conn, "somebody", "某人", "a long enough password", ["operator"], None)
    return {"Cookie": f"{SESSION_COOKIE}={await sessions.open_by_tool(gate.conn, 'somebody')}"}


def ask(http: httpx2.AsyncClient, headers: dict[str, str], times: int = AT_ONCE) -> list[Sent]:
    """So many requests, all at once; each answers its status."""

    async def one() -> int:
        return (await http.get("/api/session", headers=headers)).status_code

    return [asyncio.create_task(one()) for _ in range(times)]


@asynccontextmanager
async def look_ups_held(gate: Gate) -> AsyncIterator[None]:
    """No credential can be read until the block is left."""
    async with gate.conn.transaction():
        await gate.conn.execute("lock table program, web_session in access exclusive mode")
        yield


async def looked_up(gate: Gate) -> list[int]:
    """The connections that wait to read a credential, as soon as there is one."""
    async with asyncio.timeout(5):
        while not (found := await gate.conn.fetch(WAITING)):
            await asyncio.sleep(0.01)
    return [row["pid"] for row in found]


async def statuses(sent: Iterable[Sent]) -> Counter[int]:
    """How often each status was answered."""
    return Counter(await asyncio.gather(*sent))


@pytest.mark.parametrize("kind", ["key", "cookie"])
async def test_many_first_requests_at_once_are_one_look_up_counted_once(gate: Gate, kind: str) -> None:
    headers = await credential(gate, kind)
    async with look_ups_held(gate):
        sent = ask(gate.at(), headers)
        await looked_up(gate)
        # Each of them has its turn meanwhile.
        answered, _ = await asyncio.wait(sent, timeout=0.2)
        assert not answered
        assert len(await looked_up(gate)) == 1
    assert await statuses(sent) == {200: AT_ONCE}
    # Two of the three that this address has are left.
    strange = [{"Authorization": f"Bearer jy_{number}_x"} for number in range(3)]
    assert [await statuses(ask(gate.at(), one, 1)) for one in strange] == [{401: 1}, {401: 1}, {429: 1}]


async def test_a_first_caller_who_leaves_fails_no_other(gate: Gate) -> None:
    headers = await credential(gate, "cookie")
    async with look_ups_held(gate):
        [first] = ask(gate.at(), headers, 1)
        [pid] = await looked_up(gate)
        others = ask(gate.at(), headers)
        first.cancel()
        await asyncio.wait([first])
        assert await looked_up(gate) == [pid]
    assert first.cancelled()
    assert await statuses(others) == {200: AT_ONCE}


async def test_a_first_caller_who_may_not_be_looked_up_refuses_only_itself(gate: Gate) -> None:
    headers = await credential(gate, "cookie")
    crowded, other = gate.at("192.0.2.66"), gate.at("192.0.2.7")
    for number in range(QUOTAS.address):
        await statuses(ask(crowded, {"Cookie": f"{SESSION_COOKIE}={number}"}, 1))
    refused, served = ask(crowded, headers), ask(other, headers)
    assert await statuses(refused) == {429: AT_ONCE}
    assert await statuses(served) == {200: AT_ONCE}


async def test_a_look_up_that_failed_is_everybodys_and_is_not_remembered(gate: Gate) -> None:
    headers = await credential(gate, "cookie")
    async with look_ups_held(gate):
        sent = ask(gate.at(), headers)
        [pid] = await looked_up(gate)
        await gate.conn.execute("select pg_terminate_backend($1)", pid)
        assert await statuses(sent) == {503: AT_ONCE}
    assert await statuses(ask(gate.at(), headers, 1)) == {200: 1}


async def test_a_session_that_ends_during_its_look_up_is_not_remembered(database: Database, keys: Path) -> None:
    async with open_gate(database("gateway"), keys, PLENTY) as gate:
        headers, http = await credential(gate, "cookie"), gate.at()
        token = headers["Cookie"].partition("=")[2]
        async with look_ups_held(gate):
            sent = ask(http, headers, 1)
            await looked_up(gate)
            gate.chain._app.state.identities.forget(token)
        assert await statuses(sent) == {200: 1}
        await sessions.sign_out(gate.conn, token)
        assert await statuses(ask(http, headers, 1)) == {401: 1}
