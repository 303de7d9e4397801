"""Hostile requests on every route with a valid key, and a bounded run of schemathesis: no 5xx, no echo."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx2
import hypothesis
import psutil
import pytest
import schemathesis

from deploy.embedded.stack import Stack
from tests.e2e.hostility import MARK, Generator, Hostile
from tests.kit.door import Door
from tests.kit.examples import campaign

REQUESTS = campaign(10_000, few=2_500)
AT_ONCE = 16
SEED = 2021
GROWTH_BYTES = 128 << 20
EXAMPLES = campaign(8, few=2)


def memory(stack: Stack) -> dict[str, tuple[int, int]]:
    """Every process's id and resident bytes."""
    found = {}
    for name in stack.card()["urls"]:
        pid = stack.pid(name)
        assert pid is not None
        found[name] = (pid, psutil.Process(pid).memory_info().rss)
    return found


async def send(host: str, port: int, request: Hostile) -> tuple[int, bytes]:
    """Status and the answer's bytes; 0 when there was none."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(request.wire)
        # Of what is no whole request the server may wait for the rest.
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 1 if request.broken else 30)
        status = int(head.split(b" ", 2)[1])
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
        if status == 100:
            return await _rest(reader)
        length = 0 if request.wire.startswith(b"HEAD") else int(lines.get(b"content-length", b"0"))
        return status, head + await asyncio.wait_for(reader.readexactly(length), 30)
    except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
        return 0, b""
    finally:
        writer.close()


async def _rest(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The final answer after an interim one."""
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
    return int(head.split(b" ", 2)[1]), head


async def test_hostile_requests_break_nothing_and_are_not_echoed(
    stack: Stack, door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    document = (await door.anonymous.get("/api/openapi.json")).json()
    where = urlsplit(stack.url("gateway"))
    assert where.hostname is not None
    assert where.port is not None
    host, port = where.hostname, where.port
    waiting = Generator(document, door["operator"].key, SEED).requests(REQUESTS)
    statuses: Counter[int] = Counter()
    wrong: list[tuple[int, bytes]] = []

    async def work(requests: Iterator[Hostile]) -> None:
        for request in requests:
            status, answer = await send(host, port, request)
            statuses[status] += 1
            unanswered = status == 0 and not request.broken
            if status >= 500 or unanswered or (status >= 400 and MARK.encode() in answer):
                wrong.append((status, request.wire[:400] + b" => " + answer[:600]))

    before = memory(stack)
    await asyncio.gather(*(work(waiting) for _ in range(AT_ONCE)))
    after = memory(stack)
    growth = {name: after[name][1] - before[name][1] for name in before}
    with capsys.disabled():
        print(
            f"\n  answers {dict(sorted(statuses.items()))}; growth in MiB { ({n: g >> 20 for n, g in growth.items()}) }"
        )
    assert not wrong, (len(wrong), wrong[:8])
    assert statuses.total() == REQUESTS
    assert {name: pid for name, (pid, _) in before.items()} == {name: pid for name, (pid, _) in after.items()}
    assert max(growth.values()) < GROWTH_BYTES, growth
    # Most were refused for what was wrong with them, and some of what was let in was in order.
    assert statuses[422] > REQUESTS / 4
    assert {200, 400, 404, 405, 413, 422} <= statuses.keys()
    for log in (stack.home / "logs").glob("*.log"):
        assert MARK not in log.read_text(errors="replace"), log.name


def test_requests_made_from_the_document_are_answered_by_it(stack: Stack, door: Door) -> None:
    document = httpx2.get(stack.url("gateway") + "/api/openapi.json").json()
    # An endless answer, and the page.
    for path in ("/api/live", "/api"):
        del document["paths"][path]
    schema = schemathesis.openapi.from_dict(document)
    headers = {"Authorization": f"Bearer {door['operator'].key}"}
    seen: Counter[int] = Counter()
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # an operation it cannot read raises

        @hypothesis.settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(hypothesis.HealthCheck),
            phases=[hypothesis.Phase.generate],
        )
        @hypothesis.given(case=operation.as_strategy())
        def answered(case: Any) -> None:
            answer = case.call(base_url=stack.url("gateway"), headers=headers)
            seen[answer.status_code] += 1
            assert answer.status_code < 500, (case.method, case.path, answer.text)
            if answer.status_code >= 400:
                assert answer.headers["content-type"] == ["application/problem+json"], case.path

        answered()
    assert seen[422] > 0
    assert seen[200] > 0
