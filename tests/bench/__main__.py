"""`make bench`: measures this machine, prints a table and one line of JSON; a time is never a failure.

python -m tests.bench [--events 100000] [--seconds 10]
"""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any

import aiohttp

from deploy.embedded.stack import Stack
from tests.bench import product, report, search, stream
from tests.bench.history import PARTITIONS
from tests.kit.stores import throwaway_home

ROUNDS = 2
COMMANDS = 200
OUTBOX_ROWS = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000, help="registrations on the stream's topic")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long each door is asked")
    asked = parser.parse_args()
    found: dict[str, Any] = {"machine": report.machine(), "events": asked.events, "stream": {}}
    for partitions in (PARTITIONS, 1):
        print(f"  … {asked.events:,} events on {partitions} partitions", flush=True)
        with throwaway_home() as home:
            found["stream"][str(partitions)] = stream.measure(home, asked.events, partitions, ROUNDS)
    # The limit is not what is measured here.
    os.environ["JIAYUAN_RATE_PER_MINUTE"] = "100000000"
    print("  … the whole product", flush=True)
    with throwaway_home() as home, Stack(home, quiet=True) as stack:
        asyncio.run(_product(stack, found, asked.seconds))
    report.show(found)


async def _product(stack: Stack, found: dict[str, Any], seconds: float) -> None:
    found["memory_mb"] = {"idle": product.memory(stack)}
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        operator = product.Operator(stack, http)
        await operator.sign_in()
        session = await operator.session(seats=COMMANDS)
        found["visible_ms"] = await product.visible(operator, session, COMMANDS)
        found["requests"] = await product.requests(stack, operator, session, seconds)
        found["relay"] = await product.relayed(stack, OUTBOX_ROWS)
        found["memory_mb"]["loaded"] = product.memory(stack)
        found["search_ms"] = await search.searched(stack, operator)


if __name__ == "__main__":
    main()
