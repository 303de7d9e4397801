"""Forwarding to the rooms: replicas in turn, a deadline, and a clear 503 for the one room that is away."""

import itertools
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import aiohttp
import yarl

from kernel import telemetry

# Of the ten seconds that a caller may wait, what is left after it was found out who asks (gateway/identity.py).
DEADLINE_SECONDS = 8.0
CONNECT_SECONDS = 2.0
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
    """The rooms behind the gateway; a room's address may be several, one a replica, divided by commas."""

    def __init__(self, urls: Mapping[str, str], deadline_seconds: float = DEADLINE_SECONDS) -> None:
        self._replicas = {room: [url.rstrip("/") for url in of.split(",")] for room, of in urls.items()}
        self._turn = itertools.count()
        self._deadline = deadline_seconds
        self._client = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=256, keepalive_timeout=30),
            auto_decompress=False,
            skip_auto_headers=("User-Agent",),
        )

    async def ask(
        self,
        room: str,
        method: str,
        path: str,
        query: bytes,
        headers: dict[str, str],
        body: bytes | None = None,
        *,
        within: float | None = None,
    ) -> Answer:
        """Ask `room` for `path` (without /api/<room>), for at most `within` seconds. Raises RoomUnavailable.

        A replica that cannot be reached, or hangs up, is followed by the next one, so that one may be restarted
        under load: a question does no harm twice, and a command carries its key, by which it is done once. Past the
        deadline no other replica is asked.
        """
        tail = path + ("?" + query.decode("latin-1") if query else "")
        harmless = method in ("GET", "HEAD") or "idempotency-key" in headers
        ends = time.monotonic() + min(within or self._deadline, self._deadline)
        for replica in self._in_turn(room):
            left = max(ends - time.monotonic(), 0.001)
            try:
                return await self._ask_one(room, method, replica + tail, headers, body, left)
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
                # It was never sent.
                continue
            except (aiohttp.ClientError, OSError):
                if not harmless:
                    break
        telemetry.UPSTREAM.labels(room, "unreachable").inc()
        raise RoomUnavailable(room, "room-unavailable")

    def _in_turn(self, room: str) -> Iterator[str]:
        """Every replica once, each request beginning with the next; a lone address twice.

        One address may be many replicas behind a service of the cluster, and what hung up was a kept connection.
        """
        replicas = self._replicas.get(room, [])
        first = next(self._turn)
        return (replicas[(first + n) % len(replicas)] for n in range(max(len(replicas), 2) if replicas else 0))

    async def _ask_one(
        self, room: str, method: str, url: str, headers: dict[str, str], body: bytes | None, seconds: float
    ) -> Answer:
        try:
            async with self._client.request(
                method,
                yarl.URL(url, encoded=True),
                headers=headers,
                data=body,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=seconds, connect=min(CONNECT_SECONDS, seconds)),
            ) as response:
                content = await response.read()
                passed = [(k.encode(), response.headers[k].encode()) for k in PASSED_BACK if k in response.headers]
                telemetry.UPSTREAM.labels(room, str(response.status // 100) + "xx").inc()
                return Answer(response.status, passed, content)
        except aiohttp.ConnectionTimeoutError:
            raise
        except TimeoutError:
            telemetry.UPSTREAM.labels(room, "deadline").inc()
            raise RoomUnavailable(room, "deadline-exceeded") from None

    async def close(self) -> None:
        """Close the client's connections."""
        await self._client.close()
