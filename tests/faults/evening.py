"""An evening of attacks on one running product under load; at its end every figure is recounted.

Poison on every topic, a full disk, every process and store killed and paused, made-up voters, sign-ins all at once,
500 live listeners: `python -m tests.faults.evening` prints one row a guarantee. It mounts a small disk, so it asks
for root.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import aiohttp
import asyncpg
import psutil

from contracts.catalogue import CATALOGUE
from deploy.embedded.stack import Stack
from tests.faults import floods
from tests.faults.campaign import ACCOUNTS, report, verified
from tests.faults.oracles import Finding, exactly_one_effect, money_and_seats, published_is_committed
from tests.faults.poison import found_by_attack, put, thought_of
from tests.faults.world import Caller, Gateway, Journal, World, build
from tests.kit.door import open_door
from tests.kit.records import records

DISK = "600m"
DISK_FULL_SECONDS = 22.0
PAUSE_SECONDS = 15.0
PROBE_EVERY_SECONDS = 0.25
# The door's deadline is 10 s; the rest is this machine, which also runs what asks.
ANSWER_SECONDS = 12.0
HEALED_SECONDS = 60.0
PROCESSES = ("engagement-stream", "engagement", "activities", "inspections", "relief", "gateway")
CONSUMERS = ("gateway", "engagement")


@dataclass(slots=True)
class Probe:
    """A passer-by who asks the door again and again: (when, status, seconds); status 0 is no connection."""

    answers: list[tuple[float, int, float]] = field(default_factory=list)

    async def keep_asking(self, url: str) -> None:
        """Until cancelled."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as http:
            while True:
                began = time.monotonic()
                try:
                    async with http.get(f"{url}/api/activities/public/venues") as answer:
                        await answer.read()
                        status = answer.status
                except (aiohttp.ClientError, TimeoutError):
                    status = 0
                self.answers.append((began, status, time.monotonic() - began))
                await asyncio.sleep(PROBE_EVERY_SECONDS)

    async def asked_since(self, moment: float) -> None:
        """Return when something that was asked after `moment` is answered, or when that takes too long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2 * ANSWER_SECONDS):
                while not self.answers or self.answers[-1][0] < moment:
                    await asyncio.sleep(PROBE_EVERY_SECONDS / 2)

    def finding(self, what: str, since: float, allowed: frozenset[int]) -> Finding:
        """What was answered since then: all of it within the deadline, and with nothing but these statuses."""
        here = [(status, seconds) for at, status, seconds in self.answers if at + seconds >= since]
        counts = {status: sum(s == status for s, _ in here) for status, _ in here}
        slowest = max((seconds for _, seconds in here), default=0.0)
        # Status 0 is allowed where the door itself is stopped: then it is as late as the stop is long.
        late = ANSWER_SECONDS + (PAUSE_SECONDS if 0 in allowed else 0)
        holds = bool(here) and slowest < late and counts.keys() <= allowed
        return Finding(f"the door answers: {what}", f"answers {counts}, slowest {slowest:.1f} s", holds)


@dataclass(slots=True)
class Evening:
    """What the acts share."""

    stack: Stack
    world: World
    accounts: dict[str, Gateway]
    probe: Probe
    findings: list[Finding] = field(default_factory=list)

    async def act(self, what: str, harm: Callable[[], Awaitable[list[Finding]]], allowed: frozenset[int]) -> None:
        """Do harm, see everything ready again within a minute, and judge what the door answered meanwhile."""
        began, before = time.monotonic(), len(self.findings)
        print(f"── {what}", flush=True)
        self.findings += await harm()
        healing = time.monotonic()
        healed = await asyncio.to_thread(self._all_ready)
        seconds = time.monotonic() - healing
        self.findings.append(Finding(f"healed: {what}", f"ready again after {seconds:.1f} s", healed))
        await self.probe.asked_since(healing + seconds)
        self.findings.append(self.probe.finding(what, began, allowed))
        for row in self.findings[before:]:
            print(f"   {'holds' if row.holds else 'BROKEN'} {row.guarantee}: {row.figure}", flush=True)

    def _all_ready(self) -> bool:
        try:
            for name in ("postgres", "kafka", *PROCESSES):
                self.stack.wait_ready(name, HEALED_SECONDS)
        except TimeoutError:
            return False
        return True

    async def poison(self, each: int) -> list[Finding]:
        """On every topic: no process ends, and every record is parked by every consumer of its topic."""
        topics = [t for t in CATALOGUE.topics.values() if t.events and not t.parked]
        bad = [p for t in topics for p in (*found_by_attack(t), *thought_of(t, each, 1))]
        before = {name: self.stack.pid(name) for name in PROCESSES}
        parked_before = {name: await self._parked(name) for name in CONSUMERS}
        await put(self.stack.bootstrap, bad)
        due = {name: sum(name in CATALOGUE.topics[p.topic].consumers for p in bad) for name in CONSUMERS}
        deadline = time.monotonic() + HEALED_SECONDS * 3
        while time.monotonic() < deadline:
            parked = {name: await self._parked(name) - parked_before[name] for name in CONSUMERS}
            if all(parked[name] >= due[name] for name in CONSUMERS):
                break
            await asyncio.sleep(1)
        ended = [name for name in PROCESSES if self.stack.pid(name) != before[name]]
        return [
            Finding("each poison record is parked once", f"{len(bad)} sent, due {due}, parked {parked}", parked == due),
            Finding("poison ends no process", f"ended: {ended or 'none'}", not ended),
        ]

    async def _parked(self, reader: str) -> int:
        return len(await records(self.stack.bootstrap, CATALOGUE.parked_topic(reader).name))

    async def kill(self, name: str) -> list[Finding]:
        """SIGKILL."""
        await asyncio.to_thread(self.stack.kill, name)
        return []

    async def pause(self, name: str) -> list[Finding]:
        """Stopped as if its machine hung, with all its children, then let go on."""
        pid = self.stack.pid(name)
        assert pid is not None
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(PAUSE_SECONDS)  # the fault itself
        finally:
            for one in family:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.send_signal(signal.SIGCONT)
        return []

    async def fill_disk(self) -> list[Finding]:
        """Not a byte is left on the disk of the data for a while; then all of it is there again."""
        taken = await asyncio.to_thread(_fill, self.stack.home / "ballast")
        await asyncio.to_thread(self._all_ready)
        waiting = HEALED_SECONDS * 2
        deadline = time.monotonic() + waiting
        while (left := await self._unpublished()) and time.monotonic() < deadline:
            await asyncio.sleep(0.5)
        figure = f"{taken >> 20} MiB taken for {DISK_FULL_SECONDS:.0f} s, then {left} old rows unpublished"
        return [Finding("relays publish again after the disk was full", figure, not left)]

    async def _unpublished(self) -> int:
        """Committed more than five seconds ago and still not on Kafka."""
        found = 0
        for room in ("activities", "inspections", "relief", "engagement"):
            conn = await asyncpg.connect(self.stack.dsn(room))
            found += await conn.fetchval(
                "select count(*) from outbox where published_at is null and occurred_at < now() - interval '5 seconds'"
            )
            await conn.close()
        return found

    async def floods(self) -> list[Finding]:
        """Voters and sign-ins."""
        url, operator = self.stack.url("gateway"), self.accounts["operator"]

        def memory() -> int:
            return psutil.Process(self.stack.pid("gateway")).memory_info().rss

        return [*await floods.voters(url, operator, self.world), *await floods.sign_ins(url, operator, memory)]

    async def listen(self) -> list[Finding]:
        """Without other load: five hundred streams take what two cores have."""
        door = await open_door(self.stack.url("gateway"), self.stack.dsn("gateway"))
        host, _, port = self.stack.url("gateway").removeprefix("http://").rpartition(":")
        caller = Caller(99, self.world, self.accounts)

        async def stored(after: int) -> list[int]:
            conn = await asyncpg.connect(self.stack.dsn("gateway"))
            rows = await conn.fetch("select feed_id from fact where feed_id > $1 order by feed_id", after)
            await conn.close()
            return [row["feed_id"] for row in rows]

        try:
            return [await floods.listeners(host, int(port), door["auditor"].key, caller.step, stored)]
        finally:
            await door.close()


def _fill(ballast: Path) -> int:
    """Take all room, and again whatever is freed meanwhile; answers the bytes. At the end all of it is given back."""
    taken, ends = 0, time.monotonic() + DISK_FULL_SECONDS
    try:
        with ballast.open("wb", buffering=0) as file:
            while time.monotonic() < ends:
                try:
                    taken += file.write(b"\0" * (1 << 20))
                except OSError:
                    time.sleep(0.02)
    finally:
        ballast.unlink(missing_ok=True)
    return taken


async def run(stack: Stack, each: int, callers: int) -> list[Finding]:
    """The acts in turn under load, the listeners without, then the oracles."""
    journal, probe = Journal(), Probe()
    url = stack.url("gateway")
    accounts = {name: Gateway(url, name, stack.passwords[name], journal) for name in ACCOUNTS}
    sound, starved = frozenset({200}), frozenset({200, 503, 504})
    try:
        world = await build(accounts["operator"])
        evening = Evening(stack, world, accounts, probe)
        asking = asyncio.create_task(probe.keep_asking(url))
        over = asyncio.Event()
        load = [asyncio.create_task(_call(n, world, accounts, over)) for n in range(callers)]
        try:
            await evening.act("poison", lambda: evening.poison(each), sound)
            for name in (*PROCESSES, "kafka", "postgres"):
                door = frozenset({0}) if name == "gateway" else frozenset()
                await evening.act(f"{name} killed", partial(evening.kill, name), starved | door)
                await evening.act(f"{name} paused", partial(evening.pause, name), starved | door)
            await evening.act("a full disk", evening.fill_disk, starved | {0})
            await evening.act("floods", evening.floods, sound | {429})
        finally:
            # Each ends with the command that it is at: one that was cut off would be an effect without an answer.
            over.set()
            ended = await asyncio.gather(*load, return_exceptions=True)
        gave_up = [repr(e) for e in ended if e is not None]
        evening.findings.append(Finding("no caller gave a command up", f"{gave_up or 'none'}", not gave_up))
        await evening.act("listeners", evening.listen, sound | {429})
        asking.cancel()
        dsns = stack.card()["dsns"]
        return [
            *evening.findings,
            await asyncio.to_thread(verified, stack),
            *await exactly_one_effect(dsns, journal),
            *await published_is_committed(dsns, stack.bootstrap),
            *await money_and_seats(dsns),
        ]
    finally:
        for gateway in accounts.values():
            await gateway.close()


async def _call(number: int, world: World, accounts: dict[str, Gateway], over: asyncio.Event) -> None:
    caller = Caller(number, world, accounts)
    while not over.is_set():
        await caller.step()


@contextlib.contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of its own in memory, mounted; raises CalledProcessError where that may not be done."""
    folder = Path(tempfile.mkdtemp(prefix="jiayuan-evening-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def main() -> int:
    """0 when every row holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=500, help="poison records a topic, beside those of the attack")
    parser.add_argument("--callers", type=int, default=6)
    asked = parser.parse_args()
    # Callers ask as fast as they can as themselves; strangers keep the limits that they have in real life.
    os.environ |= {"JIAYUAN_RATE_PER_MINUTE": "1000000", "JIAYUAN_CONNECTIONS_PER_ADDRESS": "2000"}
    with small_disk() as home, Stack(home) as stack:
        findings = asyncio.run(run(stack, asked.each, asked.callers))
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
