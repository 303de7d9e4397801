"""Forwarding to the rooms: one aiohttp client, a deadline, and a clear 503 for the one room that is away."""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
import yarl

from kernel import telemetry

DEADLINE_SECONDS = 10.0
# Of the caller's headers only these reach a room; everything else is the gateway's own.
PASSED_ON = (b"content-type", b"idempotency-key", b"accept")
PASSED_BACK = ("content-type", "idempotency-replayed", "retry-after", "etag", "content-disposition")


class RoomUnavailable(Exception):
    """The room does not answer: refused, reset, or past the deadline."""

    def __init__(self, room: str, code: str) -> None:
        super().__init__(code)
        self.room, self.code = room, code


@dataclass(frozen=True, slots=True)
class Answer:
    """A room's answer."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Rooms:
    """The rooms behind the gateway."""

    def __init__(self, urls: Mapping[str, str], deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._urls = {room: url.rstrip("/") for room, url in urls.items()}
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=256, keepalive_timeout=30),
            timeout=aiohttp.ClientTimeout(total=deadline_seconds, connect=2),
            auto_decompress=False,
            skip_auto_headers=("User-Agent",),
        )

    async def ask(
        self, room: str, method: str, path: str, query: bytes, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        """Ask `room` for `path` (without /api/<room>). Raises RoomUnavailable.

        Nothing is retried here: the caller has the idempotency key and may ask again.
        """
        if room not in self._urls:
            raise RoomUnavailable(room, "room-unavailable")
        url = self._urls[room] + path + ("?" + query.decode("latin-1") if query else "")
        try:
            async with self._client.request(
                method, yarl.URL(url, encoded=True), headers=headers, data=body, allow_redirects=False
            ) as response:
                content = await response.read()
                passed = [(k.encode(), response.headers[k].encode()) for k in PASSED_BACK if k in response.headers]
                telemetry.UPSTREAM.labels(room, str(response.status // 100) + "xx").inc()
                return Answer(response.status, passed, content)
        except TimeoutError:
            telemetry.UPSTREAM.labels(room, "deadline").inc()
            raise RoomUnavailable(room, "deadline-exceeded") from None
        except (aiohttp.ClientError, OSError):
            telemetry.UPSTREAM.labels(room, "unreachable").inc()
            raise RoomUnavailable(room, "room-unavailable") from None

    async def close(self) -> None:
        """Close the client's connections."""
        await self._client.close()
