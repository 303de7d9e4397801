"""A store hangs under the running product: callers are answered in time, what needs it not goes on, all heals."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import httpx2

from deploy.embedded.stack import Stack
from gateway.forward import DEADLINE_SECONDS
from gateway.identity import LOOK_UP_SECONDS
from tests.kit.door import Caller, District, Door, until
from tests.kit.scenes import person
from tests.kit.stopped import stopped

# What a caller may wait for any answer, and what this machine may add to it while others work on it.
PATIENCE_SECONDS = 10.0
assert DEADLINE_SECONDS + LOOK_UP_SECONDS <= PATIENCE_SECONDS
FRONT_PAGES = 24


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer, how long it took, and when to ask again."""

    status: int
    seconds: float
    retry_after: str | None


async def ask(caller: Caller, method: str, path: str, **options: object) -> Asked:
    began = time.monotonic()
    answer = await caller.http.request(method, path, **options)  # type: ignore[arg-type]
    return Asked(answer.status_code, time.monotonic() - began, answer.headers.get("retry-after"))


async def test_a_hung_database_keeps_no_one_waiting(stack: Stack, door: Door, district: District) -> None:
    sign_in = {"username": "nobody-of-that-name", "password": "wrong-password"}
    roles = ("operator", "approver", "payer", "auditor", "inspector")
    with stopped(stack.pid("postgres")):
        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            asking = []
            for number in range(100):
                caller = door[roles[number % len(roles)]]
                asking.append(group.create_task(ask(caller, "GET", "/api/activities/venues")))
                if number % 10 == 0:
                    asking.append(group.create_task(ask(caller, "POST", "/api/session", json=sign_in)))
                    path = f"/api/activities/sessions/{district.session}/registrations"
                    headers = {"Idempotency-Key": f"hung-store-{number:04}"}
                    body = person(770_000 + number)
                    asking.append(group.create_task(ask(door["operator"], "POST", path, json=body, headers=headers)))
                await asyncio.sleep(0.03)
            readiness = group.create_task(_readiness(stack))
        assert time.monotonic() - began < PATIENCE_SECONDS + 5
    answers = [task.result() for task in asking]
    slowest = max(answer.seconds for answer in answers)
    assert slowest < PATIENCE_SECONDS, slowest
    assert {(answer.status, answer.retry_after) for answer in answers} == {(503, "1")}
    assert readiness.result() < 2
    for process, path in (("activities", "/api/activities/venues"), ("relief", "/api/relief/funds")):
        await until(lambda path=path: _works(door, path), f"{process} answers again", seconds=10)  # type: ignore[misc]


async def _readiness(stack: Stack) -> float:
    """The longest that a process took to say that it is not ready."""
    longest = 0.0
    async with httpx2.AsyncClient(timeout=30) as http:
        for process in ("gateway", "activities", "engagement-stream"):
            began = time.monotonic()
            answer = await http.get(f"{stack.url(process)}/health/ready")
            longest = max(longest, time.monotonic() - began)
            assert answer.status_code == 503, process
            # The door tells strangers no more than that.
            assert "database" in answer.json().get("parts", []) or process == "gateway", process
    return longest


async def _works(door: Door, path: str) -> bool:
    return (await door["operator"].http.get(path)).status_code == 200


async def test_a_hung_broker_leaves_the_figures_alone(stack: Stack, door: Door) -> None:
    operator = door["operator"]
    figures = "/api/engagement/statistics?from=2026-01-01&to=2026-02-01"
    with stopped(stack.pid("kafka")):
        async with asyncio.TaskGroup() as group:
            pages = [group.create_task(ask(operator, "GET", "/api/overview")) for _ in range(FRONT_PAGES)]
            pages += [group.create_task(ask(operator, "GET", "/api/engagement/lag")) for _ in range(FRONT_PAGES)]
            await asyncio.sleep(0.5)
            reported = [await ask(operator, "GET", figures) for _ in range(10)]
    assert [answer.status for answer in reported] == [200] * 10
    assert max(answer.seconds for answer in reported) < 3
    assert max(page.seconds for page in (task.result() for task in pages)) < PATIENCE_SECONDS
    assert {task.result().status for task in pages[:FRONT_PAGES]} == {200}
    await until(lambda: _works(door, "/api/engagement/lag"), "how far behind is answered again", seconds=20)
