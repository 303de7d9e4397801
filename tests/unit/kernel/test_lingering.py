"""A refusal reaches a caller who is still sending: against a real server, over a real socket."""

from __future__ import annotations

import json
import select
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from kernel import lingering
from kernel.errors import PROBLEM
from kernel.lingering import LINGER_SECONDS, LingeringProtocol

BODY = b"x" * 70_000
NOT_ASCII = b"POST /\xe5\xae\xb6 HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n"
LAST = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 70000\r\n\r\n"


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers without having read the body, as what is too large is answered."""
    await send({"type": "http.response.start", "status": 413, "headers": [(b"content-length", b"5")]})
    await send({"type": "http.response.body", "body": b"never"})


@pytest.fixture
def server() -> Iterator[tuple[uvicorn.Server, int]]:
    config = uvicorn.Config(refuse, port=0, loop="uvloop", http=LingeringProtocol, lifespan="off", log_config=None)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield server, listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def answered_early(port: int, head: bytes) -> socket.socket:
    """A caller whose refusal lies in its buffer while most of its body is still to be sent."""
    caller = socket.create_connection(("127.0.0.1", port), timeout=10)
    caller.sendall(head + BODY[:1_000])
    assert select.select([caller], [], [], 10)[0]
    return caller


def send_on(caller: socket.socket, seconds: float) -> None:
    """Send at a steady pace that no buffer fills at."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        caller.sendall(b"x" * 1_000)
        time.sleep(0.01)


def read_all(caller: socket.socket) -> bytes:
    found = b""
    while part := caller.recv(65_536):
        found += part
    return found


@pytest.mark.parametrize(("head", "status"), [(NOT_ASCII, b"400"), (LAST, b"413")])
def test_a_caller_who_still_sends_is_let_finish_and_reads_the_refusal(
    server: tuple[uvicorn.Server, int], head: bytes, status: bytes
) -> None:
    with answered_early(server[1], head) as caller:
        # Sent to a closed socket, the first of these is answered by a reset and the second fails.
        caller.sendall(BODY[1_000:35_000])
        caller.sendall(BODY[35_000:])
        caller.shutdown(socket.SHUT_WR)
        answer = read_all(caller)
    assert answer.split(b" ", 2)[1] == status
    assert b"connection: close" in answer


def test_what_is_no_http_is_refused_as_a_problem(server: tuple[uvicorn.Server, int]) -> None:
    with answered_early(server[1], NOT_ASCII) as caller:
        head, _, body = read_all(caller).partition(b"\r\n\r\n")
    assert b"content-type: " + PROBLEM.encode() in head
    assert f"content-length: {len(body)}".encode() in head
    assert json.loads(body)["code"] == "malformed-request"


def test_an_answer_that_comes_after_a_refusal_is_dropped(
    server: tuple[uvicorn.Server, int], caplog: pytest.LogCaptureFixture
) -> None:
    # In one segment: the first is being served when what follows it turns out to be no HTTP.
    with answered_early(server[1], b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" + NOT_ASCII) as caller:
        assert read_all(caller).startswith(b"HTTP/1.1 400 ")
    while server[0].server_state.tasks:
        time.sleep(0.01)
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []


def test_who_never_stops_sending_is_cut_off_in_time(
    server: tuple[uvicorn.Server, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lingering, "LINGER_SECONDS", 1.0)
    began = time.monotonic()
    with answered_early(server[1], NOT_ASCII) as caller, pytest.raises(ConnectionError):
        send_on(caller, 3 * LINGER_SECONDS)
    assert time.monotonic() - began < LINGER_SECONDS


def test_a_server_that_ends_does_not_wait_for_who_still_sends(server: tuple[uvicorn.Server, int]) -> None:
    with answered_early(server[1], NOT_ASCII) as caller:
        began = time.monotonic()
        server[0].should_exit = True
        caller.settimeout(10)
        read_all(caller)
        with pytest.raises(ConnectionError):
            send_on(caller, 3 * LINGER_SECONDS)
        assert time.monotonic() - began < LINGER_SECONDS
