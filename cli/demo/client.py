"""A caller of the gateway: acts as somebody, sends commands once by content, and counts what changed."""

import asyncio
import hashlib
import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self
from uuid import NAMESPACE_URL, UUID, uuid5

import aiohttp

from kernel.db import DATABASE_AWAY

# What a command answers when what it asks for is already so.
ALREADY = (
    "-already-exists", "-name-taken", "already-registered", "already-published", "already-signed", "already-settled",
    "already-closed", "award-not-proposed", "already-declared", "already-in-a-committee-there", "already-waiting",
)  # fmt: skip
PATIENCE_SECONDS = 180.0
AWAY: tuple[type[Exception], ...] = (aiohttp.ClientError, ValueError, *DATABASE_AWAY)
# Keys of the first version were kept over whole bodies, new optional fields included, and would be refused now.
KEYS = "demo-2"


class DemoFailed(Exception):
    """The gateway refused a command of the demo for a reason that is not "already so"."""


class NotLetIn(DemoFailed):
    """Who is to send a command has no account, or one that is disabled."""


@dataclass(slots=True)
class Counts:
    """What a load did."""

    changed: int = 0
    unchanged: int = 0

    def count(self, changed: bool) -> None:
        """One more that changed something, or was already so."""
        if changed:
            self.changed += 1
        else:
            self.unchanged += 1


def id_of(kind: str, key: str) -> UUID:
    """The id of a fact of the demo: the same on every load and every machine."""
    return uuid5(NAMESPACE_URL, f"urn:jiayuan:demo:{kind}:{key}")


def person(number: int) -> dict[str, str]:
    """An invented person: a number that no operator gives out and a name that says what it is."""
    return {"name": f"演示居民{number:03d}", "phone": f"1990000{number:04d}"}


class Door(Protocol):
    """Who lets somebody in."""

    async def headers(self, _username: str, /) -> dict[str, str] | None: ...

    async def close(self) -> None: ...


@dataclass(slots=True)
class Client:
    """Speaks to one gateway, each command as somebody: "operator", "payer", …"""

    url: str
    people: Door
    # Whether to ask again while something is away, until it is back.
    patient: bool = False
    counts: Counts = field(default_factory=Counts)
    _sessions: dict[str, aiohttp.ClientSession] = field(default_factory=dict)
    _signing_in: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        for session in self._sessions.values():
            await session.close()
        await self.people.close()

    async def post(
        self,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        who: str = "operator",
        already: tuple[str, ...] = (),
        run: str = "",
    ) -> dict[str, Any] | None:
        """Send one command; its answer, or None when what it asks for was already so (also by the codes `already`).

        The key is made of path and content, so the same command has one effect however often it is sent; with
        `run`, once a run.
        Raises DemoFailed.
        """
        content = json.dumps(body or {}, sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(f"{KEYS}\n{run}{path}\n{content}".encode()).hexdigest()[:40]
        status, reply, replayed = await self._settled(f"{self.url}/api{path}", body, key, who)
        if status in (200, 201):
            if replayed:
                self.counts.unchanged += 1
            else:
                self.counts.changed += 1
            return reply
        if str(reply.get("code", "")).endswith((*ALREADY, *already)):
            self.counts.unchanged += 1
            return None
        raise DemoFailed(f"{path}: {status} {reply.get('code')} {reply.get('errors', '')}")

    async def _settled(
        self, url: str, body: dict[str, Any] | None, key: str, who: str
    ) -> tuple[int, dict[str, Any], bool]:
        """Send under one key until there is an answer for good: what was done before one got lost is not redone."""
        deadline = time.monotonic() + (PATIENCE_SECONDS if self.patient else 0)
        while True:
            wait = 0.3
            try:
                session = await self._session(who)
                async with session.post(url, json=body, headers={"Idempotency-Key": key}) as answer:
                    reply: dict[str, Any] = await answer.json(content_type=None)
                    status, replayed = answer.status, bool(answer.headers.get("Idempotency-Replayed"))
                    wait = float(answer.headers.get("Retry-After", wait))
            except AWAY as error:
                status, reply, replayed = 0, {"code": type(error).__name__}, False
            settled = status not in (0, 429) and status < 500 and reply.get("code") != "command-in-flight"
            if settled or time.monotonic() > deadline:
                return status, reply, replayed
            await asyncio.sleep(min(wait, 5.0))

    async def get(self, path: str) -> Any:
        """Ask one thing. Raises DemoFailed."""
        session = await self._session("operator")
        async with session.get(f"{self.url}/api{path}") as answer:
            if answer.status != 200:
                raise DemoFailed(f"{path}: {answer.status}")
            return await answer.json()

    async def _session(self, who: str) -> aiohttp.ClientSession:
        # Steps run side by side: the second that needs a role waits until the first has signed it in.
        async with self._signing_in:
            if who not in self._sessions:
                self._sessions[who] = await self._sign_in(who)
            return self._sessions[who]

    async def _sign_in(self, who: str) -> aiohttp.ClientSession:
        headers = await self.people.headers(who)
        if headers is None:
            raise NotLetIn(f"{who} has no account, or one that is disabled")
        # The cookie is sent as it is; one that the gateway sets is not kept.
        return aiohttp.ClientSession(
            headers=headers, cookie_jar=aiohttp.DummyCookieJar(), timeout=aiohttp.ClientTimeout(total=20)
        )
