"""What the running product does: command to visible, the gateway's requests, the relay's events, memory."""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import aiohttp
import asyncpg
import psutil

from contracts.catalogue import CATALOGUE
from contracts.envelope import encode_data
from deploy.embedded.stack import Stack
from kernel.auth import Signer
from kernel.calendar import local_day
from kernel.keys import SIGNING_KEY
from tests.bench.history import registrations

GENTLE_SECONDS = 0.05
ARRIVAL_SECONDS = 10.0
CONNECTIONS = 32
Millis = dict[str, float]


class Operator:
    """The embedded run's operator at the gateway."""

    def __init__(self, stack: Stack, http: aiohttp.ClientSession) -> None:
        self._stack, self._url, self.http = stack, stack.url("gateway"), http

    async def sign_in(self) -> None:
        body = {"username": "operator", "password": self._stack.passwords["operator"]}
        async with self.http.post(f"{self._url}/api/session", json=body) as answer:
            self.http.headers["X-CSRF-Token"] = (await answer.json())["csrf_token"]

    async def done(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The reply of a command that must succeed."""
        headers = {"Idempotency-Key": str(uuid4())}
        async with self.http.post(f"{self._url}/api{path}", json=body, headers=headers) as answer:
            reply: dict[str, Any] = await answer.json()
            assert answer.status == 201, (path, answer.status, reply)
            return reply

    async def session(self, seats: int) -> str:
        """A session that starts in an hour; answers its id."""
        name = str(uuid4())
        of = (await self.done("/activities/organisations", {"name": name, "kind": "community"}))["organisation_id"]
        venue = (await self.done("/activities/venues", {"name": name, "kind": "mall"}))["venue_id"]
        draft = {"title": "bench", "programme": "bench", "organisation_id": of}
        activity = (await self.done("/activities/activities", draft))["activity_id"]
        await self.done(f"/activities/activities/{activity}/publish")
        starts = datetime.now(UTC) + timedelta(hours=1)
        times = {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat()}
        order = {"venue_id": venue, "capacity": seats, **times}
        made: str = (await self.done(f"/activities/activities/{activity}/sessions", order))["session_id"]
        return made

    async def live(self) -> AsyncIterator[tuple[str, Any]]:
        """(event, data) of the live stream."""
        forever = aiohttp.ClientTimeout(total=None)
        async with self.http.get(f"{self._url}/api/live", timeout=forever) as answer:
            assert answer.status == 200
            event = ""
            async for line in answer.content:
                name, _, value = line.decode().rstrip("\n").partition(": ")
                if name == "event":
                    event = value
                elif name == "data":
                    yield event, json.loads(value)


class Watcher:
    """When each registration's fact, and each count of today's registrations, came by on the live stream."""

    def __init__(self) -> None:
        self.facts: dict[str, float] = {}
        self.counted: list[tuple[int, float]] = []
        self.open = asyncio.Event()

    async def watch(self, operator: Operator) -> None:
        here = ("district", "day", local_day(datetime.now(UTC)).isoformat())
        async for event, data in operator.live():
            now = time.perf_counter()
            if event == "ready":
                self.open.set()
            elif event == "fact" and data["type"] == "activities.registration-confirmed.v1":
                self.facts[data["data"]["registration_id"]] = now
            elif event == "figures" and (data["dimension"], data["grain"], data["window"]) == here:
                self.counted.append((data["figures"].get("registrations", 0), now))

    def counted_at(self, count: int) -> float | None:
        """When the figure first included the `count`-th registration."""
        return next((at for figure, at in self.counted if figure >= count), None)


async def visible(operator: Operator, session: str, commands: int) -> dict[str, Millis]:
    """From sending a registration to its answer, its fact and its figure on the live stream, in milliseconds."""
    watcher = Watcher()
    watching = asyncio.create_task(watcher.watch(operator))
    await asyncio.wait_for(watcher.open.wait(), ARRIVAL_SECONDS)
    sent: list[tuple[str, float, float]] = []
    for number in range(commands):
        began = time.perf_counter()
        body = {"name": f"居民{number}", "phone": f"199{number:08d}"}
        reply = await operator.done(f"/activities/sessions/{session}/registrations", body)
        sent.append((reply["registration_id"], began, time.perf_counter()))
        await asyncio.sleep(GENTLE_SECONDS)
    async with asyncio.timeout(ARRIVAL_SECONDS):
        while watcher.counted_at(commands) is None or len(watcher.facts) < commands:
            await asyncio.sleep(0.05)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    figures = [(watcher.counted_at(number) or math.inf) - began for number, (_, began, _) in enumerate(sent, 1)]
    return {
        "answer": shares([answered - began for _, began, answered in sent]),
        "fact": shares([watcher.facts[identifier] - began for identifier, began, _ in sent]),
        "figures": shares(figures),
    }


def shares(seconds: list[float]) -> Millis:
    """The middle and the slowest hundredth, in milliseconds."""
    order = sorted(seconds)
    at = {"p50": order[len(order) // 2], "p99": order[min(len(order) * 99 // 100, len(order) - 1)]}
    return {name: round(value * 1e3, 1) for name, value in at.items()}


async def requests(stack: Stack, operator: Operator, session: str, seconds: float) -> dict[str, dict[str, float]]:
    """Requests a second at CONNECTIONS connections, and CPU of the process asked: by the gateway, and past it."""
    token = Signer(stack.home / "keys" / SIGNING_KEY).issue("bench", ["activities:read"])
    cookie = "; ".join(f"{c.key}={c.value}" for c in operator.http.cookie_jar)
    doors = {
        "gateway": (stack.url("gateway"), f"/api/activities/sessions/{session}", f"Cookie: {cookie}"),
        "room": (stack.url("activities"), f"/sessions/{session}", f"Authorization: Bearer {token}"),
    }
    found: dict[str, dict[str, float]] = {}
    for door, (url, path, header) in [*doors.items(), *doors.items()]:
        pid = stack.pid("gateway" if door == "gateway" else "activities")
        process = psutil.Process(pid)
        before, began = _cpu_seconds(process), time.perf_counter()
        latencies = await _load(url, path, header, seconds / 2)
        spent, took = _cpu_seconds(process) - before, time.perf_counter() - began
        measured: dict[str, float] = {
            "per_second": round(len(latencies) / took),
            "cpu_us": round(spent / len(latencies) * 1e6),
        }
        measured |= shares(latencies)
        # The better of two turns: what disturbs is the neighbours on this machine.
        if door not in found or measured["per_second"] > found[door]["per_second"]:
            found[door] = measured
    return found


def _cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


async def _load(url: str, path: str, header: str, seconds: float) -> list[float]:
    """Latencies (seconds) of GETs on kept connections, by a client that costs next to nothing."""
    host, port = url.removeprefix("http://").split(":")
    asked = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{header}\r\n\r\n".encode()
    latencies: list[float] = []
    until = time.perf_counter() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        while (began := time.perf_counter()) < until:
            writer.write(asked)
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200 "), head.splitlines()[0]
            length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length))
            latencies.append(time.perf_counter() - began)
        writer.close()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return latencies


async def relayed(stack: Stack, rows: int) -> dict[str, int]:
    """Events a second from a full outbox onto Kafka, by the room's own relay, everything downstream running."""
    outbox = []
    for event in registrations(rows):
        topic = CATALOGUE.topic_of(event.type).name
        data = encode_data(event.data)
        outbox.append((event.id, topic, event.subject, event.seq, event.type, datetime.now(UTC), None, 1, data))
    columns = ["event_id", "topic", "aggregate", "aggregate_seq", "type", "occurred_at", "traceparent"]
    columns += ["store_epoch", "data"]
    connection = await asyncpg.connect(stack.dsn("activities"))
    try:
        await connection.copy_records_to_table("outbox", records=outbox, columns=columns)
        began = time.perf_counter()
        while await connection.fetchval("select exists (select from outbox where published_at is null)"):
            await asyncio.sleep(0.02)
        return {"rows": rows, "per_second": round(rows / (time.perf_counter() - began))}
    finally:
        await connection.close()


def memory(stack: Stack) -> dict[str, float]:
    """MB of every process, by proportional share: what several map counts once in all."""
    found = {}
    for name, pid in stack.card()["pids"].items():
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        found[name] = round(sum(_pss_bytes(process) for process in family) / 1e6, 1)
    return found | {"all": round(sum(found.values()), 1)}


def _pss_bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        # A database's worker that ended between the two looks.
        return 0
