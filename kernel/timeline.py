"""After a restore: a new store epoch, and consumers that go on from it as if the lost facts had not been.

A restore takes back facts that Kafka still holds. They stay on the topics, where partners may have read them; who
remembers events by their number sees the same number again with a higher `store_epoch` and knows that history was
rewritten. The house's own consumers were restored together with the rooms, so they must not read the lost facts at
all: they go on at the end of every topic, and whatever they had not applied yet is published once more.
"""

import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import asyncpg

from contracts.catalogue import CATALOGUE
from kernel.db import Connection
from kernel.kafka import TopicPartition, start_consumer

# CloudEvents' integers have 32 bits: enough for 68 years of seconds.
COUNTED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
_ADVANCE = """
insert into position (consumer, topic, partition, next_offset)
select $1, * from unnest($2::text[], $3::int[], $4::bigint[])
on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset, lost = null
"""
# Sound because the inbox of a consumer holds, for each aggregate, the last number that it applied.
_PUBLISH_AGAIN = """
with missed as (
    select o.id from outbox o
    left join unnest($2::text[], $3::bigint[]) as seen (aggregate, seq) using (aggregate)
    where o.published_at is not null and o.topic = any($1::text[]) and o.aggregate_seq > coalesce(seen.seq, 0)
)
update outbox set published_at = null where id in (select id from missed)
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a new timeline began with: the epoch of every database, and how many events go out once more."""

    epoch: int
    published_again: int


async def begin(dsns: Mapping[str, str], bootstrap: str, now: datetime) -> Begun:
    """Begin a new timeline in every database of `dsns` (room → DSN), restored to one moment; nothing else may run.

    Raises asyncpg.PostgresError, KafkaError. Done twice, it is another epoch and harms nothing.
    """
    async with _opened(dsns) as connections:
        again = await _from_the_ends(connections, bootstrap)
        # Last: a run that is cut off before begins again.
        epoch = await _next_epoch(connections, now)
        for conn in connections.values():
            await conn.execute("update store set epoch = $1", epoch)
        return Begun(epoch, again)


async def resume(dsns: Mapping[str, str], bootstrap: str) -> int:
    """Go on after Kafka lost records that a reader had not applied; answers how many events go out once more.

    Every reader of `dsns` (room → DSN) starts at the ends of its topics, and whatever it had not applied is published
    again from the rooms' archives. Nothing counts twice: what was applied is known by its number. Nothing else may
    run, or a newer event would overtake those of its aggregate that are still to come. It is the same timeline: no
    epoch changes. Raises asyncpg.PostgresError, KafkaError. Done twice, it harms nothing.
    """
    async with _opened(dsns) as connections:
        return await _from_the_ends(connections, bootstrap)


@contextlib.asynccontextmanager
async def _opened(dsns: Mapping[str, str]) -> AsyncIterator[dict[str, Connection]]:
    connections: dict[str, Connection] = {}
    try:
        for room, dsn in dsns.items():
            connections[room] = await asyncpg.connect(dsn, timeout=10)
            # Whole archives are gone through: the role's 5 s are for commands.
            await connections[room].execute("set statement_timeout = 0")
        yield connections
    finally:
        for conn in connections.values():
            await conn.close()


async def _from_the_ends(connections: Mapping[str, Connection], bootstrap: str) -> int:
    """Readers to the ends of their topics, and what they had not applied out once more; answers how many events."""
    ends = await ends_of_topics(bootstrap)
    again = 0
    for reader, conn in connections.items():
        topics = [t.name for t in CATALOGUE.consumed_by(reader) if not t.compacted]
        seen = await conn.fetch("select aggregate, seq from inbox where consumer = $1", reader)
        for owner in connections.values():
            again += await _publish_again(owner, topics, {row["aggregate"]: row["seq"] for row in seen})
        places = [(tp, end) for tp, end in ends.items() if tp.topic in topics]
        await conn.execute(
            _ADVANCE, reader, [tp.topic for tp, _ in places], [tp.partition for tp, _ in places],
            [end for _, end in places],
        )  # fmt: skip
    return again


async def _next_epoch(connections: Mapping[str, Connection], now: datetime) -> int:
    """Greater than any that was ever used, also by lives that this database knows nothing of.

    A second restore may go back to before the first, whose epoch is then forgotten: so it is counted by the clock, in
    seconds, and never falls.
    """
    known = [int(await conn.fetchval("select epoch from store")) for conn in connections.values()]
    return max(max(known) + 1, int((now - COUNTED_FROM).total_seconds()))


async def _publish_again(owner: Connection, topics: list[str], seen: Mapping[str, int]) -> int:
    status = await owner.execute(_PUBLISH_AGAIN, topics, list(seen), list(seen.values()))
    return int(status.rpartition(" ")[2])


async def ends_of_topics(bootstrap: str) -> dict[TopicPartition, int]:
    """Where every topic of the catalogue ends now. Raises KafkaError."""
    consumer = await start_consumer(bootstrap, "timeline")
    try:
        places = [TopicPartition(t.name, p) for t in CATALOGUE.topics.values() for p in range(t.partitions)]
        ends: dict[TopicPartition, int] = await consumer.end_offsets(places)
        return ends
    finally:
        await consumer.stop()
