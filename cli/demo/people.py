"""The demonstration's people at the door: their accounts made where they are missing, a session for each who acts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg

from cli.beside import headers_of
from gateway import demonstration, sessions


class People:
    """Speaks to the gateway's database. `passwords` are those that people are shown; the others are not needed."""

    def __init__(self, dsn: str, passwords: Mapping[str, str]) -> None:
        self._dsn, self._passwords = dsn, passwords
        self._opened: list[str] = []

    async def headers(self, username: str, /) -> dict[str, str] | None:
        """What somebody's page would send, None where there is no such account or it is disabled."""
        conn = await asyncpg.connect(self._dsn, timeout=10)
        try:
            if username in demonstration.PEOPLE:
                display_name, role = demonstration.PEOPLE[username]
                await self._ensure(conn, username, display_name, role, None)
            token = await sessions.open_by_tool(conn, username)
        finally:
            await conn.close()
        if token is None:
            return None
        self._opened.append(token)
        return headers_of(token)

    async def ensure(self, username: str, display_name: str, role: str, organisation: UUID | None = None) -> bool:
        """Make an account unless it is there; whether it was made."""
        conn = await asyncpg.connect(self._dsn, timeout=10)
        try:
            return await self._ensure(conn, username, display_name, role, organisation)
        finally:
            await conn.close()

    async def _ensure(self, conn: Any, username: str, display_name: str, role: str, organisation: UUID | None) -> bool:
        password = self._passwords.get(username) or secrets.token_urlsafe(24)
        return await demonstration.ensure_one(conn, username, display_name, role, organisation, password)

    async def close(self) -> None:
        """End the sessions that were opened."""
        if not self._opened:
            return
        conn = await asyncpg.connect(self._dsn, timeout=10)
        try:
            for token in self._opened:
                await sessions.sign_out(conn, token)
        finally:
            await conn.close()


def people_of(card: Mapping[str, Any]) -> People:
    """The people of what runs, by its card."""
    return People(card["dsns"]["gateway"], card.get("accounts") or {})
