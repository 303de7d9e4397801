"""The money under load and death: many callers post on a few funds while the room, its stores and its relay are killed.

`python -m tests.faults.postings --postings 100000 --callers 16 --kills 24` runs until the ledgers have so many postings
and prints one row a guarantee. The relay runs inside the room's process, so it dies with it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg

from deploy.embedded.stack import Stack
from tests.faults.campaign import report
from tests.faults.oracles import Finding, published_is_committed
from tests.faults.world import Gateway, Journal, person
from tests.kit.stores import throwaway_home

ACCOUNTS = ("operator", "submitter", "approver", "approver-2", "payer")
TARGETS = ("relief", "postgres", "relief", "kafka")
FUNDS, BACK_SECONDS = 8, 90.0
VERIFY = Path(__file__).resolve().parents[2] / "docs" / "ledger" / "verify.py"
# What each acknowledged command leaves behind, once: kind -> (table, its id in the reply, and what must be so).
EFFECTS = {
    "donation": ("donation", "donation_id", "true"),
    "request": ("disbursement", "disbursement_id", "true"),
    "pay": ("disbursement", "disbursement_id", "state in ('paid', 'reversed')"),
    "reject": ("disbursement", "disbursement_id", "state = 'rejected'"),
}


@dataclass(slots=True)
class Money:
    """The funds, and what waits for its next step."""

    accounts: dict[str, Gateway]
    organisation: str = "7d0f6a52-0c2e-4d7e-9b8e-000000000001"
    funds: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    number: int = 0
    races: int = 0

    async def command(
        self, who: str, kind: str, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any] | None:
        """Send one command until it is answered for good."""
        return await self.accounts[who].command(kind, f"/relief{path}", body)

    async def open(self) -> None:
        """The funds, each with something to spend."""
        about = {"purpose": "general", "programme": "postings", "organisation_id": self.organisation}
        for number in range(FUNDS):
            opened = await self.command("operator", "fund", "/funds", {"title": f"资金{number}"} | about)
            assert opened is not None
            self.funds.append(opened["fund_id"])
            await self.give(self.funds[-1], 10_000_000)

    async def give(self, fund: str, amount_fen: int) -> None:
        body = {"organisation_id": self.organisation, "amount_fen": amount_fen}
        await self.command("operator", "donation", f"/funds/{fund}/donations", body)


class Caller:
    """One caller, who picks what to do by chance."""

    def __init__(self, number: int, money: Money) -> None:
        self._random, self._money = random.Random(number), money

    async def step(self) -> None:
        """One command."""
        steps: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (30, self._give), (36, self._ask), (30, self._decide), (26, self._pay), (2, self._take_back),
        ]  # fmt: skip
        [chosen] = self._random.choices([s for _, s in steps], [w for w, _ in steps])
        await chosen()

    def _taken(self, waiting: list[str]) -> str | None:
        return waiting.pop(self._random.randrange(len(waiting))) if waiting else None

    async def _give(self) -> None:
        await self._money.give(self._random.choice(self._money.funds), self._random.randrange(1, 10_000))

    async def _ask(self) -> None:
        money = self._money
        money.number += 1
        # One in fifty is large enough for two approvals; one in twenty is a part of a sum for one of five people.
        part = money.number % 20 == 1
        amount = 500_000 if money.number % 50 == 0 else 260_000 if part else self._random.randrange(1, 20_000)
        payee = person(money.number // 20 % 5 if part else money.number)
        body = {"amount_fen": amount, "purpose": "medical", "payee": payee}
        path = f"/funds/{self._random.choice(money.funds)}/disbursements"
        reply = await money.command("submitter", "request", path, body)
        if reply is not None:
            money.requested.append(reply["disbursement_id"])

    async def _race(self, waiting: list[str], *sent: tuple[str, str]) -> bool:
        """One time in ten, send these at once for one that stays for others to pick too."""
        if not waiting or self._random.random() >= 0.1:
            return False
        one, self._money.races = self._random.choice(waiting), self._money.races + 1
        path = f"/disbursements/{one}"
        replies = await asyncio.gather(*(self._money.command(who, verb, f"{path}/{verb}") for who, verb in sent))
        if any(reply is not None and reply.get("approvals_left") == 0 for reply in replies):
            self._money.approved.append(one)
        return True

    async def _decide(self) -> None:
        second = self._random.choice(("approve", "reject"))
        if await self._race(self._money.requested, ("approver", "approve"), ("approver-2", second)):
            return
        if one := self._taken(self._money.requested):
            if self._random.random() < 0.15:
                await self._money.command("approver", "reject", f"/disbursements/{one}/reject")
                return
            path = f"/disbursements/{one}/approve"
            reply = await self._money.command("approver", "approve", path)
            if reply is not None and reply["approvals_left"]:
                reply = await self._money.command("approver-2", "approve", path)
            if reply is not None:
                self._money.approved.append(one)

    async def _pay(self) -> None:
        second = self._random.choice((("payer", "pay"), ("approver", "reject")))
        if await self._race(self._money.approved, ("payer", "pay"), second):
            return
        if one := self._taken(self._money.approved):
            await self._money.command("payer", "pay", f"/disbursements/{one}/pay")

    async def _take_back(self) -> None:
        fund = self._random.choice(self._money.funds)
        number = self._random.randrange(1, 400)
        await self._money.command("approver", "reverse", f"/funds/{fund}/entries/{number}/reverse", {"reason": "退回"})


async def run(stack: Stack, postings: int, callers: int, kills: int) -> list[Finding]:
    """Post and kill, wait until all is back, and judge."""
    journal, began = Journal(), time.monotonic()
    money = Money({name: Gateway(stack.url("gateway"), name, stack.passwords[name], journal) for name in ACCOUNTS})
    killed: list[str] = []
    try:
        await money.open()
        async with asyncio.TaskGroup() as group:
            over = asyncio.Event()
            group.create_task(_watch(stack, postings, kills, killed, over))
            for number in range(callers):
                group.create_task(_call(Caller(number, money), over))
    finally:
        for gateway in money.accounts.values():
            await gateway.close()
    seconds = time.monotonic() - began
    rate = len(journal.done) / seconds
    print(f"{len(journal.done)} acknowledged in {seconds:.0f} s ({rate:.0f}/s), {journal.asked_again} asked again")
    print(f"killed {killed}; refused by rules: {journal.refused}", flush=True)
    for target in dict.fromkeys(TARGETS):
        await asyncio.to_thread(stack.wait_ready, target, BACK_SECONDS)
    findings = [Finding("every planned kill was done", f"{len(killed)} kills", len(killed) == kills)]
    lost = {code: n for code, n in journal.refused.items() if code.startswith("disbursement-")}
    findings.append(Finding("callers race for one disbursement", f"{money.races} races, refused {lost}", bool(lost)))
    findings += await the_money(stack.dsn("relief"), postings)
    findings += await one_effect(stack.dsn("relief"), journal)
    findings += await third_party(stack, money.funds)
    await _published(stack.dsn("relief"))
    return findings + await published_is_committed(stack.card()["dsns"], stack.bootstrap)


async def _call(caller: Caller, over: asyncio.Event) -> None:
    while not over.is_set():
        await caller.step()


async def _watch(stack: Stack, postings: int, kills: int, killed: list[str], over: asyncio.Event) -> None:
    """Kill the next target each time another share of the postings is there; ring the bell at the end."""
    while (there := await _postings(stack.dsn("relief"))) < postings:
        if len(killed) < kills and there >= postings * (len(killed) + 1) / (kills + 2):
            target = TARGETS[len(killed) % len(TARGETS)]
            stack.kill(target)
            killed.append(target)
            await asyncio.to_thread(stack.wait_ready, target, BACK_SECONDS)
        await asyncio.sleep(0.2)
    over.set()


async def _postings(dsn: str) -> int:
    try:
        return int((await rows(dsn, "select count(*) from posting"))[0][0])
    except (OSError, asyncpg.PostgresError, TimeoutError):
        return 0


async def rows(dsn: str, sql: str) -> list[asyncpg.Record]:
    """What the room's own tables say."""
    conn = await asyncpg.connect(dsn, timeout=10)
    try:
        await conn.execute("set statement_timeout = '300s'")
        return list(await conn.fetch(sql))
    finally:
        await conn.close()


async def the_money(dsn: str, postings: int) -> list[Finding]:
    """Sums, balances, payouts and approvals, from the base tables."""
    checks = {
        "every entry sums to zero": "select 1 from entry e left join posting p using (fund_id, number)"
        " group by e.fund_id, e.number having coalesce(sum(p.amount_fen), 1) <> 0 or count(p.account_id) <> 2",
        "no account below zero, none drifted": "select 1 from account a where (kind <> 'received' and balance_fen < 0)"
        " or balance_fen <> (select coalesce(sum(amount_fen), 0) from posting p where p.account_id = a.id)",
        "no payout twice": "select 1 from entry where kind = 'pay' group by reference having count(*) > 1",
        "a reserve is paid or voided, once": "select 1 from entry where kind in ('pay', 'void')"
        " group by reference having count(*) > 1",
        "reversed at most once": "select 1 from entry where kind like '%-reversal'"
        " group by reference having count(*) > 1",
        "paid after enough approvals of others": "select 1 from disbursement d where d.state in ('paid', 'reversed')"
        " and (select count(distinct approver) from approval a where a.disbursement_id = d.id"
        " and approver not in (d.requested_by, d.paid_by)) < d.approvals_needed",
    }
    there = await _postings(dsn)
    findings = [Finding("so many postings", f"{there} postings (an entry has two)", there >= postings)]
    [[split]] = await rows(dsn, "select count(*) from disbursement where split")
    findings.append(Finding("sums cut into parts are met", f"{split} flagged", split > 0))
    for guarantee, sql in checks.items():
        broken = len(await rows(dsn, sql))
        findings.append(Finding(guarantee, f"{broken} broken", not broken))
    return findings


async def one_effect(dsn: str, journal: Journal) -> list[Finding]:
    """Every acknowledged command has its effect once, and every effect was acknowledged."""
    findings = []
    for kind, (table, column, so) in EFFECTS.items():
        reported = [entry.reply[column] for entry in journal.of(kind)]
        there = {row[0] for row in await rows(dsn, f"select id::text from {table} where {so}")}
        lost, extra, twice = set(reported) - there, there - set(reported), len(reported) - len(set(reported))
        figure = f"{len(reported)} acknowledged, {len(lost)} lost, {len(extra)} unreported, {twice} twice"
        findings.append(Finding(f"{kind}: one effect each", figure, not (lost or extra or twice)))
    [[reversals]] = await rows(dsn, "select count(*) from reversal")
    told_reversals = len(journal.of("reverse"))
    figure = f"{told_reversals} acknowledged, {reversals} in the ledgers"
    return [*findings, Finding("reverse: one effect each", figure, reversals == told_reversals)]


async def third_party(stack: Stack, funds: list[str]) -> list[Finding]:
    """Every chain by docs/ledger/verify.py, from the sheets that the gateway exports and the heads on the rows."""
    broken, entries = [], 0
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(stack.url("gateway"), cookie_jar=jar) as http:
        auditor = {"username": "auditor", "password": stack.passwords["auditor"]}
        async with http.post("/api/session", json=auditor) as answer:
            answer.raise_for_status()
        async with http.get("/api/relief/funds") as answer:
            heads = {f["fund_id"]: f"{f['entries']}:{f['head']}" for f in await answer.json()}
        for fund in funds:
            sheet = stack.home / f"{fund}.csv"
            async with http.get(f"/api/relief/funds/{fund}/entries/export", params={"format": "csv"}) as answer:
                answer.raise_for_status()
                sheet.write_bytes(await answer.read())
            command = [sys.executable, str(VERIFY), fund, str(sheet), heads[fund]]
            done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)
            entries += int(done.stdout.split()[0]) if done.returncode == 0 else 0
            if done.returncode:
                broken.append(done.stdout[:200] or done.stderr[-200:])
    figure = f"{len(funds)} chains, {entries} entries, {len(broken)} broken {broken[:2] or ''}"
    return [Finding("a third party verifies every chain", figure, not broken)]


async def _published(dsn: str) -> None:
    """Until nothing is on its way to the topics any more."""
    async with asyncio.timeout(120):
        while (await rows(dsn, "select count(*) from outbox where published_at is null"))[0][0]:
            await asyncio.sleep(0.2)


def main() -> int:
    """The long run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", type=int, default=100_000)
    parser.add_argument("--callers", type=int, default=16)
    parser.add_argument("--kills", type=int, default=24)
    asked = parser.parse_args()
    os.environ["JIAYUAN_RATE_PER_MINUTE"] = "1000000"
    with throwaway_home() as home, Stack(home, only=("gateway", "relief")) as stack:
        findings = asyncio.run(run(stack, asked.postings, asked.callers, asked.kills))
    return 0 if report(findings) else 1


if __name__ == "__main__":
    sys.exit(main())
