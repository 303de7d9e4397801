"""The recount: figures from the rooms' own tables, by SQL that shares nothing with the fold.

Each room's query `figure-rows` (services/<room>/figures.sql) gives a row a countable fact; an opened figure
lists the same rows.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import asyncpg

from kernel.db import queries

ROOMS = ("activities", "inspections", "relief")
GRAINS = ("day", "week", "month", "total")
DIMENSIONS = ("district", "line", "programme", "organisation", "venue")
HERE = Path(__file__).parent
ANY_ROOM = queries(HERE / "room.sql")
CHECKS = {room: queries(HERE / f"{room}.sql") for room in ROOMS}

# Weeks begin on Monday (ISO 8601), as Postgres has them. A total is one window that begins with the first day asked.
_BY_WINDOW = """
with rows as ({rows})
select case $1::text when 'total' then $4::date when 'day' then day else date_trunc($1, day)::date end as window,
       case $2::text when 'district' then 'district' when 'line' then $3 when 'programme' then programme
                     when 'organisation' then organisation::text else venue::text end as member,
       metric,
       case when metric like 'people\\_%' then count(distinct subject) else sum(value) end::bigint as value
from rows
where case $2 when 'venue' then venue is not null when 'organisation' then organisation is not null else true end
group by 1, 2, 3
"""


class Figure(NamedTuple):
    """The name of one figure."""

    grain: str
    dimension: str
    window: date
    member: str
    metric: str


async def recount(dsns: dict[str, str], start: date) -> dict[Figure, int]:
    """Every figure of every grain and dimension; `start` names the total's window. Zeroes are left out."""
    found: dict[Figure, int] = {}
    for room in ROOMS:
        conn = await asyncpg.connect(dsns[room], timeout=10)
        try:
            # A recount may read every row there is: the role's 5 s are for commands.
            await conn.execute("set statement_timeout = '120s'")
            sql = _BY_WINDOW.format(rows=import_module(f"services.{room}.storage").SQL["figure-rows"].text)
            async with conn.transaction(isolation="repeatable_read", readonly=True):
                for grain, dimension in _kinds():
                    for row in await conn.fetch(sql, grain, dimension, room, start):
                        if row["value"]:
                            figure = Figure(grain, dimension, row["window"], row["member"], row["metric"])
                            found[figure] = found.get(figure, 0) + row["value"]
        finally:
            await conn.close()
    return found


def _kinds() -> Iterator[tuple[str, str]]:
    for grain in GRAINS:
        for dimension in DIMENSIONS:
            yield grain, dimension


async def broken_rules(dsns: dict[str, str]) -> list[str]:
    """What the rooms' own tables contradict each other in: seats, money, versions, event numbers; empty when sound."""
    broken: list[str] = []
    for room in ROOMS:
        conn = await asyncpg.connect(dsns[room], timeout=10)
        try:
            await conn.execute("set statement_timeout = '120s'")
            checks = CHECKS[room] | {"events-without-gap": ANY_ROOM["events-without-gap"]}
            for name, sql in checks.items():
                rows = await conn.fetch(*sql())
                broken += [f"{room}: {name}: {row[0]}" for row in rows]
        finally:
            await conn.close()
    return broken


async def lost_records(dsns: dict[str, str]) -> list[str]:
    """The partitions in which a reader stands still, because Kafka lost what it had not applied; empty when none."""
    found: list[str] = []
    for dsn in dsns.values():
        conn = await asyncpg.connect(dsn, timeout=10)
        try:
            found += [row[0] for row in await conn.fetch(*ANY_ROOM["lost-records"]())]
        finally:
            await conn.close()
    return found


async def unpublished(dsns: dict[str, str]) -> int:
    """Events committed in the rooms and not on Kafka yet."""
    total = 0
    for room in ROOMS:
        conn = await asyncpg.connect(dsns[room], timeout=10)
        try:
            total += await conn.fetchval(*ANY_ROOM["unpublished"]())
        finally:
            await conn.close()
    return total
