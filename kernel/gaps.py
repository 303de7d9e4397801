"""Between a stored position and what the broker holds: holes that it explains, and records that are lost.

A transaction's control record takes an offset, and compaction takes records away: a reader gets a later record than the
one it asks for, and nothing is missing. Lost is what was deleted before it was read (the log begins behind it),
and what a broker no longer knows (the log ends before the position: its disk was lost, or the topic made anew). Then
that partition stands still, marked in the database, until `jiayuan resume` has published again what was lost; the other
partitions go on.
"""

import asyncio
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kernel import inbox, telemetry
from kernel.db import Connection
from kernel.kafka import Consumer, ConsumerRecord, OffsetOutOfRangeError, TopicPartition, start_consumer

DELETED, ENDED = "deleted-before-read", "log-ends-before-position"
# A leader that has only just been chosen may not know yet how far its log is committed.
LOOKS, BETWEEN_LOOKS_SECONDS = 3, 1.0
log = telemetry.logger(__name__)

_LOST = "select topic, partition, lost from position where consumer = $1 and lost is not null"
_MARK = "update position set lost = $4 where consumer = $1 and topic = $2 and partition = $3"


class Held(NamedTuple):
    """What the broker holds of one partition: the offsets of its first record and behind its last."""

    start: int
    end: int


def judged(position: int, held: Held) -> str | None:
    """How records before `position` or behind it were lost; None when they were not."""
    if held.start > position:
        return DELETED
    return ENDED if held.end < position else None


async def held(consumer: Consumer, places: Iterable[TopicPartition]) -> dict[TopicPartition, Held]:
    """What the broker holds of each of `places` now. Raises KafkaError."""
    asked = list(places)
    starts, ends = await consumer.beginning_offsets(asked), await consumer.end_offsets(asked)
    return {tp: Held(starts[tp], ends[tp]) for tp in asked}


async def find_lost(
    conn: Connection, consumer: Consumer, name: str, positions: Mapping[TopicPartition, int]
) -> dict[TopicPartition, str]:
    """The partitions that `name` cannot go on with, and why; new ones are marked and reported. Raises KafkaError."""
    marked = {TopicPartition(r["topic"], r["partition"]): str(r["lost"]) for r in await conn.fetch(_LOST, name)}
    broker = await held(consumer, positions)
    for look in range(1, LOOKS):
        if not any(broker[tp].end < at for tp, at in positions.items() if tp not in marked):
            break
        await asyncio.sleep(BETWEEN_LOOKS_SECONDS * look)
        broker = await held(consumer, positions)
    lost = {}
    for tp, position in positions.items():
        how = marked.get(tp) or judged(position, broker[tp])
        telemetry.RECORDS_LOST.labels(name, tp.topic, str(tp.partition)).set(1 if how else 0)
        if how is None:
            continue
        lost[tp] = how
        await conn.execute(_MARK, name, tp.topic, tp.partition, how)
        log.error(
            "records_lost", consumer=name, topic=tp.topic, partition=tp.partition, how=how, position=position,
            log_starts=broker[tp].start, log_ends=broker[tp].end,
        )  # fmt: skip
    return lost


async def first_record(consumer: Consumer, tp: TopicPartition, position: int, end: int) -> ConsumerRecord | None:
    """The first record at or behind `position`; None when there is none before `end`. Raises OffsetOutOfRangeError."""
    consumer.assign([tp])
    consumer.seek(tp, position)
    while await consumer.position(tp) < end:
        found = await consumer.getmany(tp, timeout_ms=200, max_records=1)
        if found.get(tp):
            first: ConsumerRecord = found[tp][0]
            return first if first.offset < end else None
    return None


async def explained(bootstrap: str, tp: TopicPartition, position: int, first: int) -> bool:
    """Whether the broker has nothing to read from `position` up to, not including, `first`. Raises KafkaError."""
    consumer = await start_consumer(bootstrap, "gaps", max_poll_records=1)
    try:
        return await first_record(consumer, tp, position, first) is None
    except OffsetOutOfRangeError:
        return False
    finally:
        await consumer.stop()


async def step_over(conn: Connection, bootstrap: str, name: str, tp: TopicPartition, position: int, to: int) -> bool:
    """Move the position of `name` over a hole that the broker explains; false, and nothing moved, when it does not.

    Raises KafkaError, inbox.Fenced.
    """
    if not await explained(bootstrap, tp, position, to):
        return False
    await inbox.advance(conn, name, tp.topic, tp.partition, position, to)
    log.info("hole_explained", consumer=name, topic=tp.topic, partition=tp.partition, position=position, to=to)
    return True
