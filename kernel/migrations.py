"""Migrations: numbered `.sql` files a room, `pre` (before the new code runs) and `post` (after the old is gone).

A file is applied once, in its own transaction, and its digest kept: a changed file that was applied is refused.
"""

import hashlib
import re
from pathlib import Path
from typing import Literal

import asyncpg

from kernel.db import Connection

Phase = Literal["pre", "post"]

ROOT = Path(__file__).resolve().parent.parent
KERNEL = ROOT / "kernel" / "migrations"
FOLDERS: dict[str, tuple[Path, ...]] = {
    "activities": (KERNEL, ROOT / "services/activities/migrations"),
    "inspections": (KERNEL, ROOT / "services/inspections/migrations"),
    "relief": (KERNEL, ROOT / "services/relief/migrations"),
    "engagement": (KERNEL, ROOT / "services/engagement/migrations"),
    "gateway": (KERNEL, ROOT / "gateway/migrations"),
}
FILE_NAME = re.compile(r"^\d{4}_(pre|post)_[a-z0-9_]+\.sql$")
# Any constant does: two processes that migrate one database at once must take turns.
LOCK = 7_310_106_012


class RoleMissing(Exception):
    """The database's owner migrates, and the role of the room's processes is not there to be given its rights."""


class MigrationChanged(Exception):
    """A migration that was applied has another content now."""


def files(folder: Path, phase: Phase | None = None) -> list[Path]:
    """The folder's migrations in order. Raises ValueError on a file name that is not one."""
    found = sorted(folder.glob("*.sql"))
    for path in found:
        if not FILE_NAME.match(path.name):
            raise ValueError(f"not a migration's name: {path.name}")
    return [p for p in found if phase is None or f"_{phase}_" in p.name]


async def migrate(conn: Connection, folders: tuple[Path, ...], phase: Phase | None = None) -> list[str]:
    """Apply what is missing, `phase` alone or all; answers the names applied.

    Raises MigrationChanged when an applied file was edited since.
    """
    applied: list[str] = []
    await conn.execute("select pg_advisory_lock($1)", LOCK)
    try:
        await conn.execute(
            "create table if not exists migration (name text primary key, digest text not null,"
            " applied_at timestamptz not null default now())"
        )
        known = {r["name"]: r["digest"] for r in await conn.fetch("select name, digest from migration")}
        for folder in folders:
            for path in files(folder, phase):
                name = f"{folder.parent.name}/{path.name}"
                sql = path.read_text(encoding="utf-8")
                digest = hashlib.sha256(sql.encode()).hexdigest()
                if name in known:
                    if known[name] != digest:
                        raise MigrationChanged(name)
                    continue
                async with conn.transaction():
                    # A role's limit is for commands; a statement over all rows of a large table takes what it takes.
                    await conn.execute("set local statement_timeout = 0")
                    await conn.execute(sql)
                    await conn.execute("insert into migration (name, digest) values ($1, $2)", name, digest)
                applied.append(name)
    finally:
        await conn.execute("select pg_advisory_unlock($1)", LOCK)
    return applied


async def grant(conn: Connection, room: str) -> None:
    """What the processes' role, which has the room's name, may do: everybody's `rights.sql`, then the room's own.

    Nothing where that role owns the tables itself, or where a superuser migrates and there is no such role.
    Raises RoleMissing.
    """
    if await conn.fetchval("select current_user = $1", room):
        return
    if not await conn.fetchval("select exists (select from pg_roles where rolname = $1)", room):
        if await conn.fetchval("select rolsuper from pg_roles where rolname = current_user"):
            return
        raise RoleMissing(room)
    async with conn.transaction():
        await conn.execute("select pg_advisory_xact_lock($1)", LOCK)
        for folder in (ROOT / "kernel", FOLDERS[room][-1].parent):
            if (rights := folder / "rights.sql").exists():
                await conn.execute(rights.read_text(encoding="utf-8").replace("{room}", f'"{room}"'))


async def migrate_all(dsns: dict[str, str]) -> dict[str, list[str]]:
    """Bring every database named in `dsns` (room → DSN) up to date; answers what was applied, by room."""
    applied = {}
    for room, dsn in dsns.items():
        conn = await asyncpg.connect(dsn, timeout=10)
        try:
            applied[room] = await migrate(conn, FOLDERS[room])
            await grant(conn, room)
        finally:
            await conn.close()
    return applied
