"""Once: a command's key with its stored reply, in the transaction of the effect (draft-ietf-httpapi-idempotency-key).

Same principal and key: the same request gets the stored reply, another request is refused, one still running
is a conflict. Keys are kept seven days.
"""

from dataclasses import dataclass
from datetime import timedelta

from kernel.db import Connection
from kernel.errors import Conflict, Refused

KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stored:
    """A reply as it was first given."""

    status: int
    reply: bytes
    replayed: bool


async def recall(conn: Connection, principal: str, key: str, request_hash: bytes) -> Stored | None:
    """The stored reply of this key, or None when the command is to be done now, by this transaction alone.

    Raises Conflict("command-in-flight") while another transaction does it, Refused("idempotency-key-reused")
    when the key was used for another request.
    """
    # The lock answers the race of two requests with one key: the second must not wait for a seat to be sold twice
    # nor run into the primary key at commit; the caller is asked to come back.
    free = await conn.fetchval("select pg_try_advisory_xact_lock(hashtextextended($1, 1))", f"{principal}\n{key}")
    if not free:
        raise Conflict("command-in-flight")
    row = await conn.fetchrow(
        "select request_hash, status, reply from idempotency where principal = $1 and key = $2",
        principal,
        key,
    )
    if row is None:
        return None
    if row["request_hash"] != request_hash:
        raise Refused("idempotency-key-reused")
    return Stored(row["status"], row["reply"], replayed=True)


async def keep(conn: Connection, principal: str, key: str, request_hash: bytes, stored: Stored) -> None:
    """Store the reply beside the effect."""
    await conn.execute(
        "insert into idempotency (principal, key, request_hash, status, reply) values ($1, $2, $3, $4, $5)",
        principal,
        key,
        request_hash,
        stored.status,
        stored.reply,
    )


async def forget_old(conn: Connection) -> int:
    """Drop replies older than KEPT; answers how many."""
    rows = await conn.fetch("delete from idempotency where stored_at < now() - $1::interval returning 1", KEPT)
    return len(rows)
