"""People's accounts: opened, given a password, disabled and enabled."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gateway import audit, guesses
from gateway.passwords import hash_password
from gateway.roles import APART, ROLES, of_an_organisation
from gateway.storage import SQL
from kernel.db import Connection
from kernel.errors import NotFound, Refused
from kernel.identifiers import new_id


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
    must_change_password: bool = False


def hash_secret(secret: str) -> bytes:
    """What is stored of a random secret."""
    return hashlib.sha256(secret.encode()).digest()


def one_time_password() -> str:
    """A password that its owner changes at the first sign-in."""
    return secrets.token_urlsafe(12)


def check_roles(roles: list[str], organisation: UUID | None) -> None:
    """Raises Refused("role-unknown"), Refused("approver-is-payer"), Refused("organisation-missing")."""
    if not set(roles) <= ROLES.keys() - {"anyone"}:
        raise Refused("role-unknown")
    if set(roles) >= APART:
        raise Refused("approver-is-payer")
    if of_an_organisation(roles) and organisation is None:
        # Without one it would be the city's: every venue, every partner.
        raise Refused("organisation-missing")


async def add_account(
    conn: Connection,
    username: str,
    display_name: str,
    password: str,
    roles: list[str],
    organisation: UUID | None,
    *,
    must_change: bool = False,
    by: str = audit.MACHINE,
) -> UUID:
    """A new account's id, for who has a connection to itself. Raises Refused("username-taken")."""
    hashed = await hash_password(password)
    return await insert_account(
        conn, username, display_name, hashed, roles, organisation, must_change=must_change, by=by
    )


async def insert_account(
    conn: Connection,
    username: str,
    display_name: str,
    hashed: str,
    roles: list[str],
    organisation: UUID | None,
    *,
    must_change: bool = False,
    by: str | None = audit.MACHINE,
) -> UUID:
    """A new account's id; `hashed` was made before the connection was taken. None makes the account for itself.

    Raises Refused("username-taken").
    """
    account_id = new_id()
    async with conn.transaction():
        done = await conn.execute(
            *SQL["insert-account"](
                account_id=account_id,
                username=username,
                display_name=display_name,
                password_hash=hashed,
                roles=roles,
                organisation_id=organisation,
                must_change_password=must_change,
            )
        )
        if done != "INSERT 0 1":
            raise Refused("username-taken")
        await audit.record(conn, "account-made", by=by or str(account_id), account=account_id, roles=roles)
    return account_id


async def id_of(conn: Connection, username: str) -> UUID:
    """Raises NotFound("account-unknown")."""
    row = await conn.fetchrow(*SQL["account-of-name"](username=username))
    if row is None:
        raise NotFound("account-unknown")
    found: UUID = row["id"]
    return found


async def disable(conn: Connection, account_id: UUID, *, by: str = audit.MACHINE) -> None:
    """No sign-in any more; its sessions and the keys that it made end, with the keys made with those."""
    async with conn.transaction():
        await conn.execute(*SQL["disable-account"](account_id=account_id))
        await conn.execute(*SQL["close-sessions-of"](account_id=account_id, token_hash=None))
        ended = await conn.fetch(*SQL["revoke-programs-of-account"](made_by_account=account_id))
        keys = [row["id"] for row in ended]
        await audit.record(conn, "account-disabled", by=by, account=account_id, keys=keys)


async def enable(conn: Connection, account_id: UUID, *, by: str = audit.MACHINE) -> None:
    """It may sign in again; sessions and keys that ended stay ended."""
    async with conn.transaction():
        await conn.execute(*SQL["enable-account"](account_id=account_id))
        await audit.record(conn, "account-enabled", by=by, account=account_id)


async def reset(conn: Connection, username: str, *, by: str = audit.MACHINE) -> str:
    """A one-time password in place of one that was lost or stolen; every session ends, every guess is forgotten.

    Browsers that were known are strangers again: one of them may be the thief's. Raises NotFound("account-unknown").
    """
    account_id, password = await id_of(conn, username), one_time_password()
    hashed = await hash_password(password)
    async with conn.transaction():
        # The guesses' rows before the account's, in the order of guesses.count and of a sign-in.
        await guesses.unlock(conn, username)
        await conn.execute(*SQL["set-password"](id=account_id, password_hash=hashed, must_change_password=True))
        await conn.execute(*SQL["close-sessions-of"](account_id=account_id, token_hash=None))
        await conn.execute(*SQL["forget-browsers-of"](account_id=account_id))
        await audit.record(conn, "password-reset", by=by, account=account_id)
    return password
