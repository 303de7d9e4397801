"""Programs' keys: `jy_<id>_<secret>`, of which the SHA-256 of the secret is kept.

A key check is a hash of 32 random bytes (0.4 µs), never argon2 (27 ms): a random secret needs no stretching. A key
ends by itself, and with its maker's account: a key that a key made would otherwise outlive the one that was revoked.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

from gateway import audit
from gateway.accounts import Identity, hash_secret
from gateway.storage import SQL
from kernel.auth import Unauthenticated
from kernel.db import Connection
from kernel.errors import NotFound, Refused

LIFETIME, LONGEST = timedelta(days=365), timedelta(days=730)
_OF_A_PROGRAM = "program:"


async def by_key(conn: Connection, key: str) -> Identity | None:
    """Which program a key belongs to, or None."""
    prefix, _, rest = key.partition("_")
    program_id, _, secret = rest.partition("_")
    if prefix != "jy" or not secret:
        return None
    row = await conn.fetchrow(*SQL["program"](program_id=program_id))
    if row is None or not hmac.compare_digest(row["secret_hash"], hash_secret(secret)):
        return None
    subject = _OF_A_PROGRAM + row["id"]
    if row["used_on"] != (today := datetime.now(UTC).date()):
        async with conn.transaction():
            # Of several replicas one writes it down.
            if await conn.fetchval(*SQL["use-program"](program_id=program_id, day=today)) is not None:
                await audit.record(conn, "key-used", by=subject, program=program_id)
    return Identity(subject, row["name"], row["name"], tuple(row["roles"]), row["organisation_id"])


async def add_program(
    conn: Connection,
    name: str,
    roles: list[str],
    organisation: UUID | None = None,
    *,
    expires_at: datetime | None = None,
    made_by: str | None = None,
) -> tuple[str, str, datetime]:
    """A program's id, its key, which is shown this once, and when it ends; `made_by` is the subject of its maker.

    Raises Refused("expiry-out-of-range"), asyncpg.UniqueViolationError on the name, Unauthenticated("key-invalid")
    where the maker has just ended.
    """
    now = datetime.now(UTC)
    expires_at = expires_at or now + LIFETIME
    if not now < expires_at <= now + LONGEST:
        raise Refused("expiry-out-of-range")
    of_program = made_by is not None and made_by.startswith(_OF_A_PROGRAM)
    account = None if made_by is None or of_program else UUID(made_by)
    program = made_by.removeprefix(_OF_A_PROGRAM) if made_by is not None and of_program else None
    program_id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    async with conn.transaction():
        ends = await conn.fetchval(
            *SQL["insert-program"](
                program_id=program_id,
                name=name,
                secret_hash=hash_secret(secret),
                roles=roles,
                organisation_id=organisation,
                expires_at=expires_at,
                made_by_account=account,
                made_by_program=program,
            )
        )
        if ends is None:
            raise Unauthenticated("key-invalid")
        await audit.record(conn, "key-made", by=made_by or audit.MACHINE, program=program_id, roles=roles)
    return program_id, f"jy_{program_id}_{secret}", ends


async def keep_program(conn: Connection, name: str, roles: list[str], lifetime: timedelta) -> str:
    """A fresh key of a program that is run beside the database: the same program each time, its last key is out."""
    secret = secrets.token_urlsafe(32)
    expires_at = datetime.now(UTC) + lifetime
    async with conn.transaction():
        await conn.execute(
            *SQL["keep-program"](name=name, secret_hash=hash_secret(secret), roles=roles, expires_at=expires_at)
        )
        await audit.record(conn, "key-made", by=audit.MACHINE, program=name, roles=roles)
    return f"jy_{name}_{secret}"


async def revoke_program(conn: Connection, program_id: str, *, by: str) -> None:
    """End a program's key and every key made with it. Raises NotFound("program-unknown")."""
    async with conn.transaction():
        ended = await conn.fetch(*SQL["revoke-program"](program_id=program_id))
        if not ended:
            raise NotFound("program-unknown")
        await audit.record(conn, "key-revoked", by=by, program=program_id, keys=[row["id"] for row in ended])
