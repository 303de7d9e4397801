"""Limits by the minute, announced and kept, and what a flood costs those who ask meanwhile."""

from __future__ import annotations

import asyncio
import re

import httpx2
import psutil
from httpx2 import Response

from deploy.embedded.stack import Stack
from tests.e2e.test_door import FUNDS, code, signed_in
from tests.kit.door import Door


async def test_limits_are_reported_before_they_bite_and_then_bite(narrow_door: Door) -> None:
    async def hit(http: httpx2.AsyncClient, path: str) -> Response:
        return await http.get(path)

    async def sign_in(http: httpx2.AsyncClient, path: str) -> Response:
        return await http.post(path, json={"username": "x", "password": "y"})

    # (policy, quota) as in the second gateway's environment.
    for policy, quota, http, path, send in (
        ("principal", 12, narrow_door["auditor"].http, FUNDS, hit),
        ("address", 8, narrow_door.anonymous, FUNDS, hit),
        ("sign-in", 5, narrow_door.anonymous, "/api/session", sign_in),
    ):
        answers = [await send(http, path) for _ in range(quota + 2)]
        assert [a.status_code == 429 for a in answers] == [False] * quota + [True] * 2, policy
        for left, answer in zip([*range(quota - 1, -1, -1), 0, 0], answers, strict=True):
            assert answer.headers["ratelimit-policy"] == f'"{policy}";q={quota};w=60'
            reported = re.fullmatch(rf'"{policy}";r=(\d+);t=(\d+)', answer.headers["ratelimit"])
            assert reported is not None
            assert int(reported[1]) == left
            assert 1 <= int(reported[2]) <= 120
        assert code(answers[-1]) == "rate-limited"
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 120
    # Another program is not held up by the first, nor by strangers.
    assert (await narrow_door["operator"].http.get(FUNDS)).status_code == 200
    # No proxy is trusted, so an address that somebody writes into a header is ignored.
    for n in range(400):
        forged = {"X-Forwarded-For": f"198.51.{n // 250}.{n % 250}", "Forwarded": f"for=198.51.100.{n % 250}"}
        answer = await narrow_door.anonymous.get(FUNDS, headers=forged)
        assert (answer.status_code, code(answer)) == (429, "rate-limited")


async def test_a_hundred_sign_ins_at_once_hold_no_one_else_up(stack: Stack, door: Door) -> None:
    pid = stack.pid("gateway")
    assert pid is not None
    memory = psutil.Process(pid).memory_info
    before, most, answered = memory().rss, 0, 0

    async def guess(number: int) -> int:
        answer = await signed_in(door, f"flood-{number}", "a guess")
        return answer.status_code

    flood = asyncio.gather(*(guess(number) for number in range(100)))
    auditor, statuses = door["auditor"].http, set()
    while not flood.done():
        for path in ("/api/session", FUNDS, "/health/ready"):
            statuses.add((await auditor.get(path)).status_code)
            answered += 1
        most = max(most, memory().rss)
        await asyncio.sleep(0.02)
    answers = await flood
    assert set(answers) <= {401, 503}
    assert answers.count(401) >= 30
    assert statuses == {200}
    # Others are answered between two guesses, however slow the machine; hashed on the loop, all guesses came first.
    assert answered >= answers.count(401)
    # One hash at a time, of 19 MiB, and what a hundred requests take themselves.
    assert most - before < 96 << 20, (most - before) >> 20
