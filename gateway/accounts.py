"""Accounts and programs' keys: argon2 for passwords, SHA-256 of a random secret for keys and cookies.

A key check is a hash of 32 random bytes (0.4 µs), never argon2 (27 ms): a random secret needs no stretching.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import asyncpg

from gateway.passwords import hash_password, is_right
from gateway.roles import ROLES
from gateway.storage import SQL
from kernel.db import Connection
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id

# The embedded run's people: one account for every role that must differ from another (I-23, verifier ≠ analyst).
EMBEDDED_ACCOUNTS = {
    "operator": ("街道操作员", ["operator"]),
    "inspector": ("食药安检查员", ["inspector"]),
    "analyst": ("检测员", ["analyst"]),
    "verifier": ("复核员", ["lab-verifier"]),
    "submitter": ("帮困经办", ["relief-submitter"]),
    "approver": ("帮困复核", ["approver"]),
    "approver-2": ("帮困复核二", ["approver"]),
    "payer": ("帮困支付", ["payer"]),
    "auditor": ("审计", ["auditor"]),
    "manager": ("阵地管理员", ["venue-manager"]),
    "resident": ("居民", ["resident"]),
}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is behind a cookie or a key. What follows `organisation` is set for cookies only."""

    subject: str
    username: str
    display_name: str
    roles: tuple[str, ...]
    organisation: UUID | None = None
    csrf: str | None = None
    last_sign_in: datetime | None = None
    failures_since: int = 0


def hash_secret(secret: str) -> bytes:
    """What is stored of a random secret."""
    return hashlib.sha256(secret.encode()).digest()


async def by_key(conn: Connection, key: str) -> Identity | None:
    """Which program a key `jy_<id>_<secret>` belongs to, or None."""
    prefix, _, rest = key.partition("_")
    program_id, _, secret = rest.partition("_")
    if prefix != "jy" or not secret:
        return None
    row = await conn.fetchrow(SQL["program"], program_id)
    if row is None or not hmac.compare_digest(row["secret_hash"], hash_secret(secret)):
        return None
    return Identity(f"program:{row['id']}", row["name"], row["name"], tuple(row["roles"]), row["organisation_id"])


async def add_program(
    conn: Connection, name: str, roles: list[str], organisation: UUID | None = None
) -> tuple[str, str]:
    """A program's id and its key, which is shown this once. Raises asyncpg.UniqueViolationError on the name."""
    program_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    await conn.execute(SQL["insert-program"], program_id, name, hash_secret(secret), roles, organisation)
    return program_id, f"jy_{program_id}_{secret}"


async def revoke_program(conn: Connection, program_id: str) -> None:
    """Raises NotFound("program-unknown")."""
    if await conn.fetchval(SQL["revoke-program"], program_id) is None:
        raise NotFound("program-unknown")


async def add_account(
    conn: Connection, username: str, display_name: str, password: str, roles: list[str], organisation: UUID | None
) -> UUID:
    """A new account's id, for who has a connection to itself. Raises Refused("username-taken")."""
    return await insert_account(conn, username, display_name, await hash_password(password), roles, organisation)


async def insert_account(
    conn: Connection, username: str, display_name: str, hashed: str, roles: list[str], organisation: UUID | None
) -> UUID:
    """A new account's id; `hashed` was made before the connection was taken. Raises Refused("username-taken")."""
    account_id = new_id()
    done = await conn.execute(SQL["insert-account"], account_id, username, display_name, hashed, roles, organisation)
    if done != "INSERT 0 1":
        raise Refused("username-taken")
    return account_id


async def ensure_operator(dsn: str, folder: Path) -> tuple[str, str]:
    """Make the embedded run's accounts where they are missing; the operator's username and password.

    One random password serves them all and is kept in `folder` (0600): a demo of roles on one machine, not a
    way to run a district.
    """
    password = _kept_password(folder)
    conn = await asyncpg.connect(dsn, timeout=10)
    try:
        for username, (display_name, roles) in EMBEDDED_ACCOUNTS.items():
            assert set(roles) <= ROLES.keys()
            row = await conn.fetchrow(SQL["account-for-sign-in"], username)
            if row is None:
                await add_account(conn, username, display_name, password, roles, None)
            elif not is_right(row["password_hash"], password):
                await conn.execute(SQL["set-password"], username, await hash_password(password))
    finally:
        await conn.close()
    return "operator", password


def _kept_password(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = folder / "password"
    if not kept.exists():
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(12))
    return kept.read_text(encoding="ascii").strip()
