"""The crash campaign: mixed commands from many callers while every part of the product is killed in turn.

`python -m tests.faults.campaign --events 20000 --kills 16` runs it at length and prints one row a guarantee.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass

from deploy.embedded.stack import Stack
from tests.faults.oracles import Finding, exactly_one_effect, money_and_seats, published_is_committed
from tests.faults.world import Caller, Gateway, Journal, build
from tests.kit.stores import throwaway_home

ACCOUNTS = ("operator", "submitter", "approver", "payer")
# In turn, the stream and the stores more often: they hold what is hardest to get right.
TARGETS = (
    "engagement-stream", "kafka", "activities", "postgres", "gateway", "relief", "engagement", "inspections",
    "kafka", "engagement-stream", "postgres", "activities",
)  # fmt: skip
BACK_SECONDS = 60.0


@dataclass(slots=True)
class Campaign:
    """One run's size."""

    commands: int
    kills: int
    callers: int = 16
    # How long a caller waits after each command (`Caller`).
    rest: float = 0.0


async def run(stack: Stack, campaign: Campaign) -> list[Finding]:
    """Load and kill, wait for quiet, and judge."""
    journal = Journal()
    accounts = {name: Gateway(stack.url("gateway"), name, stack.passwords[name], journal) for name in ACCOUNTS}
    killed: list[str] = []
    loaded: list[bool] = []
    try:
        world = await build(accounts["operator"])
        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number in range(campaign.callers):
                caller = Caller(number, world, accounts, campaign.rest)
                group.create_task(_call(caller, journal, campaign.commands))
            group.create_task(_kill(stack, journal, campaign, killed, loaded))
        seconds = time.monotonic() - began
    finally:
        for gateway in accounts.values():
            await gateway.close()
    print(f"{len(journal.done)} acknowledged in {seconds:.0f} s, {journal.asked_again} asked again, killed {killed}")
    print(f"refused by rules: {journal.refused}")
    findings = [
        Finding("every planned kill was done", f"{len(killed)} kills", len(killed) == campaign.kills),
        Finding("each kill fell into the load", f"{sum(loaded)} of {len(killed)}", all(loaded)),
    ]
    findings.append(await asyncio.to_thread(verified, stack))
    findings += await exactly_one_effect(stack.card()["dsns"], journal)
    findings += await published_is_committed(stack.card()["dsns"], stack.bootstrap)
    findings += await money_and_seats(stack.card()["dsns"])
    return findings


async def _call(caller: Caller, journal: Journal, commands: int) -> None:
    while len(journal.done) < commands:
        await caller.step()


async def _kill(stack: Stack, journal: Journal, campaign: Campaign, killed: list[str], loaded: list[bool]) -> None:
    """Kill the next target each time another share of the commands was acknowledged, and see it come back.

    `loaded` says of each kill whether callers were still asking.
    """
    for number in range(campaign.kills):
        threshold = campaign.commands * (number + 1) / (campaign.kills + 2)
        while len(journal.done) < threshold:
            await asyncio.sleep(0.02)
        target = TARGETS[number % len(TARGETS)]
        loaded.append(len(journal.done) < campaign.commands)
        stack.kill(target)
        killed.append(target)
        if target == "postgres":
            # Everything needs it; a second kill while it recovers would only test the first again.
            await asyncio.to_thread(stack.wait_ready, target, BACK_SECONDS)


def verified(stack: Stack) -> Finding:
    """PROOF-4: `jiayuan verify` as a stranger would run it."""
    for target in dict.fromkeys(TARGETS):
        stack.wait_ready(target, BACK_SECONDS)
    stack.is_loaded = True
    stack.write_card()
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "verify", "--json", "--wait", "120"],
        env=os.environ | {"JIAYUAN_HOME": str(stack.home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if not done.stdout:
        return Finding("PROOF-4 recount", done.stderr[-500:], holds=False)
    answer = json.loads(done.stdout)
    figure = f"{len(answer['figures'])} figures, {answer['differences']} differences, {len(answer['broken'])} broken"
    if answer["differences"]:
        wrong = [f for f in answer["figures"] if f["rooms"] != f["statistics"]][:5]
        figure += f", e.g. {wrong}"
    return Finding("PROOF-4 statistics equal the recount", figure, done.returncode == 0)


def report(findings: list[Finding]) -> bool:
    """One row a guarantee; whether all hold."""
    for finding in findings:
        print(f"{'holds' if finding.holds else 'BROKEN':<7} {finding.guarantee:<45} {finding.figure}")
    return all(finding.holds for finding in findings)


def main() -> int:
    """The long campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=16)
    parser.add_argument("--callers", type=int, default=16)
    asked = parser.parse_args()
    # The campaign asks as fast as it can; what is limited in real life is not what is judged here.
    os.environ["JIAYUAN_RATE_PER_MINUTE"] = "1000000"
    with throwaway_home() as home, Stack(home) as stack:
        findings = asyncio.run(run(stack, Campaign(asked.events, asked.kills, asked.callers)))
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
