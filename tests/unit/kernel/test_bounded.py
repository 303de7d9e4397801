"""What a process takes is bounded: bytes, headers, time, connections. Against a real server, over real sockets."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from kernel.serving import configured
from kernel.settings import EdgeSettings

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
SMALL: dict[str, Any] = {"head_seconds": 1, "body_seconds": 1, "keep_alive_seconds": 2}


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body and answers with the number of its bytes; /slow keeps its caller waiting; /early reads nothing."""
    size, more = 0, scope["path"] != "/early"
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = str(size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


@contextlib.contextmanager
def serving(**settings: Any) -> Iterator[int]:
    """A process's own server in a thread; its port."""
    config = configured(answer, EdgeSettings(port=0, **(SMALL | settings)))
    config.lifespan = "off"
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving() as found:
        yield found


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def read_all(caller: socket.socket) -> bytes:
    found = b""
    while part := caller.recv(65_536):
        found += part
    return found


def read_one(caller: socket.socket) -> bytes:
    """One answer, of a connection that stays open."""
    found = b""
    while b"\r\n\r\n" not in found:
        part = caller.recv(65_536)
        assert part, found
        found += part
    return found


def pour(port: int, beginning: bytes, filler: bytes, most: int) -> tuple[bytes, int]:
    """Send `filler` until the server refuses or `most` bytes are out: the refusal, and the bytes it took."""
    with connect(port) as caller:
        caller.sendall(beginning)
        sent = 0
        caller.setblocking(False)
        said = b""
        ends = time.monotonic() + 10
        while sent < most and time.monotonic() < ends and b"HTTP/1.1 4" not in said:
            with contextlib.suppress(BlockingIOError):
                sent += caller.send(filler)
            with contextlib.suppress(BlockingIOError):
                said += caller.recv(65_536)
        return said[max(said.find(b"HTTP/1.1 4"), 0) :], sent


def problem(said: bytes) -> tuple[int, str]:
    """Status and code of a refusal, whose form is checked on the way."""
    head, _, body = said.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head, said[:300]
    assert b"connection: close" in head
    found = json.loads(body)
    assert found["status"] == int(head.split(b" ", 2)[1])
    return found["status"], found["code"]


@pytest.mark.parametrize(
    ("beginning", "filler", "refusal"),
    [
        (b"GET /", b"a" * 4_000, (414, "request-line-too-long")),
        (HEAD + b"X: ", b"a" * 4_000, (431, "headers-too-large")),
        (HEAD + b"X", b"a" * 4_000, (431, "headers-too-large")),
        (HEAD, b"a: b\r\n" * 500, (431, "headers-too-large")),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: ", b"a" * 4_000, (431, "headers-too-large")),
        (HEAD + b"\r\n" + HEAD + b"X: ", b"a" * 4_000, (431, "headers-too-large")),
    ],
    ids=["url", "value", "name", "count", "trailer", "second request"],
)
def test_a_head_without_end_is_refused_before_it_is_held(
    port: int, beginning: bytes, filler: bytes, refusal: tuple[int, str]
) -> None:
    said, sent = pour(port, beginning, filler, 16 << 20)
    assert problem(said) == refusal
    # What lies in the two sockets' buffers besides is the kernel's.
    assert sent < 8 << 20


@pytest.mark.parametrize("size", [31_000, 33_000])
def test_the_bound_of_a_head_is_where_it_is_said_to_be(port: int, size: int) -> None:
    with connect(port) as caller:
        caller.sendall(HEAD + b"X: " + b"a" * size + b"\r\nConnection: close\r\n\r\n")
        said = read_all(caller)
    assert said.startswith(b"HTTP/1.1 200" if size < 32_000 else b"HTTP/1.1 431")


def test_a_long_body_is_no_long_head(port: int) -> None:
    request = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % 200_000 + b"b" * 200_000
    with connect(port) as caller:
        caller.sendall(request + b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\nConnection: close\r\n\r\n")
        said = read_all(caller)
    assert said.count(b"HTTP/1.1 200") == 2
    assert b"\r\n\r\n200000" in said


def test_requests_that_wait_for_no_answer_are_bounded(port: int) -> None:
    with connect(port) as caller:
        caller.sendall((HEAD + b"\r\n") * 5_000)
        said = read_all(caller)
    assert b"too-many-at-once" in said or said.count(b"HTTP/1.1 200") < 100


SLOW = {
    "silent": b"",
    "empty lines": b"\r\n",
    "head": HEAD + b"X: a",
    "body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab",
    "chunks": b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n",
    "body after its answer": b"POST /early HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab",
    "answered": HEAD + b"\r\n",
    "answered, then an empty line": HEAD + b"\r\n\r\n",
}
DRIPS = {"empty lines": b"\r\n", "head": b"a", "chunks": b"1\r\na\r\n", "body": b"b"}


def test_slow_and_silent_callers_are_let_go_in_time() -> None:
    """200 of them, of every kind; those who drip send on all the while."""
    with serving() as port, contextlib.ExitStack() as stack:
        waiting = {}
        for kind, beginning in SLOW.items():
            for _ in range(25):
                caller = stack.enter_context(connect(port))
                caller.sendall(beginning)
                caller.setblocking(False)
                waiting[caller] = (kind, b"")
        said: dict[str, bytes] = {}
        ends = time.monotonic() + 6
        drip = time.monotonic()
        while waiting and time.monotonic() < ends:
            for caller, (kind, so_far) in list(waiting.items()):
                with contextlib.suppress(BlockingIOError):
                    try:
                        part = caller.recv(65_536)
                    except ConnectionError:
                        part = b""
                    waiting[caller] = (kind, so_far + part)
                    if not part:
                        said.setdefault(kind, so_far)
                        del waiting[caller]
            if time.monotonic() - drip > 0.3:
                drip = time.monotonic()
                for caller, (kind, so_far) in waiting.items():
                    if kind in DRIPS and not so_far:
                        with contextlib.suppress(OSError):
                            caller.sendall(DRIPS[kind][:1] if kind == "body" else DRIPS[kind])
            time.sleep(0.02)
    assert sorted({kind for kind, _ in waiting.values()}) == []
    assert said["silent"] == b""
    assert problem(said["head"]) == (408, "headers-too-slow")
    assert problem(said["body"]) == problem(said["chunks"]) == (408, "body-too-slow")
    assert said["answered"].startswith(b"HTTP/1.1 200")


def test_a_connection_rests_longer_than_a_proxy_keeps_it() -> None:
    assert EdgeSettings(port=0).keep_alive_seconds == 75
    with serving(head_seconds=0.3, keep_alive_seconds=3) as port, connect(port) as caller:
        caller.sendall(HEAD + b"\r\n")
        assert read_one(caller).startswith(b"HTTP/1.1 200")
        time.sleep(1)
        caller.sendall(HEAD + b"\r\n")
        assert read_one(caller).startswith(b"HTTP/1.1 200")


def test_a_full_house_closes_what_rests_longest_and_refuses_only_when_all_work() -> None:
    with serving(connections=16, head_seconds=30, body_seconds=30) as port, contextlib.ExitStack() as stack:
        resting = stack.enter_context(connect(port))
        resting.sendall(HEAD + b"\r\n")
        read_one(resting)
        for _ in range(15):
            stack.enter_context(connect(port)).sendall(HEAD)
        time.sleep(0.3)
        seventeenth = stack.enter_context(connect(port))
        seventeenth.sendall(HEAD + b"\r\n")
        assert read_one(seventeenth).startswith(b"HTTP/1.1 200")
        assert resting.recv(1) == b""
        seventeenth.sendall(HEAD)
        time.sleep(0.3)
        assert problem(read_all(stack.enter_context(connect(port)))) == (503, "too-many-connections")


def test_an_address_has_so_many_connections_and_a_trusted_proxy_as_many_as_there_are() -> None:
    for proxies, most in (("", 3), ("127.0.0.0/8", 6)):
        with (
            serving(connections_per_address=3, trusted_proxies=proxies) as port,
            contextlib.ExitStack() as stack,
        ):
            said = []
            for _ in range(6):
                caller = stack.enter_context(connect(port))
                with contextlib.suppress(OSError):
                    caller.sendall(HEAD + b"\r\n")
                said.append(read_one(caller).split(b" ", 2)[1])
            assert said == [b"200"] * most + [b"429"] * (6 - most)


def test_a_setting_that_is_no_network_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match="trusted_proxies"):
        EdgeSettings(port=0, trusted_proxies="the proxy")
