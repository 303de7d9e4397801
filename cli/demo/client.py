"""A caller of the gateway: signs in by role, sends commands once by content, and counts what changed."""

import asyncio
import contextlib
import hashlib
import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

import aiohttp

# What a command answers when what it asks for is already so.
ALREADY = (
    "-already-exists", "-name-taken", "already-registered", "already-published", "already-signed", "already-settled",
    "already-closed", "award-not-proposed", "already-declared", "already-in-a-committee-there", "already-waiting",
)  # fmt: skip
PATIENCE_SECONDS = 180.0
# Keys of the first version were kept over whole bodies, new optional fields included, and would be refused now.
KEYS = "demo-2"


class DemoFailed(Exception):
    """The gateway refused a command of the demo for a reason that is not "already so"."""


@dataclass(slots=True)
class Counts:
    """What a load did."""

    changed: int = 0
    unchanged: int = 0


def id_of(kind: str, key: str) -> UUID:
    """The id of a fact of the demo: the same on every load and every machine."""
    return uuid5(NAMESPACE_URL, f"urn:jiayuan:demo:{kind}:{key}")


def person(number: int) -> dict[str, str]:
    """An invented person: a number that no operator gives out and a name that says what it is."""
    return {"name": f"演示居民{number:03d}", "phone": f"1990000{number:04d}"}


@dataclass(slots=True)
class Client:
    """Speaks to one gateway. The embedded run's accounts share a password, so each role signs in when it is needed."""

    url: str
    password: str
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
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                status, reply, replayed = 0, {"code": type(error).__name__}, False
            settled = status not in (0, 429) and status < 500 and reply.get("code") != "command-in-flight"
            if settled or time.monotonic() > deadline:
                return status, reply, replayed
            await asyncio.sleep(min(wait, 5.0))

    async def account(self, account: dict[str, Any]) -> None:
        """Open somebody's account with the password that the embedded run's accounts share, unless it is there."""
        body = account | {"password": self.password}
        status, reply, _ = await self._settled(
            f"{self.url}/api/accounts", body, "account-" + account["username"], "operator"
        )
        if status == 201:
            self.counts.changed += 1
        elif reply.get("code") == "username-taken":
            self.counts.unchanged += 1
        else:
            raise DemoFailed(f"account: {status} {reply.get('code')}")

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
        # The gateway is reached by an address, and cookies of addresses are kept only when told so.
        session = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=20)
        )
        deadline = time.monotonic() + (PATIENCE_SECONDS if self.patient else 0)
        while True:
            status, wait = 0, 0.5
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                credentials = {"username": who, "password": self.password}
                async with session.post(f"{self.url}/api/session", json=credentials) as answer:
                    status = answer.status
                    if status == 200:
                        session.headers["X-CSRF-Token"] = (await answer.json())["csrf_token"]
                        return session
                    wait = float(answer.headers.get("Retry-After", wait))
            if status not in (0, 429, 502, 503, 504) or time.monotonic() > deadline:
                await session.close()
                raise DemoFailed(f"signing in as {who}: {status or 'no answer'}")
            await asyncio.sleep(min(wait, 20.0))
