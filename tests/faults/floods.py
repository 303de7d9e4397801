"""Crowds at the door: made-up voters, sign-ins all at once, hundreds of live listeners."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp

from tests.faults.oracles import Finding
from tests.faults.world import Acknowledged, Gateway, World

VOTERS = 1_000
SIGN_INS = 100
LISTENERS = 500
EVENTS = 60
# On a loaded machine; alone it is some hundredths of a second.
SIGNED_IN_ANSWER_SECONDS = 2.0
LISTENED_SECONDS = 60.0
Step = Callable[[], Awaitable[None]]
# The numbers of the facts after a number, from the gateway's own database.
Stored = Callable[[int], Awaitable[list[int]]]


async def voters(url: str, operator: Gateway, world: World) -> list[Finding]:
    """Made-up people with forged addresses vote for one place; its chance in the draw must not grow."""
    favoured, other = world.establishments[:2]
    a_round = await _own_round(operator, world)
    statuses: dict[int, int] = {}
    gate = asyncio.Semaphore(32)

    async def vote(http: aiohttp.ClientSession, number: int) -> None:
        body = {
            "name": f"路人{number}",
            "phone": f"1370{number:07d}",
            "establishment_id": favoured,
            "category": "cooked-food",
        }
        key = str(uuid.uuid4())
        forged = {"X-Forwarded-For": f"198.51.{number // 256}.{number % 256}", "Idempotency-Key": key}
        async with (
            gate,
            http.post(
                f"{url}/api/inspections/public/rounds/{a_round}/nominations", json=body, headers=forged
            ) as answer,
        ):
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
            if answer.status == 201:
                operator.journal.done.append(Acknowledged("vote", key, "a passer-by", await answer.json()))

    async with aiohttp.ClientSession() as http:
        await asyncio.gather(*(vote(http, number) for number in range(VOTERS)))
        frozen = await operator.command("freeze", f"/inspections/rounds/{a_round}/freeze")
        async with http.get(f"{url}/api/inspections/public/rounds/{a_round}/draw") as answer:
            weights = {place["id"]: place["weight"] for place in (await answer.json())["pool"]}
    limited = statuses.get(429, 0)
    same = frozen is not None and weights[favoured] == weights[other]
    return [
        Finding(
            "made-up voters give no ticket",
            f"{VOTERS} sent, answers {statuses}; weights {weights.get(favoured)} and {weights.get(other)}",
            same,
        ),
        Finding("a forged address is no address", f"{limited} of {VOTERS} limited", limited > VOTERS // 4),
    ]


async def _own_round(operator: Gateway, world: World) -> str:
    """A round in which no other person votes."""
    now = datetime.now(UTC)
    times = {"opens_at": (now - timedelta(days=1)).isoformat(), "closes_at": (now + timedelta(days=1)).isoformat()}
    of = {"organisation_id": world.organisation, "programme": "evening", "title": "一轮"}
    opened = await operator.command("round", "/inspections/rounds", of | times)
    assert opened is not None, operator.journal.refused
    return str(opened["round_id"])


async def sign_ins(url: str, operator: Gateway, memory: Callable[[], int]) -> list[Finding]:
    """A hundred sign-ins at once; who is signed in goes on, and the memory stays bounded."""
    before, done = memory(), asyncio.Event()
    statuses: dict[int, int] = {}
    slowest, asked, most = 0.0, 0, before

    async def guess(http: aiohttp.ClientSession, number: int) -> None:
        body = {"username": f"someone-{number % 7}", "password": "wrong password, again"}
        async with http.post(f"{url}/api/session", json=body) as answer:
            statuses[answer.status] = statuses.get(answer.status, 0) + 1

    async def signed_in() -> None:
        nonlocal slowest, asked, most
        while not done.is_set():
            began = time.monotonic()
            assert await operator.get("/activities/organisations") is not None
            slowest, asked = max(slowest, time.monotonic() - began), asked + 1
            most = max(most, memory())

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        asking = asyncio.create_task(signed_in())
        await asyncio.gather(*(guess(http, number) for number in range(SIGN_INS)))
        async with http.get(f"{url}/health/ready") as ready:
            status = ready.status
        done.set()
        await asking
    return [
        Finding(
            "sign-ins all at once hold up no other caller",
            f"{SIGN_INS} at once, answers {statuses}; {asked} other answers, slowest {slowest:.2f} s, ready {status}",
            slowest < SIGNED_IN_ANSWER_SECONDS and status == 200,
        ),
        Finding("and take a bounded memory", f"{before >> 20} to {most >> 20} MiB", most - before < 200 << 20),
    ]


@dataclass(slots=True)
class Listener:
    """One raw live stream; the numbers of the facts that came by it."""

    status: int = 0
    seen: list[int] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self, host: str, port: int, key: str) -> None:
        """Until cancelled or cut off."""
        reader, writer = await asyncio.open_connection(host, port)
        try:
            writer.write(
                f"GET /api/live HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n"
                "Accept: text/event-stream\r\n\r\n".encode()
            )
            self.status = int((await reader.readline()).split(b" ", 2)[1])
            while line := await reader.readline():
                if line.startswith(b"event: ready"):
                    self.ready.set()
                elif line.startswith(b"id: "):
                    self.seen.append(int(line[4:]))
        finally:
            writer.close()


async def listeners(
    host: str, port: int, key: str, step: Step, stored: Callable[[int], Awaitable[list[int]]]
) -> Finding:
    """Hundreds of streams at one gateway; each gets every fact, once and in order."""
    crowd = [Listener() for _ in range(LISTENERS)]
    following = [asyncio.create_task(one.follow(host, port, key)) for one in crowd]
    try:
        if left_out := await _left_out(crowd):
            return Finding("every listener gets every fact", f"of {LISTENERS} not let in: {left_out}", False)
        first = max(await stored(0), default=0)
        for _ in range(EVENTS):
            await step()
        deadline = time.monotonic() + LISTENED_SECONDS
        while True:
            facts = await stored(first)
            whole = sum([n for n in one.seen if n > first] == facts for one in crowd)
            if (whole == LISTENERS and len(facts) >= EVENTS // 2) or time.monotonic() > deadline:
                break
            await asyncio.sleep(0.2 + random.random() * 0.1)
    finally:
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
    return Finding("every listener gets every fact", f"{whole} of {LISTENERS} got all {len(facts)}", whole == LISTENERS)


async def _left_out(crowd: list[Listener]) -> dict[int, int]:
    """How many of them were not let in within a minute, by the status they were answered."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LISTENED_SECONDS):
            await asyncio.gather(*(one.ready.wait() for one in crowd))
    return dict(Counter(one.status for one in crowd if not one.ready.is_set()))
