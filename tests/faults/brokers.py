"""Three brokers: leaders killed and paused under load; what was committed arrives in order, and the stall is measured.

`python -m tests.faults.brokers --events 8000 --kills 6 --pauses 4` prints one row a guarantee.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import asyncpg
from confluent_kafka.admin import AdminClient

from deploy.access import options
from deploy.embedded.child import poll
from deploy.embedded.postgres import Postgres
from kernel.kafka import access, ensure_topics
from kernel.migrations import migrate_all
from tests.faults.campaign import report
from tests.faults.oracles import Finding
from tests.kit.cluster import NODES, Node, cluster
from tests.kit.outbox import TOPIC, aggregates, first_occurrences, on_topic, published, relaying, write
from tests.kit.stores import throwaway_home

WRITERS = 8
PAUSE_SECONDS = 12.0
TOGETHER_SECONDS = 120.0
# PROOF-10: healthy within a minute of healing; brokers notice a dead one after 9 s (broker.session.timeout.ms).
STALL_SECONDS = 60.0
STALL = """
select max(extract(epoch from published_at - occurred_at))::float8 as longest,
       percentile_cont(0.5) within group (order by extract(epoch from published_at - occurred_at))::float8 as usual
from outbox
"""


@dataclass(frozen=True, slots=True)
class Campaign:
    """One run's size."""

    events: int
    kills: int
    pauses: int


def leader(nodes: list[Node], bootstrap: str) -> Node:
    """The node that leads the topic's first partition. Raises KeyError while it has no leader."""
    found = AdminClient(options(bootstrap, access(bootstrap))).list_topics(TOPIC, timeout=10)
    number = found.topics[TOPIC].partitions[0].leader
    return {node.number: node for node in nodes}[number]


async def _harm(nodes: list[Node], bootstrap: str, campaign: Campaign) -> int:
    """Kill the leader or pause it, and go on when all three agree again; answers how often it was done."""
    done = 0
    for number in range(campaign.kills + campaign.pauses):
        victim = await asyncio.to_thread(leader, nodes, bootstrap)
        if (number % 2 == 0 and number // 2 < campaign.kills) or number // 2 >= campaign.pauses:
            victim.kill()
            await asyncio.to_thread(victim.start)
        else:
            victim.pause()
            await asyncio.sleep(PAUSE_SECONDS)  # the fault itself: this long it is as if the machine hung
            victim.resume()
        await asyncio.to_thread(_whole, bootstrap)
        done += 1
    return done


def _whole(bootstrap: str) -> None:
    """Wait until every copy of the topic is in step: a second broker down would stop writing, as it should."""
    admin = AdminClient(options(bootstrap, access(bootstrap)))

    def in_step() -> bool:
        partitions = admin.list_topics(TOPIC, timeout=10).topics[TOPIC].partitions.values()
        return all(len(partition.isrs) == NODES and partition.leader >= 0 for partition in partitions)

    if not poll(in_step, TOGETHER_SECONDS, every=0.2):
        raise TimeoutError("the brokers did not come together again")


async def run(home: Path, nodes: list[Node], campaign: Campaign) -> list[Finding]:
    """Write while leaders die; then compare what was committed with what lies on the topic."""
    bootstrap = ",".join(node.bootstrap for node in nodes)
    server = Postgres(home)
    await asyncio.to_thread(server.start)
    try:
        server.ensure_databases(["activities"])
        dsn = server.dsn("activities")
        await migrate_all({"activities": server.owner_dsn("activities")})
        await ensure_topics(bootstrap, replication=NODES)
        places = await aggregates(dsn)
        harmed = asyncio.Event()
        async with relaying(dsn, bootstrap) as relay:
            written = [
                asyncio.create_task(_write(dsn, places, campaign.events // WRITERS, harmed)) for _ in range(WRITERS)
            ]
            done = await _harm(nodes, bootstrap, campaign)
            harmed.set()
            committed = sum(await asyncio.gather(*written))
            await published(dsn, deadline=120)
            assert not relay.done(), relay
        return await _judge(dsn, bootstrap, places, committed, done, campaign)
    finally:
        server.stop()


async def _write(dsn: str, places: list[UUID], least: int, harmed: asyncio.Event) -> int:
    """At least so many events, and on until the last fault is over: no fault without load."""
    count = 0
    while count < least or not harmed.is_set():
        await write(dsn, places, 10)
        count += 10
    return count


async def _judge(
    dsn: str, bootstrap: str, places: list[UUID], committed: int, done: int, campaign: Campaign
) -> list[Finding]:
    found = await on_topic(bootstrap, places)
    conn = await asyncpg.connect(dsn)
    rows = await conn.fetch("select 'organisation/' || id::text as key, seq from organisation")
    stall = await conn.fetchrow(STALL)
    await conn.close()
    assert stall is not None
    wanted = {row["key"]: list(range(1, row["seq"] + 1)) for row in rows}
    firsts = {key: first_occurrences(numbers) for key, numbers in found.items()}
    lost = sum(len(set(numbers) - set(firsts.get(key, []))) for key, numbers in wanted.items())
    inverted = sum(firsts[key] != sorted(firsts[key]) for key in firsts)
    twice = sum(len(numbers) for numbers in found.values()) - sum(map(len, firsts.values()))
    planned = campaign.kills + campaign.pauses
    faults = f"{campaign.kills} kills, {campaign.pauses} pauses of {PAUSE_SECONDS:.0f} s, of the leader"
    order = f"{inverted} aggregates inverted, {twice} duplicates, which are allowed"
    figure = f"longest {stall['longest']:.1f} s, usual {stall['usual']:.3f} s from commit to Kafka"
    return [
        Finding("every planned fault was done", faults, done == planned),
        Finding("every committed event is on the topic", f"{committed} committed, {lost} lost", lost == 0 < committed),
        Finding("in order of its aggregate", order, firsts == wanted),
        Finding("no stall outlasts a minute", figure, stall["longest"] <= STALL_SECONDS),
    ]


def main() -> int:
    """The long run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=8_000)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--pauses", type=int, default=4)
    asked = parser.parse_args()
    with throwaway_home() as home, cluster(home) as nodes:
        findings = asyncio.run(run(home, nodes, Campaign(asked.events, asked.kills, asked.pauses)))
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
