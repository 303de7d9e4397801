"""uvicorn's HTTP/1.1 protocol within bounds: how many bytes a request's head has, how long it takes, how many connect.

The parser joins the parts of a header as they arrive and holds the loop for the square of its length, so what is too
much is refused before the parser gets it. Whatever is waited for has an end: a head, a body, a caller who is silent.
"""

import asyncio
import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Literal

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from kernel.addresses import NO_NETWORKS, Networks, one_limit
from kernel.lingering import LingeringProtocol

# A caller who sends requests without waiting for answers is served one at a time; so many more may lie in wait.
PIPELINED = 32
CROWDED = "too-many-connections"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one process takes. Times are seconds; `per_address` does not bind `proxies`, who bring many callers."""

    request_line_bytes: int = 8 * 1024
    header_bytes: int = 32 * 1024
    headers: int = 100
    head_seconds: float = 10.0
    body_seconds: float = 10.0
    connections: int = 2_000
    per_address: int | None = None
    proxies: Networks = NO_NETWORKS


class TooMuch(Exception):
    """Raised to the parser, which stops: the head is larger than it may be."""


class Crowd:
    """All connections of a process; those that rest are known in the order in which they began to."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._resting: dict[BoundedProtocol, None] = {}
        self._inside: dict[BoundedProtocol, str | None] = {}
        self._of_address: Counter[str] = Counter()

    def enter(self, one: "BoundedProtocol", address: str | None) -> HTTPStatus | None:
        """Count a connection in, or the status it is refused with. A full house sends the longest resting one away."""
        bounds = self._bounds
        limited = None if address is None or address in bounds.proxies else one_limit(address)
        if limited and bounds.per_address is not None and self._of_address[limited] >= bounds.per_address:
            return HTTPStatus.TOO_MANY_REQUESTS
        if len(self._inside) >= bounds.connections:
            resting = next(iter(self._resting), None)
            if resting is None:
                return HTTPStatus.SERVICE_UNAVAILABLE
            self.leave(resting)
            resting.transport.close()
        self._inside[one] = limited
        if limited:
            self._of_address[limited] += 1
        self._resting[one] = None
        return None

    def leave(self, one: "BoundedProtocol") -> None:
        """Count a connection out; a second time is no harm."""
        self._resting.pop(one, None)
        limited = self._inside.pop(one, None)
        if limited:
            self._of_address[limited] -= 1
            if not self._of_address[limited]:
                del self._of_address[limited]

    def works(self, one: "BoundedProtocol") -> None:
        """It sends something."""
        self._resting.pop(one, None)

    def rests(self, one: "BoundedProtocol") -> None:
        """It was answered and has sent nothing since."""
        if one in self._inside:
            self._resting[one] = None


class BoundedProtocol(LingeringProtocol):
    """One connection."""

    def __init__(self, *args: Any, bounds: Bounds, crowd: Crowd, **more: Any) -> None:
        super().__init__(*args, **more)
        self.bounds, self._crowd = bounds, crowd
        self._part: Literal["between", "head", "body"] = "between"
        self._head_bytes = self._head_fields = 0
        # Bytes that the parser took and made nothing of: it holds them.
        self._held = 0
        self._spoke = self._began = False
        self._excess: tuple[HTTPStatus, str] | None = None
        self._awaits: str | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._serving: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begin, or refuse at once: then without lingering, which would keep what there is too much of."""
        super().connection_made(transport)
        refused = self._crowd.enter(self, self.client[0] if self.client else None)
        if refused is not None:
            self.refuse(refused, CROWDED)
            self.transport.close()
        else:
            self._await("head")

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._crowd.leave(self)
        self._await(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Hand on what is within bounds, in pieces that a refusal is looked for between."""
        self._crowd.works(self)
        self._began = True
        step = self.bounds.header_bytes
        for start in range(0, len(data), step):
            if self.transport.is_closing():
                return
            piece = data[start : start + step]
            self._spoke = False
            super().data_received(piece)
            self._held = 0 if self._spoke else self._held + len(piece)
            if self._held > self.bounds.header_bytes:
                self._refuse_once(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large")
            elif len(self.pipeline) > PIPELINED:
                self._refuse_once(HTTPStatus.TOO_MANY_REQUESTS, "too-many-at-once")
        if self.transport.is_closing():
            self._await(None)
        elif self._part == "between":
            # An empty line, say, is nothing yet.
            self._await("head" if self._idle() else None)
        else:
            self._await(self._part)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._await(None)
        self._spoke, self._part = True, "head"
        self._head_bytes = self._head_fields = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Part of the request's line."""
        self._spoke = True
        self._head_bytes += len(url)
        if self._head_bytes > self.bounds.request_line_bytes:
            self._excess = (HTTPStatus.REQUEST_URI_TOO_LONG, "request-line-too-long")
            raise TooMuch
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header, or a trailer after the body's chunks."""
        self._spoke = True
        self._head_bytes += len(name) + len(value) + len(": \r\n")
        self._head_fields += 1
        if self._head_bytes > self.bounds.header_bytes or self._head_fields > self.bounds.headers:
            self._excess = (HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "headers-too-large")
            raise TooMuch
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._spoke, self._part = True, "body"
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Part of the body."""
        self._spoke = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole."""
        self._spoke, self._part = True, "between"
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """It was answered."""
        super().on_response_complete()
        if not self.transport.is_closing() and self._part == "between" and self._idle():
            self._crowd.rests(self)

    def send_400_response(self, msg: str) -> None:
        """The parser stopped: at what is no HTTP, or because we made it."""
        if self._excess is not None:
            self._refuse_once(*self._excess)
        else:
            super().send_400_response(msg)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._serving = cycle
        super()._start_asgi_task(cycle, app)

    def _idle(self) -> bool:
        return self._serving is None or self._serving.response_complete

    def _refuse_once(self, status: HTTPStatus, code: str) -> None:
        """Refuse, but never in the middle of an answer: that is cut off instead."""
        serving = self._serving
        if self.transport.is_closing():
            return
        if serving is not None and serving.response_started and not serving.response_complete:
            self._refused = True
            self.transport.close()
        else:
            self.refuse(status, code)

    def _await(self, what: str | None) -> None:
        """Give what is waited for its time; the same thing's time goes on."""
        if what == self._awaits:
            return
        if self._deadline is not None:
            self._deadline.cancel()
        self._awaits = what
        seconds = self.bounds.body_seconds if what == "body" else self.bounds.head_seconds
        self._deadline = self.loop.call_later(seconds, self._too_late) if what else None

    def _too_late(self) -> None:
        what, self._awaits, self._deadline = self._awaits, None, None
        if self.transport.is_closing():
            return
        if what == "head":
            if self._began:
                self._refuse_once(HTTPStatus.REQUEST_TIMEOUT, "headers-too-slow")
            else:
                # A browser that connected in advance: an answer to no question would be taken for the next one's.
                self.transport.close()
        elif self.flow.read_paused and not self._idle():
            # We are the slow ones: the application has not taken what was sent.
            self._await("body")
        else:
            self._body_too_late()

    def _body_too_late(self) -> None:
        cycle = self.cycle
        if cycle.response_complete:
            self.transport.close()
            return
        self._refuse_once(HTTPStatus.REQUEST_TIMEOUT, "body-too-slow")
        # The application reads that the caller is gone, and what it answers goes nowhere.
        cycle.disconnected = True
        cycle.message_event.set()


def bounded(bounds: Bounds) -> Callable[..., BoundedProtocol]:
    """What uvicorn makes a protocol of each connection with."""
    return functools.partial(BoundedProtocol, bounds=bounds, crowd=Crowd(bounds))
