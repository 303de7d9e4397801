"""Who asks: a session cookie or a program's key becomes an identity and a short-lived signed token for the rooms."""

import asyncio
import hmac
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from weakref import WeakValueDictionary

from gateway import programs, sessions
from gateway.accounts import Identity
from gateway.roles import PASSER_BY, permissions_of
from kernel.auth import PASSED_ON_SECONDS, Signer, Unauthenticated
from kernel.db import DATABASE_AWAY, Pool
from kernel.errors import Forbidden

SESSION_COOKIE, BROWSER_COOKIE = "jiayuan_session", "jiayuan_browser"
# A revoked key or an ended session is out within this time; in between no database is asked.
REMEMBERED_SECONDS = 2.0
# What comes before every request takes its small part of the whole deadline.
LOOK_UP_SECONDS = 2.0
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
Headers = dict[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Principal:
    """An identity with what it may do."""

    identity: Identity
    permissions: frozenset[str]


# Who asks for a public route without signing in. All of them are one subject, which owns nothing.
ANYONE = Principal(Identity(PASSER_BY, PASSER_BY, PASSER_BY, (PASSER_BY,)), permissions_of([PASSER_BY]))


class Identities:
    """Reads identities from requests and keeps what it read for REMEMBERED_SECONDS."""

    MOST = 10_000

    def __init__(self, pool: Pool, signer: Signer, *, secure_cookies: bool) -> None:
        self._pool, self._signer, self._cookie = pool, signer, cookie_name(SESSION_COOKIE, secure=secure_cookies)
        self._known: dict[str, tuple[float, Principal]] = {}
        self._looking: dict[str, asyncio.Task[Principal | None]] = {}
        self._admitting: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tokens: dict[str, tuple[float, frozenset[str], str]] = {}

    async def identify(
        self, method: str, headers: Headers, before_strange: Callable[[], Awaitable[None]]
    ) -> Principal | None:
        """The principal of a request, None for a passer-by.

        `before_strange` is asked before a credential is looked up that has not held here before.
        Raises Unauthenticated for a cookie or key that does not hold, Forbidden("csrf-token-wrong") for an unsafe
        request by cookie without the page's token.
        """
        authorization = headers.get(b"authorization", b"").decode("latin-1")
        if authorization:
            scheme, _, key = authorization.partition(" ")
            if scheme.lower() != "bearer":
                raise Unauthenticated("key-invalid")
            return await self._remembered("key:" + key.strip(), before_strange)
        token = self.session_token(headers)
        if token is None:
            return None
        principal = await self._remembered("cookie:" + token, before_strange)
        if method not in SAFE_METHODS:
            # The answer to cross-site requests that carry the cookie: only our page can read this token.
            sent = headers.get(b"x-csrf-token", b"").decode("latin-1")
            if not hmac.compare_digest(sent.encode(), (principal.identity.csrf or "").encode()):
                raise Forbidden("csrf-token-wrong")
        return principal

    async def still_may(self, headers: Headers, permission: str, within: float) -> bool:
        """Whether who asked once would be let in now, as it was at most `within` seconds ago.

        While the database is away they stay: nothing else would be asked of it for them either.
        """
        authorization = headers.get(b"authorization", b"").decode("latin-1")
        key = "key:" + authorization.partition(" ")[2].strip()
        credential = key if authorization else f"cookie:{self.session_token(headers)}"
        try:
            return permission in (await self._remembered(credential, _is_no_stranger, within)).permissions
        except Unauthenticated:
            return False
        except DATABASE_AWAY:
            return True

    async def _remembered(
        self,
        credential: str,
        before_strange: Callable[[], Awaitable[None]],
        within: float = REMEMBERED_SECONDS,
    ) -> Principal:
        if (fresh := self._fresh(credential, within)) is not None:
            return fresh
        # One at a time is counted, so that the next ones find the look-up that it paid for. A limit that refuses it
        # is its own; the next one tries its own.
        async with self._admitting.setdefault(credential, asyncio.Lock()):
            if (fresh := self._fresh(credential, within)) is not None:
                return fresh
            looking = self._looking.get(credential)
            if looking is None:
                if credential not in self._known:
                    await before_strange()
                looking = self._look_up(credential)
        # A caller who leaves takes nothing from the others who wait.
        principal = await asyncio.shield(looking)
        if principal is None:
            raise Unauthenticated("key-invalid" if credential.startswith("key:") else "session-ended")
        return principal

    def _fresh(self, credential: str, within: float) -> Principal | None:
        known = self._known.get(credential)
        return known[1] if known is not None and known[0] + within > time.monotonic() else None

    def _look_up(self, credential: str) -> asyncio.Task[Principal | None]:
        """Look a credential up for all who ask meanwhile; what fails is theirs alone."""

        def ended(task: asyncio.Task[Principal | None]) -> None:
            if self._looking.get(credential) is task:
                del self._looking[credential]
            if not task.cancelled():
                # Everybody who waited may have left, and asyncio warns of an exception that was never retrieved.
                task.exception()

        looking = self._looking[credential] = asyncio.create_task(self._read(credential))
        looking.add_done_callback(ended)
        return looking

    async def _read(self, credential: str) -> Principal | None:
        kind, _, secret = credential.partition(":")
        read = programs.by_key if kind == "key" else sessions.by_cookie
        async with self._pool.acquire(LOOK_UP_SECONDS) as conn:
            identity = await read(conn, secret)
        principal = None if identity is None else Principal(identity, permissions_of(identity.roles))
        if self._looking.get(credential) is not asyncio.current_task():
            # Forgotten meanwhile: what was read may have been true before that only.
            return principal
        if principal is None:
            self._known.pop(credential, None)
            return None
        if len(self._known) >= self.MOST:
            self._known.clear()
        self._known[credential] = (time.monotonic(), principal)
        return principal

    def session_token(self, headers: Headers) -> str | None:
        """The session cookie's token, or None."""
        return read_cookie(headers, self._cookie)

    def forget(self, token: str) -> None:
        """Drop a session from memory at once."""
        self._known.pop("cookie:" + token, None)
        self._looking.pop("cookie:" + token, None)

    def token_for(self, principal: Principal) -> str:
        """A signed token for the rooms; the same one for most of its life, so that they verify it once."""
        subject = principal.identity.subject
        kept = self._tokens.get(subject)
        if kept is not None and kept[0] > time.monotonic() and kept[1] == principal.permissions:
            return kept[2]
        if len(self._tokens) >= self.MOST:
            self._tokens.clear()
        organisation = principal.identity.organisation
        token = self._signer.issue(subject, principal.permissions, organisation=organisation)
        self._tokens[subject] = (time.monotonic() + PASSED_ON_SECONDS, principal.permissions, token)
        return token


async def _is_no_stranger() -> None:
    """Who was let in before is not counted again."""


def cookie_name(name: str, *, secure: bool) -> str:
    """A cookie's name; behind TLS with the prefix by which browsers take it from this very host alone (RFC 6265bis)."""
    return f"__Host-{name}" if secure else name


def read_cookie(headers: Headers, name: str) -> str | None:
    """A cookie's value, or None."""
    try:
        morsel = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1")).get(name)
    except CookieError:
        return None
    return morsel.value if morsel and morsel.value else None
