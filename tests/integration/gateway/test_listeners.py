"""Hundreds of pages are open: each gets every fact, and one fact more costs the door little for each of them."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.types import Message, Scope

from gateway import programs
from gateway.storage import SQL
from tests.kit.gate import Gate, open_gate
from tests.kit.stores import Database

LISTENERS, BUNCHES, BUNCH = 300, 20, 10
# Measured: about 10 µs; 209 µs when each listener encoded each fact for itself.
MOST_SECONDS = 30e-6
ID = re.compile(rb"^id: ([0-9]+)$", re.MULTILINE)


@pytest.fixture
async def gate(database: Database, keys: Path) -> AsyncIterator[Gate]:
    async with open_gate(database("gateway"), keys) as opened:
        yield opened


@dataclass(slots=True)
class Listener:
    """One open page: an ASGI caller, for the door's own work is what is measured."""

    key: str
    status: int = 0
    said: bytearray = field(default_factory=bytearray)
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

    def seen(self) -> list[int]:
        return [int(number) for number in ID.findall(self.said)]


async def put(gate: Gate, facts: int) -> list[int]:
    """So many facts at once, as the consumer stores them."""
    numbers = []
    for _ in range(facts):
        now, topic = datetime.now(UTC), "activities.venues"
        row = await gate.conn.fetchrow(
            SQL["insert-fact"],
            uuid4(), "activities.venue-opened.v1", topic, 0, 0, f"venue/{uuid4()}", 1, now, None, '{"title": "湖畔"}',
        )  # fmt: skip
        assert row is not None
        numbers.append(row["feed_id"])
    await gate.chain._app.state.feed.refresh()
    return numbers


async def test_every_listener_gets_every_fact_at_little_cost(gate: Gate) -> None:
    _, key, _ = await programs.add_program(gate.conn, "reader", ["auditor"])
    crowd = [Listener(key) for _ in range(LISTENERS)]
    following = [asyncio.create_task(one.follow(gate)) for one in crowd]
    try:
        async with asyncio.timeout(60):
            while not all(b"event: ready" in one.said for one in crowd):
                await asyncio.sleep(0.05)
            began, expected = time.process_time(), []
            for _ in range(BUNCHES):
                expected += await put(gate, BUNCH)
                while not all(f"id: {expected[-1]}\n".encode() in one.said for one in crowd):
                    await asyncio.sleep(0.01)
            cost = (time.process_time() - began) / (LISTENERS * len(expected))
    finally:
        for one in crowd:
            one.leaves.set()
        await asyncio.gather(*following, return_exceptions=True)
    assert {one.status for one in crowd} == {200}
    assert all(one.seen() == expected for one in crowd)
    assert cost < MOST_SECONDS, f"{cost * 1e6:.0f} µs a fact and listener"
