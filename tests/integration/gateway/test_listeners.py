"""Hundreds of pages are open: each gets every fact, which is encoded once and sent with what came beside it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.types import Message, Scope

from gateway import live, programs
from gateway.storage import SQL
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

LISTENERS, BUNCHES, BUNCH = 300, 20, 10
ID = re.compile(rb"^id: ([0-9]+)$", re.MULTILINE)


@pytest.fixture
async def gate(database: Database, keys: Path) -> AsyncIterator[Gate]:
    async with open_gate(database("gateway"), keys) as opened:
        yield opened


@dataclass(slots=True)
class Listener:
    """One open page, as an ASGI caller; `pieces` are what the gateway sent it one by one."""

    key: str
    status: int = 0
    said: bytearray = field(default_factory=bytearray)
    pieces: int = 0
    leaves: asyncio.Event = field(default_factory=asyncio.Event)
    asked: bool = False

    async def follow(self, gate: Gate) -> None:
        scope: Scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": "/api/live",
            "raw_path": b"/api/live", "query_string": b"", "root_path": "", "scheme": "http",
            "headers": [(b"authorization", f"Bearer {self.key}".encode())], "client": ("192.0.2.1", 1),
            "server": ("gate", 80),
        }  # fmt: skip
        await gate.chain(scope, self.receive, self.send)

    async def receive(self) -> Message:
        if not self.asked:
            self.asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.status = message.get("status", self.status)
        self.said += message.get("body", b"")
        self.pieces += bool(message.get("body"))

    def seen(self) -> list[int]:
        return [int(number) for number in ID.findall(self.said)]


async def put(gate: Gate, facts: int) -> list[int]:
    """So many facts at once, as the consumer stores them."""
    numbers = []
    # Seen all at once, also by the look that the feed takes by itself.
    async with gate.conn.transaction():
        for _ in range(facts):
            now, topic = datetime.now(UTC), "activities.venues"
            row = await gate.conn.fetchrow(
                *SQL["insert-fact"](
                    event_id=uuid4(),
                    type="activities.venue-opened.v1",
                    topic=topic,
                    partition=0,
                    offset=0,
                    subject=f"venue/{uuid4()}",
                    seq=1,
                    occurred_at=now,
                    traceparent=None,
                    data='{"title": "湖畔"}',
                )
            )
            assert row is not None
            numbers.append(row["feed_id"])
    await gate.chain._app.state.feed.refresh()
    return numbers


async def test_every_listener_gets_every_fact_encoded_once(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each listener by itself it took 209 µs a fact, so that 500 fell behind by minutes; this way about 10 µs."""
    encoded, frame = [], live._frame

    def counted(fact: live.Fact) -> bytes:
        encoded.append(fact["feed_id"])
        return frame(fact)

    monkeypatch.setattr(live, "_frame", counted)
    _, key, _ = await programs.add_program(gate.conn, "reader", ["auditor"])
    crowd = [Listener(key) for _ in range(LISTENERS)]
    following = [asyncio.create_task(one.follow(gate)) for one in crowd]
    try:
        async with asyncio.timeout(60):
            while not all(b"event: ready" in one.said for one in crowd):
                await asyncio.sleep(0.05)
            expected: list[int] = []
            for _ in range(BUNCHES):
                expected += await put(gate, BUNCH)
                while not all(f"id: {expected[-1]}\n".encode() in one.said for one in crowd):
                    await asyncio.sleep(0.01)
    finally:
        for one in crowd:
            one.leaves.set()
        await asyncio.gather(*following, return_exceptions=True)
    assert {one.status for one in crowd} == {200}
    assert all(one.seen() == expected for one in crowd)
    assert encoded == expected
    # "ready", and at most a piece for what came at once.
    assert max(one.pieces for one in crowd) <= 1 + BUNCHES
