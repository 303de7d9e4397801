"""Sessions of people: signing in, the cookie, signing out."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg

from gateway import audit, guesses
from gateway.accounts import Identity, hash_secret
from gateway.passwords import NOBODYS_PASSWORD, hash_password, is_outdated, place, verify_password
from gateway.roles import PASSER_BY
from gateway.storage import SQL
from kernel.auth import Unauthenticated
from kernel.db import Connection, Pool
from kernel.errors import Refused

SESSION_LIFETIME = timedelta(hours=12)
BROWSER_LIFETIME = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session's token, the token by which this browser is known, and who signed in."""

    token: str
    browser: str
    identity: Identity


def csrf_token(session_token: str) -> str:
    """The token a page sends back in X-CSRF-Token: made from the cookie's secret, so nothing more is stored."""
    return hmac.new(session_token.encode(), b"csrf", hashlib.sha256).hexdigest()


async def sign_in(pool: Pool, username: str, password: str, *, address: str, browser: str | None = None) -> SignedIn:
    """A new session; `browser` is the token of an earlier one's browser. No connection is held while argon2 runs.

    Raises Unauthenticated("credentials-wrong") for a wrong name or password alike, TooManyAttempts("account-locked"),
    Unavailable("sign-ins-busy"), which counts nothing.
    """
    with place():
        async with pool.acquire() as conn:
            guess = await guesses.count(conn, username, address, hash_secret(browser) if browser else None)
            row = await conn.fetchrow(*SQL["account-for-sign-in"](username=username))
        right = await verify_password(row["password_hash"] if row else NOBODYS_PASSWORD, password)
        if row is None or not right:
            async with pool.acquire() as conn:
                # No name: what was typed there may be a password.
                await audit.record(conn, "sign-in-failed", by=None, account=row["id"] if row else None)
            raise Unauthenticated("credentials-wrong")
        renewed = await hash_password(password) if is_outdated(row["password_hash"]) else None
    token, browser = secrets.token_urlsafe(32), browser or secrets.token_urlsafe(32)
    async with pool.acquire() as conn, conn.transaction():
        await guesses.forget(conn, guess)
        before = await conn.fetchrow(*SQL["sign-in-succeeded"](id=row["id"], password_hash=row["password_hash"]))
        if before is None:
            # Disabled, or given another password, while this one was looked at.
            raise Unauthenticated("credentials-wrong")
        if renewed is not None:
            await conn.execute(
                *SQL["renew-password-hash"](id=row["id"], password_hash=row["password_hash"], renewed=renewed)
            )
        for name in ("drop-expired-sessions", "drop-old-attempts", "drop-old-browsers"):
            await conn.execute(*SQL[name]())
        await conn.execute(*SQL["know-browser"](token_hash=hash_secret(browser), account_id=row["id"]))
        expires_at = datetime.now(UTC) + SESSION_LIFETIME
        await conn.execute(
            *SQL["open-session"](
                token_hash=hash_secret(token),
                account_id=row["id"],
                expires_at=expires_at,
                previous_sign_in_at=before["previous"],
                failures_before=before["failures"],
            )
        )
        await audit.record(conn, "signed-in", by=str(row["id"]), account=row["id"])
    identity = _identity(row, csrf_token(token))
    return SignedIn(
        token, browser, replace(identity, last_sign_in=before["previous"], failures_since=before["failures"])
    )


def _identity(row: asyncpg.Record, csrf: str) -> Identity:
    # With a password that somebody else chose, nothing but choosing one's own.
    must_change = row["must_change_password"]
    roles = (PASSER_BY,) if must_change else tuple(row["roles"])
    return Identity(
        str(row["id"]), row["username"], row["display_name"], roles, row["organisation_id"], csrf,
        must_change_password=must_change,
    )  # fmt: skip


async def open_by_tool(conn: Connection, username: str) -> str | None:
    """A session's token without a sign-in, for a tool beside the database; None for no account or a disabled one."""
    token = secrets.token_urlsafe(32)
    expires_at = datetime.now(UTC) + SESSION_LIFETIME
    async with conn.transaction():
        opened = await conn.fetchval(
            *SQL["open-session-by-tool"](token_hash=hash_secret(token), username=username, expires_at=expires_at)
        )
        if opened is not None:
            await audit.record(conn, "signed-in", by=audit.MACHINE, account=opened)
    return token if opened is not None else None


async def by_cookie(conn: Connection, token: str) -> Identity | None:
    """Who a session cookie belongs to, or None."""
    row = await conn.fetchrow(*SQL["session"](token_hash=hash_secret(token)))
    if row is None:
        return None
    identity = _identity(row, csrf_token(token))
    return replace(identity, last_sign_in=row["previous_sign_in_at"], failures_since=row["failures_before"])


async def change_password(
    pool: Pool, token: str, old: str, new: str, *, address: str, browser: str | None = None
) -> None:
    """Give the owner of a session another password; their other sessions end.

    Raises Unauthenticated("session-ended"), Refused("password-wrong"), Refused("password-unchanged"),
    TooManyAttempts("account-locked"): a stolen session must not be a way to guess either.
    """
    with place():
        async with pool.acquire() as conn:
            identity = await by_cookie(conn, token)
            if identity is None:
                raise Unauthenticated("session-ended")
            guess = await guesses.count(conn, identity.username, address, hash_secret(browser) if browser else None)
            row = await conn.fetchrow(*SQL["one-account"](account_id=UUID(identity.subject)))
        if row is None or not await verify_password(row["password_hash"], old):
            async with pool.acquire() as conn:
                await audit.record(conn, "sign-in-failed", by=identity.subject, account=UUID(identity.subject))
            raise Refused("password-wrong")
        if old == new:
            raise Refused("password-unchanged")
        hashed = await hash_password(new)
    async with pool.acquire() as conn, conn.transaction():
        await guesses.forget(conn, guess)
        if not await conn.fetchval(
            *SQL["change-password"](id=row["id"], password_hash=row["password_hash"], changed=hashed)
        ):
            # Disabled, or given another password, while the old one was looked at: that came first, and counts.
            raise Unauthenticated("session-ended")
        await conn.execute(*SQL["close-sessions-of"](account_id=row["id"], token_hash=hash_secret(token)))
        await audit.record(conn, "password-changed", by=identity.subject, account=row["id"])


async def sign_out(conn: Connection, token: str) -> None:
    """End a session."""
    async with conn.transaction():
        account = await conn.fetchval(*SQL["close-session"](token_hash=hash_secret(token)))
        if account is not None:
            await audit.record(conn, "signed-out", by=str(account), account=account)
