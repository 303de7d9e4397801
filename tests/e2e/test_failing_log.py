"""Every process's log fails while the stores' connections break: commands are done, and the relays publish on."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator

import asyncpg
import httpx2
import pytest

from deploy.embedded.processes import ROOMS
from deploy.embedded.stack import Stack
from tests.kit.door import District, Door, registered, until

OWN = ("gateway", "engagement-stream", *ROOMS)


@pytest.fixture
def no_log(stack: Stack) -> Iterator[None]:
    """No process of ours may write another byte into a file, which is what a full disk does to its log."""
    limits = {}
    for name in OWN:
        pid = stack.pid(name)
        assert pid is not None
        limits[pid] = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, limits[pid][1]))
    yield
    for pid, before in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


async def _break_connections(stack: Stack) -> None:
    """Ends every connection of relays and consumers, as a database that starts again does."""
    for database in ("gateway", *ROOMS):
        conn = await asyncpg.connect(stack.dsn(database))
        try:
            await conn.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and usename = current_user and pid <> pg_backend_pid()"
            )
        finally:
            await conn.close()


async def test_relays_and_consumers_outlive_a_log_that_cannot_be_written(
    stack: Stack, door: Door, district: District, no_log: None
) -> None:
    pids = [stack.pid(name) for name in OWN]
    await _break_connections(stack)
    made = await registered(door, district, 59_001)
    await until(lambda: _went_by(door, made["registration_id"]), "the registration is on the live feed")
    async with httpx2.AsyncClient() as http:
        for name in OWN:
            answer = await http.get(f"{stack.url(name)}/health/ready")
            assert answer.status_code == 200, (name, answer.text)
    assert [stack.pid(name) for name in OWN] == pids, "no process had to end"
    counted = await asyncio.gather(*(_lost(stack.card()["metrics"][name]) for name in OWN))
    assert all(lost > 0 for lost in counted), counted


async def _went_by(door: Door, registration: str) -> bool:
    page = await door["operator"].get("/api/events", room="activities", limit=20)
    return any(event["data"].get("registration_id") == registration for event in page["events"])


async def _lost(url: str) -> float:
    async with httpx2.AsyncClient() as http:
        lines = (await http.get(url)).text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("log_lines_lost_total "))
