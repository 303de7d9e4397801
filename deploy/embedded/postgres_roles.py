"""One role and one database a room, closed to the other rooms."""

from __future__ import annotations

from typing import Any

import asyncpg

# Every one of these defaults to "off" in PostgreSQL (measured), so that one forgotten lock would stop a room.
ROLE_LIMITS = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "10s",
}


async def ensure_databases(admin: str, passwords: dict[str, str]) -> None:
    """Makes what is missing and sets passwords and limits; `passwords` is by room."""
    connection = await asyncpg.connect(admin)
    try:
        for public in ("postgres", "template1"):
            await connection.execute(f'REVOKE CONNECT, TEMPORARY ON DATABASE "{public}" FROM PUBLIC')
        for name, password in passwords.items():
            await _ensure_database(connection, name, password)
    finally:
        await connection.close()


async def _ensure_database(connection: asyncpg.Connection[Any], name: str, password: str) -> None:
    """Names are rooms' and passwords url-safe random text: neither can carry a quote."""
    if not name.isidentifier():
        raise ValueError(f"not a database's name: {name!r}")
    if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", name):
        await connection.execute(f'CREATE ROLE "{name}" LOGIN')
    await connection.execute(f"ALTER ROLE \"{name}\" PASSWORD '{password}'")
    for setting, value in ROLE_LIMITS.items():
        await connection.execute(f"ALTER ROLE \"{name}\" SET {setting} = '{value}'")
    if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
        await connection.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
    await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
