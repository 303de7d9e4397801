"""`jiayuan rebuild`: wipe the statistics and count them again from the rooms' archives; the digests are printed."""

from __future__ import annotations

import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

import asyncpg
import typer

from cli.verify.recount import ROOMS
from contracts.catalogue import CATALOGUE
from deploy.embedded import runfile
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.places import data_home
from deploy.embedded.processes import DATABASES
from deploy.embedded.stack import Stack
from kernel import timeline
from kernel.db import Connection, Row
from services.engagement.rebuild import digest, rebuild
from services.engagement.storage import CONSUMER

app = typer.Typer(add_completion=False)
PAGE = 4_000
PAGE_OF_ARCHIVE = """
select id, type, aggregate, aggregate_seq, data from outbox
where id > $1 and topic = any($2::text[]) order by id limit $3
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: the digests of the projection before and after, and how fast."""

    events: int
    waiting: int
    before: str
    after: str
    seconds: float

    @property
    def same(self) -> bool:
        """Whether counting again gave the same."""
        return self.before == self.after


@app.command("rebuild", epilog="Example: jiayuan down; jiayuan rebuild; jiayuan up")
def command() -> None:
    """Count every figure again from the rooms' own archives; the product must be down. Exit 1 when they differ."""
    home = data_home()
    if runfile.holder(home) is not None:
        sys.stderr.write(f"rebuild: {home} is in use\n  mend: make stop\n")
        raise typer.Exit(1)
    with Stack(home, only=["kafka", "postgres"]) as stores:
        done = from_archives({name: stores.dsn(name) for name in DATABASES}, stores.bootstrap)
    rate = done.events / done.seconds if done.seconds else 0
    sys.stdout.write(f"{done.events} events in {done.seconds:.1f} s, {rate:.0f} a second\n")
    sys.stdout.write(f"before {done.before}\nafter  {done.after}\n")
    if done.waiting:
        sys.stdout.write(
            f"{done.waiting} events had not been applied before, so the two cannot be held against another\n"
        )
        return
    sys.stdout.write("the same\n" if done.same else "NOT the same\n")
    if not done.same:
        raise typer.Exit(1)


def from_archives(dsns: Mapping[str, str], bootstrap: str) -> Rebuilt:
    """Rebuild engagement's database; nothing but the stores may run."""
    found: list[Rebuilt] = []

    async def run() -> None:
        began = time.monotonic()
        # The ends first: what is published while we count is then read again, and known by its number.
        ends = {tuple(tp): end for tp, end in (await timeline.ends_of_topics(bootstrap)).items()}
        topics = {t.name for t in CATALOGUE.consumed_by(CONSUMER)}
        conn = await asyncpg.connect(dsns["engagement"], timeout=10)
        try:
            async with conn.transaction():
                before = await digest(conn)
            counted = await rebuild(
                conn, _archives(dsns, sorted(topics)), {tp: end for tp, end in ends.items() if tp[0] in topics}
            )
            async with conn.transaction():
                after = await digest(conn)
        finally:
            await conn.close()
        found.append(Rebuilt(counted.events, counted.waiting, before, after, time.monotonic() - began))

    in_own_loop(run)
    return found[0]


async def _archives(dsns: Mapping[str, str], topics: list[str]) -> AsyncIterator[Sequence[Row]]:
    for room in ROOMS:
        conn: Connection = await asyncpg.connect(dsns[room], timeout=10)
        try:
            last = 0
            while rows := await conn.fetch(PAGE_OF_ARCHIVE, last, topics, PAGE):
                yield rows
                last = rows[-1]["id"]
        finally:
            await conn.close()
