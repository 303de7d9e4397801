"""`python -m tools.schema`: writes each room's `schema.sql`, what its migrations add up to, for people to read.

Nothing runs these files. `tests/integration/kernel/test_schemas.py` holds them against a migrated database.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg

from deploy.embedded.postgres import Postgres
from kernel.db import Connection
from kernel.migrations import FOLDERS, migrate_all

REPOSITORY = Path(__file__).resolve().parents[1]
HEAD = "-- Generated from the migrations by `python -m tools.schema`; read it, and change it by a new migration.\n"
_COLUMNS = """
select c.relname as of, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as needed,
       pg_get_expr(d.adbin, d.adrelid) as given, a.attidentity <> '' as counted, a.attgenerated <> '' as computed
from pg_class c join pg_attribute a on a.attrelid = c.oid
left join pg_attrdef d on (d.adrelid, d.adnum) = (c.oid, a.attnum)
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
order by c.relname, a.attnum
"""
_CONSTRAINTS = """
select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid, true) as is
from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c', 'x')
order by position(contype::text in 'pufcx'), conname
"""
_INDEXES = """
select t.relname as of, pg_get_indexdef(i.indexrelid) as is
from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
where t.relnamespace = 'public'::regnamespace
  and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
order by x.relname
"""
_TRIGGERS = """
select tgrelid::regclass::text as of, pg_get_triggerdef(oid, true) as is
from pg_trigger where not tgisinternal order by tgname
"""
_FUNCTIONS = """
select pg_get_functiondef(p.oid) as is from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.prokind in ('f', 'p')
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
order by p.proname
"""


async def described(conn: Connection) -> str:
    """The tables of a database with their constraints, indexes and triggers, and its functions, in one order."""
    columns, constraints = await conn.fetch(_COLUMNS), await conn.fetch(_CONSTRAINTS)
    after = [*await conn.fetch(_INDEXES), *await conn.fetch(_TRIGGERS)]
    parts = [HEAD]
    for table in sorted({row["of"] for row in columns}):
        own = [_column(row) for row in columns if row["of"] == table]
        own += [f'constraint "{row["name"]}" {row["is"]}' for row in constraints if row["of"] == table]
        parts.append(f"create table {table} (\n    " + ",\n    ".join(own) + "\n);\n")
        parts.append("".join(f"{_short(row['is'])};\n" for row in after if row["of"] == table))
    parts += [f"{row['is'].strip()};\n" for row in await conn.fetch(_FUNCTIONS)]
    return "\n".join(part for part in parts if part)


def _short(text: str) -> str:
    return text.replace(" ON public.", " ON ").replace(" public.", " ")


def _column(row: asyncpg.Record) -> str:
    parts = [row["name"], row["type"], "not null" if row["needed"] else ""]
    if row["counted"]:
        parts.append("generated always as identity")
    elif row["given"] is not None:
        parts.append(f"generated always as ({row['given']}) stored" if row["computed"] else f"default {row['given']}")
    return " ".join(part for part in parts if part)


def home(room: str) -> Path:
    """Where a room's `schema.sql` is."""
    return FOLDERS[room][-1].parent / "schema.sql"


def _written(server: Postgres) -> Iterator[Path]:
    server.ensure_databases(list(FOLDERS))

    async def write(room: str) -> None:
        dsn = server.owner_dsn(room)
        await migrate_all({room: dsn})
        conn = await asyncpg.connect(dsn)
        try:
            home(room).write_text(await described(conn), encoding="utf-8")
        finally:
            await conn.close()

    for room in FOLDERS:
        asyncio.run(write(room))
        yield home(room)


def main() -> int:
    """Start a database of its own, migrate every room in it, write what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        server = Postgres(Path(folder), durable=False)
        server.start()
        try:
            for path in _written(server):
                print(f"wrote {path.relative_to(REPOSITORY)}")
        finally:
            server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
