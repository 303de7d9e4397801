"""A simulated summer in a private copy of the product, with kills, and then every figure counted three ways.

`python -m tests.prove.summer --events 20000 --kills 12`
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time

from cli.demo.load import load
from cli.demo.people import people_of
from cli.demo.season import Day, Season, plan
from cli.demo.summer import play
from deploy.embedded.stack import Stack
from tests.faults.campaign import BACK_SECONDS, TARGETS, report, verified
from tests.faults.oracles import Finding, money_and_seats, published_is_committed
from tests.kit.stores import throwaway_home

SEED = 2021


async def summer(stack: Stack, season: Season, kills: int) -> list[Finding]:
    """Play it; each time another share of the days went by, kill the next part and go on."""
    url, people = stack.url("gateway"), people_of(stack.card())
    await asyncio.to_thread(load, url, people, say=lambda _: None)
    killed: list[str] = []
    gone = 0
    due = asyncio.Event()

    def tick(_: Day) -> None:
        nonlocal gone
        gone += 1
        if len(killed) < kills and gone >= len(season.days) * (len(killed) + 1) / (kills + 2):
            due.set()

    async def kill() -> None:
        while len(killed) < kills:
            await due.wait()
            due.clear()
            target = TARGETS[len(killed) % len(TARGETS)]
            stack.kill(target)
            killed.append(target)
            if target == "postgres":
                await asyncio.to_thread(stack.wait_ready, target, BACK_SECONDS)

    began = time.monotonic()
    killer = asyncio.create_task(kill())
    try:
        counts = await play(url, people, season, SEED, 0, tick)
    finally:
        # A summer that was over before the last kill is reported as such, below.
        killer.cancel()
        await asyncio.gather(killer, return_exceptions=True)
    seconds = time.monotonic() - began
    print(f"{counts.changed} commands in {seconds:.0f} s, killed {killed}")
    events = await reported(stack)
    return [
        Finding("every planned kill was done", f"{len(killed)} kills", len(killed) == kills),
        Finding("as many events as the plan has, or more", f"{events} of {season.events}", events >= season.events),
        await asyncio.to_thread(verified, stack),
        *await published_is_committed(stack.card()["dsns"], stack.bootstrap),
        *await money_and_seats(stack.card()["dsns"]),
    ]


async def reported(stack: Stack) -> int:
    """How many events the rooms committed."""
    import asyncpg

    total = 0
    for room in ("activities", "inspections", "relief"):
        conn = await asyncpg.connect(stack.card()["dsns"][room])
        total += await conn.fetchval("select count(*) from outbox")
        await conn.close()
    return total


def main() -> int:
    """0 when every row holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=12)
    asked = parser.parse_args()
    # Counters ask as fast as they can; what is limited in real life is not what is judged here.
    for name in ("JIAYUAN_RATE_PER_MINUTE", "JIAYUAN_SIGN_INS_PER_MINUTE", "JIAYUAN_PUBLIC_WRITES_PER_MINUTE"):
        os.environ[name] = "1000000"
    with throwaway_home() as home, Stack(home, quiet=True) as stack:
        findings = asyncio.run(summer(stack, plan(SEED, asked.events), asked.kills))
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
