"""Oracle PROOF-8: a live stream that is cut again and again and picked up where it was misses and repeats nothing."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2

from deploy.embedded.stack import Stack
from gateway.accounts import add_account, disable
from tests.kit.door import Caller, District, Door, registered, until

COMMANDS = 240
KILLS = 2
RETRY_SECONDS = 0.1


@dataclass
class Recorder:
    """An SSE client of the plainest kind, written from the standard: lines in, events out, Last-Event-ID kept."""

    caller: Caller
    last_id: str | None = None
    facts: list[tuple[int, str]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    comments: int = 0
    connections: int = 0
    # Which connection a fact came by, so that the test can say that cuts fell between facts.
    used: set[int] = field(default_factory=set)

    async def follow(self, cut: asyncio.Event) -> None:
        """Read until cancelled; when `cut` is set the connection is dropped in the middle of whatever it was doing."""
        while True:
            with contextlib.suppress(httpx2.HTTPError, TimeoutError):
                await self._once(cut)
            cut.clear()
            await asyncio.sleep(RETRY_SECONDS)

    async def _once(self, cut: asyncio.Event) -> None:
        headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": self.last_id} if self.last_id else {})
        async with self.caller.http.stream("GET", "/api/live", headers=headers, timeout=30) as answer:
            if answer.status_code != 200:
                return
            self.connections += 1
            async with asyncio.TaskGroup() as group:
                reading = group.create_task(self._read(answer.aiter_lines()))
                cutting = group.create_task(cut.wait())
                await asyncio.wait((reading, cutting), return_when=asyncio.FIRST_COMPLETED)
                reading.cancel()
                cutting.cancel()

    async def _read(self, lines: AsyncIterator[str]) -> None:
        fields: dict[str, str] = {}
        with contextlib.suppress(httpx2.HTTPError):
            async for line in lines:
                if line.startswith(":"):
                    self.comments += 1
                elif line:
                    name, _, value = line.partition(":")
                    fields[name] = value.removeprefix(" ")
                elif fields:
                    # Only an empty line makes an event of what came before it.
                    self._take(fields)
                    fields = {}

    def _take(self, event: dict[str, str]) -> None:
        data = json.loads(event["data"])
        self.last_id = event.get("id", self.last_id)
        if event["event"] == "fact":
            assert int(event["id"]) == data["feed_id"]
            self.facts.append((data["feed_id"], data["event_id"]))
            self.used.add(self.connections)
        elif event["event"] == "figures":
            self.figures.append(data)


async def _stored(stack: Stack, after: int) -> list[tuple[int, str]]:
    """What the gateway's own database holds."""
    conn = await asyncpg.connect(stack.dsn("gateway"))
    try:
        rows = await conn.fetch("select feed_id, event_id from fact where feed_id > $1 order by feed_id", after)
        return [(row["feed_id"], str(row["event_id"])) for row in rows]
    finally:
        await conn.close()


async def _act(door: Door, district: District, first: int) -> None:
    """Commands one after another, each asked again until it is answered."""
    path = f"/api/relief/funds/{district.fund}/donations"
    for n in range(first, first + COMMANDS // 4):
        body = {"organisation_id": district.organisation, "amount_fen": n + 1}
        key = f"live-{district.fund}-{n}"

        async def answered(body: object = body, key: str = key) -> bool:
            with contextlib.suppress(httpx2.HTTPError):
                return (await door["operator"].post(path, body, key=key)).status_code == 201
            return False

        await until(answered, "a donation was never taken", seconds=60)


async def test_a_stream_cut_again_and_again_has_no_gap_and_no_duplicate(
    stack: Stack, door: Door, district: District
) -> None:
    await registered(door, district, 6_000)
    await until(lambda: _stored(stack, 0), "no fact yet")
    start = (await _stored(stack, 0))[-1][0]
    recorders = [Recorder(door["auditor"], last_id=str(start)) for _ in range(3)]
    cuts = [asyncio.Event() for _ in recorders]
    chance = random.Random(8)
    async with asyncio.TaskGroup() as group:
        following = [group.create_task(r.follow(c)) for r, c in zip(recorders, cuts, strict=True)]
        acting = [group.create_task(_act(door, district, n * 1_000)) for n in range(4)]
        rounds = 0
        while not all(task.done() for task in acting):
            await asyncio.sleep(chance.uniform(0.05, 0.25))
            chance.choice(cuts).set()
            rounds += 1
            if rounds in (5, 15)[:KILLS]:
                stack.kill("gateway")
                await asyncio.to_thread(stack.wait_ready, "gateway")

        async def all_stored() -> bool:
            return len(await _stored(stack, start)) >= COMMANDS

        await until(all_stored, "the gateway does not store what was done", seconds=60)
        stored = await _stored(stack, start)

        async def caught_up() -> bool:
            return all(r.facts and r.facts[-1][0] >= stored[-1][0] for r in recorders)

        await until(caught_up, "a stream does not catch up", seconds=60)
        for task in following:
            task.cancel()
    for recorder in recorders:
        assert recorder.facts[: len(stored)] == stored
        assert recorder.connections > KILLS
        assert len(recorder.used) > KILLS
    assert len({event for _, event in stored}) == len(stored)
    assert [number for number, _ in stored] == sorted({number for number, _ in stored})


async def test_figures_arrive_live_and_quiet_streams_are_kept_open(
    stack: Stack, door: Door, district: District
) -> None:
    recorder = Recorder(door["auditor"])
    following = asyncio.create_task(recorder.follow(asyncio.Event()))
    try:

        async def connected() -> bool:
            return recorder.connections == 1

        await until(connected, "no stream")
        await registered(door, district, 6_500)

        async def district_day() -> list[dict[str, Any]]:
            return [f for f in recorder.figures if (f["grain"], f["dimension"]) == ("day", "district")]

        changed = await until(district_day, "no live figure")
        assert changed[-1]["figures"]["registrations"] >= 1

        async def heartbeat() -> bool:
            return recorder.comments > 0

        await until(heartbeat, "no heartbeat", seconds=20)
        assert recorder.connections == 1
    finally:
        following.cancel()


async def _lasts(door: Door, headers: dict[str, str], end: Callable[[], Awaitable[Any]]) -> float:
    """Seconds that a live stream goes on after `end`."""
    async with (
        httpx2.AsyncClient(base_url=door.url, timeout=30, headers=headers) as http,
        http.stream("GET", "/api/live") as answer,
    ):
        assert answer.status_code == 200
        lines = answer.aiter_lines()
        assert "ready" in await anext(lines)
        await end()
        ended = time.monotonic()
        async with asyncio.timeout(10):
            async for _ in lines:
                pass
        return time.monotonic() - ended


async def test_a_stream_ends_with_what_opened_it(stack: Stack, door: Door) -> None:
    """Signed out, disabled, revoked: no fact goes by more than a moment later."""
    conn = await asyncpg.connect(stack.dsn("gateway"))
    try:
        for end_session in (True, False):
            name = f"reader-{uuid4().hex[:8]}"
            account = await add_account(conn, name, "读者", "ten letters long", ["auditor"], None)
            async with httpx2.AsyncClient(base_url=door.url, timeout=30) as http:
                answer = await http.post("/api/session", json={"username": name, "password": "ten letters long"})
                token = answer.cookies["jiayuan_session"]
                headers = {"Cookie": f"jiayuan_session={token}", "X-CSRF-Token": answer.json()["csrf_token"]}
                sign_out = functools.partial(http.delete, "/api/session", headers=headers)
                disabling = functools.partial(disable, conn, account)
                assert await _lasts(door, headers, sign_out if end_session else disabling) < 2.5
        made = await door["operator"].post("/api/programs", {"name": f"p {uuid4()}", "roles": ["operator"]})
        revoke = functools.partial(door["operator"].http.delete, f"/api/programs/{made.json()['program_id']}")
        assert await _lasts(door, {"Authorization": f"Bearer {made.json()['key']}"}, revoke) < 2.5
    finally:
        await conn.close()
