"""The demonstration's accounts on this machine: made once, a password each, kept in a file for its owner alone."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import asyncpg

from deploy.embedded.failure import StartFailed
from deploy.embedded.places import write_private
from gateway.demonstration import OF_ORGANISATIONS, PEOPLE, ensure, missing

FILE = "accounts.json"
# What a home of before has: one password for all of them. It stays theirs until it is changed.
SHARED = "password"


def read(home: Path) -> dict[str, str]:
    """The passwords by username, as they were made; one that was changed since is known to its owner alone.

    Raises StartFailed.
    """
    file = home / FILE
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        kept = None
    if not isinstance(kept, dict) or not all(isinstance(p, str) and p for p in kept.values()):
        mend = "delete it, then jiayuan account reset NAME for each account you need; show the new ones by account show"
        raise StartFailed("accounts", f"{file}: is not what a start wrote", mend=mend)
    return kept


async def make(dsn: str, home: Path) -> dict[str, str]:
    """Make the accounts that are missing; a password that exists is never set again. Answers the kept passwords."""
    kept = read(home)
    conn = await asyncpg.connect(dsn, timeout=10)
    try:
        wanted = await missing(conn)
        shared = _shared(home)
        for name in [*PEOPLE, *OF_ORGANISATIONS]:
            if name in kept:
                continue
            if shared is not None and name not in wanted:
                kept[name] = shared
            elif name in wanted or name in OF_ORGANISATIONS:
                kept[name] = secrets.token_urlsafe(12)
        # Before the accounts: a password that was not shown opens nothing, one that was not kept is lost.
        if kept != read(home):
            write_private(home / FILE, json.dumps(kept, indent=1, sort_keys=True))
        await ensure(conn, kept)
    finally:
        await conn.close()
    return kept


def _shared(home: Path) -> str | None:
    try:
        return (home / SHARED).read_text(encoding="ascii").strip() or None
    except (FileNotFoundError, UnicodeDecodeError):
        return None
