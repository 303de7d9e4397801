"""A database that hangs, which answers nothing and refuses nothing: every caller is answered so within the deadline."""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import AbstractContextManager

import pytest

from deploy.embedded.postgres import Postgres
from kernel import db
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ident
from tests.kit.stopped import stopped
from tests.kit.stores import Server

# The server is stopped as a process of this machine.
pytestmark = pytest.mark.faults
DEADLINE_SECONDS = 1.5
FUND = {"title": "帮困", "purpose": "general", "programme": "hung", "organisation_id": ident("organisation")}


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "REQUEST_SECONDS", DEADLINE_SECONDS)


def hung(postgres: Server) -> AbstractContextManager[None]:
    """The server and every process of it, until the block is left."""
    assert isinstance(postgres, Postgres)
    return stopped(postgres.pid)


async def _asked(room: Room, number: int) -> tuple[int, float, str | None]:
    began = time.monotonic()
    if number % 2:
        answer = await room.post("/funds", FUND, who=f"caller-{number}")
    else:
        answer = await room.http.get("/projects", headers=room.token())
    return answer.status_code, time.monotonic() - began, answer.headers.get("retry-after")


async def test_a_hung_database_is_answered_within_the_deadline_and_heals(serve: Serve, postgres: Server) -> None:
    async with serve("relief", connections=3) as room:
        assert (await _asked(room, 0))[0] == 200
        with hung(postgres):
            answers = await asyncio.gather(*(_asked(room, number) for number in range(40)))
            began = time.monotonic()
            ready = await room.http.get("/health/ready")
            waited = time.monotonic() - began
        assert {(status, retry) for status, _, retry in answers} == {(503, "1")}
        slowest = max(seconds for _, seconds, _ in answers)
        assert slowest < DEADLINE_SECONDS + 1, slowest
        assert (ready.status_code, ready.json()["parts"]) == (503, ["database"])
        assert waited < 1.5
        async with asyncio.timeout(5):
            while (await _asked(room, 0))[0] != 200:
                await asyncio.sleep(0.1)
        assert (await room.http.get("/health/ready")).status_code == 200


async def test_no_one_is_refused_for_a_connection_that_cannot_be_given_back(serve: Serve, postgres: Server) -> None:
    """The server hangs after the work was done, before the connection is reset."""
    async with serve("relief") as room:
        pool: db.Pool = room.app.state.pool
        with contextlib.ExitStack() as stack:
            async with pool.acquire() as conn:
                assert await conn.fetchval("select 1") == 1
                stack.enter_context(hung(postgres))
                began = time.monotonic()
            assert time.monotonic() - began < db.RELEASE_SECONDS + 1
        async with pool.acquire() as conn:
            assert await conn.fetchval("select 2") == 2
