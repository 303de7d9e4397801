"""The restore drill: back to a chosen second, then after a lost disk; what was before is there, what came after is not.

`python -m tests.faults.restore --seconds 45` prints one row a guarantee, with the measured RPO and RTO (PROOF-13).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from cli.rebuild import from_archives
from cli.restore import Restored, put_back
from deploy.embedded.postgres import Postgres
from deploy.embedded.stack import Stack
from deploy.embedded.tell import Teller
from tests.faults.campaign import ACCOUNTS, report, verified
from tests.faults.oracles import ROOMS, Finding, money_and_seats
from tests.faults.world import Caller, Gateway, Journal, World, build
from tests.kit.stores import throwaway_home

RPO_SECONDS, RTO_SECONDS = 60, 15 * 60
CALLERS = 8
ROWS = 300_000
QUIET = Teller(quiet=True)


class Load:
    """Callers at the running product, for some seconds at a time."""

    def __init__(self, stack: Stack, rest: float) -> None:
        self.journal, self._rest = Journal(), rest
        self._accounts = {
            name: Gateway(stack.url("gateway"), name, stack.passwords[name], self.journal) for name in ACCOUNTS
        }

    async def run(self, seconds: float, world: World | None) -> World:
        """Mixed commands until the time is up; builds the district where there is none yet."""
        try:
            world = world or await build(self._accounts["operator"])
            until = time.monotonic() + seconds
            async with asyncio.TaskGroup() as group:
                for number in range(CALLERS):
                    group.create_task(self._call(Caller(number, world, self._accounts, self._rest), until))
        finally:
            for account in self._accounts.values():
                await account.close()
        return world

    async def _call(self, caller: Caller, until: float) -> None:
        while time.monotonic() < until:
            await caller.step()


def load(stack: Stack, seconds: float, rest: float, world: World | None = None) -> World:
    return asyncio.run(Load(stack, rest).run(seconds, world))


def facts(dsns: dict[str, str]) -> dict[str, datetime]:
    """Every committed fact and when it was."""

    async def read() -> dict[str, datetime]:
        found: dict[str, datetime] = {}
        for room in ROOMS:
            conn = await asyncpg.connect(dsns[room])
            rows = await conn.fetch("select event_id::text, occurred_at from outbox")
            await conn.close()
            found |= {row[0]: row[1] for row in rows}
        return found

    return asyncio.run(read())


def drill(home: Path, seconds: float, rest: float = 0.0) -> list[Finding]:
    """Back to a second, forward again to a later one of the first life, then a lost disk: all on one home.

    `rest` is how long a caller waits after each command (`Caller`).
    """
    with Stack(home, quiet=True) as stack:
        world = load(stack, 3, rest)
        server = Postgres.running(home)
        server.back_up(datetime.now(UTC))
        _much_log(server)
        load(stack, 3, rest, world)
        chosen = datetime.now(UTC)
        load(stack, 3, rest, world)
        later = datetime.now(UTC)
        load(stack, 2, rest, world)
        lived = facts(stack.card()["dsns"])
    first = put_back(home, chosen, QUIET)
    findings = [*_as_it_was(home, chosen, lived, first, 1), _replayed(home)]
    # That was too early a second: the first life's own archive has the later one.
    second = put_back(home, later, QUIET, first.aside.archive)
    findings += _as_it_was(home, later, lived, second, first.timeline.begun.epoch)
    with Stack(home, quiet=True) as stack:
        findings.append(verified(stack))
        # The world remembers registrations of the lost timeline: those are refused, which is as it should be.
        load(stack, seconds, rest, world)
        lived, lost_at = facts(stack.card()["dsns"]), datetime.now(UTC)
        archive = Postgres.running(home).archive.folder
        saved = shutil.copytree(archive, archive.with_name("saved"))
    return findings + _after_a_lost_disk(home, archive, saved, lived, lost_at)


def _much_log(server: Postgres) -> None:
    """More than is replayed in a moment: a server answers long before it has replayed its log."""
    _asked(server, f"create table replayed as select n from generate_series(1, {ROWS}) as n")


def _replayed(home: Path) -> Finding:
    with Stack(home, quiet=True, only=["postgres"]):
        found = _asked(Postgres.running(home), "select count(*) from replayed")
    return Finding("all of the log was replayed", f"{found} of {ROWS} rows", found == ROWS)


def _asked(server: Postgres, sql: str) -> int | None:
    async def ask() -> int | None:
        conn = await asyncpg.connect(server.admin_dsn())
        try:
            found: int | None = await conn.fetchval(sql)
            return found
        finally:
            await conn.close()

    return asyncio.run(ask())


def _as_it_was(home: Path, chosen: datetime, lived: dict[str, datetime], done: Restored, used: int) -> list[Finding]:
    before = {event for event, at in lived.items() if at <= chosen}
    there = _kept(home)
    missing, beyond = before - there, there - before
    after = len(lived) - len(before)
    epoch = done.timeline.begun.epoch
    figure = f"{len(before)} facts before it, {len(missing)} missing; {after} after it, {len(beyond)} there"
    return [
        Finding("restored to the chosen second", figure, not missing and not beyond and after > 0),
        Finding("the store's epoch is a new one", f"{epoch}, after {used}", epoch > used),
        _in_time(done),
    ]


def _after_a_lost_disk(
    home: Path, archive: Path, saved: Path, lived: dict[str, datetime], lost_at: datetime
) -> list[Finding]:
    """The data is gone, and of the archive there is what had been handed over when the disk went."""
    shutil.rmtree((home / "postgres").resolve())
    shutil.rmtree(archive)
    saved.rename(archive)
    done = put_back(home, None, QUIET)
    there = _kept(home)
    with Stack(home, quiet=True) as stack:
        lost = [at for event, at in lived.items() if event not in there]
        rpo = (lost_at - min(lost)).total_seconds() if lost else 0.0
        figure = f"RPO {rpo:.1f} s: {len(lost)} of {len(lived)} facts lost, {len(there - lived.keys())} invented"
        findings = [
            Finding("a lost disk loses less than a minute", figure, rpo <= RPO_SECONDS and there <= lived.keys()),
            _in_time(done),
            verified(stack),
            *asyncio.run(money_and_seats(stack.card()["dsns"])),
        ]
        dsns = stack.card()["dsns"]
    with Stack(home, quiet=True, only=["postgres", "kafka"]) as stores:
        again = from_archives({name: stores.dsn(name) for name in dsns}, stores.bootstrap)
    figure = f"{again.events} events in {again.seconds:.1f} s, digest {again.after[:12]}"
    return [
        *findings,
        Finding("the statistics rebuilt are the same", figure, again.same and again.events > 0 == again.waiting),
    ]


def _kept(home: Path) -> set[str]:
    """The facts that a restore kept, before any process runs and adds its own."""
    with Stack(home, quiet=True, only=["postgres"]) as stores:
        return set(facts({room: stores.dsn(room) for room in ROOMS}))


def _in_time(done: Restored) -> Finding:
    return Finding("restored in time", f"RTO {done.seconds:.1f} s", done.seconds <= RTO_SECONDS)


def main() -> int:
    """The drill from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=75, help="of load before the disk is lost")
    asked = parser.parse_args()
    os.environ["JIAYUAN_RATE_PER_MINUTE"] = "1000000"
    with throwaway_home() as home:
        findings = drill(home, asked.seconds)
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
