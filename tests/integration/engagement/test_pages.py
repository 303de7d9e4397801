"""The worker's health pages stand within the same bounds as every other process's door."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from deploy.embedded.kafka import Kafka
from deploy.embedded.places import kept_port
from kernel.kafka import ensure_topics
from tests.integration.engagement.test_stream import worker
from tests.kit.stores import Database
from tests.unit.kernel.test_bounded import HEAD, connect, pour, problem, read_all

CONNECTIONS, HEAD_SECONDS = 16, 1


@pytest.fixture
def port(kafka: Kafka, database: Database, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A worker that has its partitions, with narrow bounds."""
    monkeypatch.setenv("JIAYUAN_CONNECTIONS", str(CONNECTIONS))
    monkeypatch.setenv("JIAYUAN_HEAD_SECONDS", str(HEAD_SECONDS))
    asyncio.run(ensure_topics(kafka.bootstrap))
    with worker(database("engagement"), kafka.bootstrap, home):
        found = kept_port(home, "worker")
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"http://127.0.0.1:{found}/health/ready").status_code == 200:
                    break
            time.sleep(0.1)
        yield found


def began(port: int) -> socket.socket:
    """A caller who has sent a part of a head and sends no more."""
    caller = connect(port)
    with contextlib.suppress(OSError):
        caller.sendall(HEAD + b"X: a")
    return caller


def sent_away(caller: socket.socket) -> str:
    """The code with which a caller is sent away; "" without one."""
    with contextlib.suppress(OSError):
        if said := read_all(caller):
            return problem(said)[1]
    return ""


def test_the_workers_pages_are_bounded(port: int) -> None:
    assert httpx2.get(f"http://127.0.0.1:{port}/health/live").json() == {"status": "ok"}
    said, _ = pour(port, HEAD + b"X: ", b"a" * 4_000, 16 << 20)
    assert problem(said) == (431, "headers-too-large")
    since = time.monotonic()
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(began(port)) for _ in range(2 * CONNECTIONS)]
        answers = Counter(sent_away(caller) for caller in slow)
    assert time.monotonic() - since < HEAD_SECONDS + 3
    # There is room for so many; the rest is refused, or sent away before it has said anything.
    assert answers.keys() <= {"headers-too-slow", "too-many-connections", ""}
    assert 0 < answers["headers-too-slow"] <= CONNECTIONS
    assert httpx2.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
    # Nothing but these two.
    unknown = [httpx2.get(f"http://127.0.0.1:{port}{path}").status_code for path in ("/", "/graph/", "/table/")]
    assert unknown == [404] * 3
