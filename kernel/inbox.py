"""Events in, exactly once: the position and the last sequence of each aggregate move with the effect.

A relay may publish an event twice; at or below the last sequence seen it is a duplicate and has no effect. A
jump is a gap: it is counted and logged as an alarm, and the event is applied, because dropping it would lose
a second one. A jump of more than LONGEST_JUMP is implausible: applied, it would make duplicates of everything the
aggregate has yet to say. That record is parked, and counted as a gap, so that the same alarm is raised.
"""

from collections.abc import Iterable

from kernel import telemetry
from kernel.db import Connection
from kernel.parking import Park

log = telemetry.logger(__name__)

# Offsets without a hole and this many events of one aggregate missing: that is no loss, that is a wrong number.
LONGEST_JUMP = 1_000

_START = """
insert into position (consumer, topic, partition, next_offset) values ($1, $2, $3, 0)
on conflict (consumer, topic, partition) do update set next_offset = position.next_offset returning next_offset
"""
_ADVANCE = """
update position set next_offset = $5 where consumer = $1 and topic = $2 and partition = $3 and next_offset = $4
"""
_REMEMBER = """
insert into inbox (consumer, aggregate, seq) select $1, * from unnest($2::text[], $3::bigint[])
on conflict (consumer, aggregate) do update set seq = excluded.seq
"""


class Fenced(Exception):
    """Another process moved this partition's position: this one is no longer its owner."""


class OffsetGap(Exception):
    """Records between the position and the first of a batch were not applied, and nothing explains it yet."""

    def __init__(self, topic: str, partition: int, position: int, first: int) -> None:
        super().__init__(f"{topic}/{partition}: at {position}, got {first}")
        self.topic, self.partition, self.position, self.first = topic, partition, position, first


async def next_offset(conn: Connection, consumer: str, topic: str, partition: int) -> int:
    """The offset this consumer is to read next; 0 when it never read."""
    found: int = await conn.fetchval(_START, consumer, topic, partition)
    return found


async def advance(conn: Connection, consumer: str, topic: str, partition: int, expected: int, to: int) -> None:
    """Move the position inside the effect's transaction. Raises Fenced when it is not where we left it."""
    if await conn.execute(_ADVANCE, consumer, topic, partition, expected, to) != "UPDATE 1":
        raise Fenced(f"{consumer} {topic}/{partition}")


async def last_seen(conn: Connection, consumer: str, aggregates: Iterable[str]) -> dict[str, int]:
    """The last sequence number seen of each aggregate, where any was."""
    rows = await conn.fetch(
        "select aggregate, seq from inbox where consumer = $1 and aggregate = any($2::text[])",
        consumer,
        list(aggregates),
    )
    return {row["aggregate"]: row["seq"] for row in rows}


async def remember(conn: Connection, consumer: str, seen: dict[str, int]) -> None:
    """Store the last sequence numbers inside the effect's transaction."""
    if seen:
        await conn.execute(_REMEMBER, consumer, list(seen), list(seen.values()))


async def pass_by(conn: Connection, consumer: str, aggregate: str, seq: int) -> None:
    """Note the number of an event that is put aside, so that its successor is no gap."""
    last = (await last_seen(conn, consumer, [aggregate])).get(aggregate, 0)
    if last < seq <= last + LONGEST_JUMP:
        await remember(conn, consumer, {aggregate: seq})


def is_new(consumer: str, seen: dict[str, int], aggregate: str, seq: int) -> bool:
    """Whether this event was not applied before; notes it in `seen` and counts duplicates and gaps.

    Raises Park for a jump of more than LONGEST_JUMP, and notes nothing.
    """
    last = seen.get(aggregate, 0)
    if seq <= last:
        telemetry.INBOX_DUPLICATES.labels(consumer).inc()
        return False
    if seq > last + 1:
        telemetry.SEQUENCE_GAPS.labels(consumer).inc()
        log.error("sequence_gap", consumer=consumer, aggregate=aggregate, last=last, seq=seq)
    if seq > last + LONGEST_JUMP:
        raise Park("implausible-sequence", f"{seq - last} after the last")
    seen[aggregate] = seq
    return True
