"""The projection from nothing: the rooms' archives through the same fold, and a digest to compare.

Truth is each room's outbox, which is kept; every figure can be wiped and counted again. The stream must not run.
"""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from contracts.catalogue import CATALOGUE
from contracts.record import Record
from kernel.db import Connection, Row
from services.engagement.fold import Tally, fold
from services.engagement.storage import CONSUMER, SQL, add

# Figures of a rebuild were not written by a partition's lane; any one shard holds them.
SHARD = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """How many events were counted, and how many of them the stream had not applied before."""

    events: int
    waiting: int


async def digest(conn: Connection) -> str:
    """SHA-256 over every figure and every person seen, whichever way they came to be there."""
    found = hashlib.sha256()
    for query in ("digest-sums", "digest-people"):
        async for row in conn.cursor(*SQL[query]()):
            found.update(repr(tuple(row)).encode())
    return found.hexdigest()


async def rebuild(
    conn: Connection, archive: AsyncIterator[Sequence[Row]], ends: Mapping[tuple[str, int], int]
) -> Counted:
    """Count everything again from `archive`, rows of the rooms' outboxes in order.

    `ends` are the topics' ends from before the archive was read: what was published later is read from there on, and
    what is in both is known by its number.
    """
    counted = 0
    seen: dict[str, int] = {}
    async with conn.transaction():
        await conn.execute("set local statement_timeout = 0")
        # Before the wipe: a figure that is zero afterwards has to be published as zero.
        await conn.execute(*SQL["mark-everything"]())
        applied = {row["aggregate"]: row["seq"] for row in await conn.fetch(*SQL["seen"](consumer=CONSUMER))}
        await conn.execute(*SQL["wipe-projection"](consumer=CONSUMER))
        async for rows in archive:
            await add(conn, fold(Tally(), map(_decoded, rows)), SHARD)
            for row in rows:
                seen[row["aggregate"]] = max(seen.get(row["aggregate"], 0), row["aggregate_seq"])
            counted += len(rows)
        await conn.execute(*SQL["remember-seen"](consumer=CONSUMER, aggregates=list(seen), seqs=list(seen.values())))
        places = list(ends)
        await conn.execute(
            *SQL["place-positions"](
                consumer=CONSUMER,
                topics=[t for t, _ in places],
                partitions=[p for _, p in places],
                offsets=list(ends.values()),
            )
        )
    waiting = sum(max(last - applied.get(aggregate, 0), 0) for aggregate, last in seen.items())
    return Counted(counted, waiting)


def _decoded(row: Row) -> Record:
    return msgspec.json.decode(row["data"], type=CATALOGUE.event_type(row["type"]).cls)
