"""Two replicas of every process, each restarted in turn under load: no request fails, and nothing is lost or wrong.

`python -m tests.faults.rolling --commands 2000` prints one row a guarantee. Requests go to gateways that say they are
ready, as any balancer in front of them does, and are never sent twice.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import signal
import sys
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import asyncpg

from deploy.embedded.processes import PROCESSES, ROOMS
from deploy.embedded.stack import Stack
from kernel.relay import LEADER_LOCK
from tests.faults.campaign import ACCOUNTS, report, verified
from tests.faults.oracles import Finding, money_and_seats, published_is_committed
from tests.faults.world import Acknowledged, Caller, Gateway, Journal, build
from tests.kit.stores import throwaway_home

CALLERS = 8
DRAIN_SECONDS = "1.5"
LOOK_SECONDS = 0.2
TABLE = (*PROCESSES, *(row.replica(2) for row in PROCESSES))
LEADERS = """
select count(*) from pg_locks l join pg_database d on d.oid = l.database
where l.locktype = 'advisory' and l.granted and d.datname = current_database()
  and ((l.classid::bigint << 32) | l.objid::bigint) = $1
"""


class Balancer:
    """Which gateways are ready, looked at a few times a second."""

    def __init__(self, urls: list[str]) -> None:
        self._urls, self._turn = urls, itertools.count()
        self.ready = list(urls)

    def url(self) -> str:
        """The next one that is ready."""
        ready = self.ready or self._urls
        return ready[next(self._turn) % len(ready)]

    async def keep_looking(self) -> None:
        """Ask each for /health/ready, for ever."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1)) as http:
            while True:
                answers = await asyncio.gather(*(self._asked(http, url) for url in self._urls))
                self.ready = [url for url, ready in zip(self._urls, answers, strict=True) if ready]
                await asyncio.sleep(LOOK_SECONDS)

    @staticmethod
    async def _asked(http: aiohttp.ClientSession, url: str) -> bool:
        try:
            async with http.get(f"{url}/health/ready") as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False


class Account(Gateway):
    """One account behind the balancer. A request is sent once; neither done nor refused by a rule is failed."""

    def __init__(self, balancer: Balancer, username: str, password: str, journal: Journal) -> None:
        super().__init__(balancer.url(), username, password, journal)
        self._balancer = balancer
        self.failed: list[str] = []

    async def command(self, kind: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """Send one command, once."""
        http = await self._session()
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        try:
            async with http.post(f"{self._balancer.url()}/api{path}", json=body, headers=headers) as answer:
                reply = await answer.json(content_type=None)
                if answer.status == 201:
                    self.journal.done.append(Acknowledged(kind, headers["Idempotency-Key"], self.username, reply))
                    return dict(reply)
                if answer.status >= 500 or answer.status == 429:
                    self.failed.append(f"{kind}: {answer.status} {reply.get('code')}")
        except (aiohttp.ClientError, TimeoutError) as error:
            self.failed.append(f"{kind}: {type(error).__name__}")
        return None


@dataclass(slots=True)
class Watch:
    """The most leaders that any room was seen to have, and how often somebody looked."""

    most: dict[str, int] = field(default_factory=dict)
    looks: int = 0


async def _watch_leaders(stack: Stack, watch: Watch) -> None:
    """Ask the databases who holds a relay's lock, for ever."""
    dsns = stack.card()["dsns"]
    connections = {room: await asyncpg.connect(dsns[room]) for room in ROOMS}
    try:
        while True:
            for room, conn in connections.items():
                watch.most[room] = max(watch.most.get(room, 0), await conn.fetchval(LEADERS, LEADER_LOCK))
            watch.looks += 1
            await asyncio.sleep(LOOK_SECONDS)
    finally:
        for conn in connections.values():
            conn.terminate()


async def _restart_each(stack: Stack, journal: Journal, seconds: float) -> list[int]:
    """End one replica after the other by SIGTERM and wait until it is back; what was done during each restart."""
    through: list[int] = []
    for row in TABLE:
        pid, before = stack.pid(row.name), len(journal.done)
        assert pid is not None
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + seconds
        while stack.pid(row.name) in (pid, None) or not await asyncio.to_thread(_back, stack, row.name):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{row.name} did not come back")
            await asyncio.sleep(LOOK_SECONDS)
        through.append(len(journal.done) - before)
    return through


def _back(stack: Stack, name: str) -> bool:
    try:
        stack.wait_ready(name, 0.1)
    except TimeoutError:
        return False
    return True


async def run(stack: Stack, commands: int, rest: float = 0.0) -> list[Finding]:
    """Load through both gateways until every process was restarted and enough was done; then judge.

    `rest` is how long a caller waits after each command (`Caller`).
    """
    balancer = Balancer([stack.url("gateway"), stack.url("gateway-2")])
    journal, watch = Journal(), Watch()
    accounts = {name: Account(balancer, name, stack.passwords[name], journal) for name in ACCOUNTS}
    over = asyncio.Event()
    looking = [asyncio.create_task(balancer.keep_looking()), asyncio.create_task(_watch_leaders(stack, watch))]
    try:
        world = await build(accounts["operator"])
        people = [Caller(number, world, dict(accounts), rest) for number in range(CALLERS)]
        callers = [asyncio.create_task(_call(one, journal, commands, over)) for one in people]
        through = await _restart_each(stack, journal, 60)
        over.set()
        await asyncio.gather(*callers)
    finally:
        for task in looking:
            task.cancel()
        await asyncio.gather(*looking, return_exceptions=True)
        for account in accounts.values():
            await account.close()
    failed = [what for account in accounts.values() for what in account.failed]
    figure = f"{len(journal.done)} done, {len(failed)} failed{': ' + failed[0] if failed else ''}"
    return [
        Finding("two of each process, each restarted", f"{len(through)} restarts", len(through) == 2 * len(PROCESSES)),
        Finding("commands are done through each restart", f"{min(through)} at the least", min(through) > 0),
        Finding("no request failed", figure, not failed and len(journal.done) >= commands),
        Finding("one relay leads a room", f"{watch.most}, {watch.looks} looks", set(watch.most.values()) == {1}),
        await asyncio.to_thread(verified, stack),
        *await published_is_committed(stack.card()["dsns"], stack.bootstrap),
        *await money_and_seats(stack.card()["dsns"]),
    ]


async def _call(caller: Caller, journal: Journal, commands: int, over: asyncio.Event) -> None:
    while len(journal.done) < commands or not over.is_set():
        await caller.step()


def main() -> int:
    """The run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commands", type=int, default=2_000)
    asked = parser.parse_args()
    os.environ |= {"JIAYUAN_RATE_PER_MINUTE": "1000000", "JIAYUAN_DRAIN_SECONDS": DRAIN_SECONDS}
    with throwaway_home() as home, Stack(home, quiet=True, table=TABLE) as stack:
        findings = asyncio.run(run(stack, asked.commands))
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
