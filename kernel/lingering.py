"""uvicorn's HTTP/1.1 protocol with a lingering close, so that a refusal reaches a caller who is still sending.

A socket closed while the peer still sends is answered by the kernel with a reset, and a reset may overtake an answer
that the peer has not read yet. So the server says that it is done (half-close), reads on without looking, and closes
when the peer has, or after LINGER_SECONDS (RFC 9112, section 9.6).
"""

import asyncio
import json
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kernel.errors import PROBLEM, problem_body

LINGER_SECONDS = 5.0


class LingeringTransport:
    """What uvicorn uses of a transport; `close` lingers while the request is not read to its end."""

    def __init__(self, transport: asyncio.Transport, protocol: "LingeringProtocol") -> None:
        self._transport, self._protocol = transport, protocol
        self.lingering: asyncio.TimerHandle | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write; dropped once closing, as uvicorn expects: after a half-close uvloop would raise."""
        if not self.is_closing():
            self._transport.write(data)

    def is_closing(self) -> bool:
        """Whether nothing more can be answered."""
        return self.lingering is not None or self._transport.is_closing()

    def close(self) -> None:
        """Close, or half-close and linger. Closed a second time, as a server that ends does, it waits no longer."""
        if self.is_closing() or not self._protocol.unread():
            self.end()
            return
        self.lingering = self._protocol.loop.call_later(LINGER_SECONDS, self._transport.close)
        self._transport.write_eof()
        self._protocol.flow.resume_reading()

    def end(self) -> None:
        """Close now."""
        if self.lingering is not None:
            self.lingering.cancel()
        self._transport.close()


class LingeringProtocol(HttpToolsProtocol):
    """One connection."""

    _refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begin."""
        super().connection_made(transport)
        self.transport = LingeringTransport(transport, self)  # type: ignore[assignment]  # it stands in for one

    def data_received(self, data: bytes) -> None:
        """Read on; what comes after the answer is thrown away."""
        if not self.transport.is_closing():
            super().data_received(data)

    def unread(self) -> bool:
        """Whether the caller may still be sending what it was answered for."""
        return self._refused or (self.cycle is not None and self.cycle.more_body)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's signature
        """Refuse what is no HTTP."""
        self.refuse(HTTPStatus.BAD_REQUEST, "malformed-request")

    def refuse(self, status: HTTPStatus, code: str) -> None:
        """Answer before there is a request that the application could answer: a problem like every other refusal."""
        self._refused = True
        body = json.dumps(problem_body(status, code)).encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: {PROBLEM}\r\n"
            f"content-length: {len(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
