"""One database a room, closed to the others; one role owns and migrates it, the processes' role owns nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg

# Every one of these defaults to "off" in PostgreSQL (measured), so that one forgotten lock would stop a room.
ROLE_LIMITS = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
}


# As `kernel/rights.sql` has it: what a role that has just lost its tables needs until the next migration.
CARRIED_OVER = """
REASSIGN OWNED BY "{room}" TO "{owner}";
GRANT USAGE ON SCHEMA public TO "{room}";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{room}";
"""


def owner_of(room: str) -> str:
    """The role that owns a room's tables and migrates them.

    Another one than the processes': an owner can switch off the triggers that keep what was written from being changed.
    """
    return f"{room}_owner"


async def ensure_databases(admin: str, rooms: Sequence[str], password: Callable[[str], str]) -> None:
    """Makes what is missing, sets limits, and the password that `password` answers for each role."""
    connection = await asyncpg.connect(admin)
    try:
        for public in ("postgres", "template1"):
            await connection.execute(f'REVOKE CONNECT, TEMPORARY ON DATABASE "{public}" FROM PUBLIC')
        for room in rooms:
            for role in (room, owner_of(room)):
                await _ensure_role(connection, role, password(role))
            await _ensure_database(connection, room)
            await _own_apart(admin, room)
    finally:
        await connection.close()


async def _ensure_role(connection: asyncpg.Connection[Any], name: str, password: str) -> None:
    """Names are rooms' and passwords url-safe random text: neither can carry a quote."""
    if not name.isidentifier():
        raise ValueError(f"not a role's name: {name!r}")
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name):
        await connection.execute(f'CREATE ROLE "{name}" LOGIN')
    await connection.execute(f"ALTER ROLE \"{name}\" PASSWORD '{password}'")
    for setting, value in ROLE_LIMITS.items():
        await connection.execute(f"ALTER ROLE \"{name}\" SET {setting} = '{value}'")


async def _ensure_database(connection: asyncpg.Connection[Any], name: str) -> None:
    if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        await connection.execute(f'CREATE DATABASE "{name}" OWNER "{owner_of(name)}"')
    await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')


async def _own_apart(admin: str, room: str) -> None:
    """Also what was made when the room's role still owned it: its database and all that is in it.

    Processes that still run go on meanwhile: what they may do is granted in the transaction that takes the tables.
    """
    connection = await asyncpg.connect(admin, database=room)
    try:
        if await connection.fetchval("SELECT EXISTS (SELECT FROM pg_class WHERE relowner = $1::regrole)", room):
            async with connection.transaction():
                await connection.execute(CARRIED_OVER.format(room=room, owner=owner_of(room)))
        await connection.execute(f'ALTER DATABASE "{room}" OWNER TO "{owner_of(room)}"')
        await connection.execute(f'GRANT CONNECT ON DATABASE "{room}" TO "{room}"')
    finally:
        await connection.close()
