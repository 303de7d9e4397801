"""What must hold after a campaign, each judged by something that is not the code under test."""

from __future__ import annotations

from dataclasses import dataclass

import asyncpg

from tests.faults.poison import MARK
from tests.faults.world import Journal
from tests.integration.relief.recompute import flaws
from tests.kit.console import Dumped, dump

ROOMS = ("activities", "inspections", "relief")
# Commands whose every acknowledgement is a row of its own, and where its id stands in the reply.
ROWS = {
    "register": ("activities", "registration", "registration_id"),
    "donation": ("relief", "donation", "donation_id"),
    "claim": ("relief", "claim", "claim_id"),
    "request": ("relief", "disbursement", "disbursement_id"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One guarantee with its figure."""

    guarantee: str
    figure: str
    holds: bool


async def exactly_one_effect(dsns: dict[str, str], journal: Journal) -> list[Finding]:
    """PROOF-1: every acknowledged command has one effect, and every effect was acknowledged."""
    findings = []
    for kind, (room, table, column) in ROWS.items():
        acknowledged = [entry.reply[column] for entry in journal.of(kind)]
        rows = await _fetch(dsns[room], f'select id::text from "{table}"')
        stored = [row[0] for row in rows]
        lost, extra = set(acknowledged) - set(stored), set(stored) - set(acknowledged)
        twice = len(acknowledged) - len(set(acknowledged))
        figure = f"{len(acknowledged)} acknowledged, {len(lost)} lost, {len(extra)} unreported, {twice} reported twice"
        findings.append(Finding(f"PROOF-1 {kind}: one effect each", figure, not (lost or extra or twice)))
    for room in ROOMS:
        keys = {row[0] for row in await _fetch(dsns[room], "select key from idempotency")}
        unknown = keys - {entry.key for entry in journal.done}
        findings.append(
            Finding(f"PROOF-1 {room}: no key unsettled", f"{len(keys)} keys, {len(unknown)} unsettled", not unknown)
        )
    return findings


async def published_is_committed(dsns: dict[str, str], bootstrap: str) -> list[Finding]:
    """PROOF-2, PROOF-3: the topics hold the outboxes' events; each aggregate's first occurrences are 1..n in order."""
    dumped = [r for r in dump(bootstrap, r"(activities|inspections|relief)\..*") if MARK not in r.headers]
    on_topics = {record.headers["ce_id"] for record in dumped}
    committed: set[str] = set()
    # A stack may run some rooms only.
    for room in dsns.keys() & set(ROOMS):
        committed |= {row[0] for row in await _fetch(dsns[room], "select event_id::text from outbox")}
    lost, invented = committed - on_topics, on_topics - committed
    gaps, inverted = order(dumped)
    duplicates = len(dumped) - len(on_topics)
    return [
        Finding("PROOF-2 nothing lost", f"{len(committed)} events, {len(lost)} lost", not lost),
        Finding("PROOF-2 nothing invented", f"{len(on_topics)} on topics, {len(invented)} invented", not invented),
        Finding("PROOF-3 no gap", f"{gaps} aggregates with a gap", gaps == 0),
        Finding(
            "PROOF-3 no inversion", f"{inverted} inverted; {duplicates} duplicates, which are allowed", inverted == 0
        ),
    ]


def order(dumped: list[Dumped]) -> tuple[int, int]:
    """Aggregates whose numbers have a gap, and first occurrences that came before a smaller number."""
    seen: dict[str, list[int]] = {}
    inverted = 0
    for record in sorted(dumped, key=lambda r: (r.partition, r.offset)):
        numbers = seen.setdefault(record.key, [])
        number = int(record.headers["ce_aggregateseq"])
        if number in numbers[-64:] or number in set(numbers):
            continue
        inverted += bool(numbers) and number < numbers[-1]
        numbers.append(number)
    gaps = sum(sorted(numbers) != list(range(1, len(numbers) + 1)) for numbers in seen.values())
    return gaps, inverted


async def money_and_seats(dsns: dict[str, str]) -> list[Finding]:
    """PROOF-5, PROOF-6: entries sum to zero, no fund is below zero, one payout a request; no session is oversold."""
    unbalanced = await _fetch(
        dsns["relief"],
        "select fund_id, number from posting group by 1, 2 having sum(amount_fen) <> 0 or count(*) < 2",
    )
    below = await _fetch(
        dsns["relief"], "select id from account where kind in ('available', 'reserved') and balance_fen < 0"
    )
    drifted = await _fetch(
        dsns["relief"],
        "select a.id from account a where a.balance_fen <>"
        " (select coalesce(sum(amount_fen), 0) from posting p where p.account_id = a.id)",
    )
    broken = await broken_chains(dsns["relief"])
    payouts = await _fetch(
        dsns["relief"], "select reference from entry where kind = 'pay' group by reference having count(*) > 1"
    )
    oversold = await _fetch(
        dsns["activities"],
        # Each pool by itself: a free seat online is no seat in the room.
        "select s.id from session s cross join (values ('on-site', 0), ('online', 1)) p (pool, online)"
        " where case p.online when 1 then s.online_capacity else s.capacity end <"
        " (select count(*) from registration r"
        "  where r.session_id = s.id and r.pool = p.pool and r.state = 'confirmed')",
    )
    return [
        Finding("PROOF-5 every entry sums to zero", f"{len(unbalanced)} unbalanced", not unbalanced),
        Finding("PROOF-5 no fund below zero", f"{len(below)} below, {len(drifted)} drifted", not below and not drifted),
        Finding("PROOF-5 every chain verifies", f"{len(broken)} broken", not broken),
        Finding("PROOF-5 one payout a request", f"{len(payouts)} paid twice", not payouts),
        Finding("PROOF-6 no session oversold", f"{len(oversold)} oversold", not oversold),
    ]


async def broken_chains(dsn: str) -> list[str]:
    """What a third party finds wrong with the funds' chains, by the published rule and none of the room's code."""
    legs = await _fetch(
        dsn,
        "select p.fund_id, p.number, a.kind, p.amount_fen from posting p join account a on a.id = p.account_id",
    )
    by_entry: dict[tuple[object, int], list[dict[str, object]]] = {}
    for leg in legs:
        place = by_entry.setdefault((leg["fund_id"], leg["number"]), [])
        place.append({"account": leg["kind"], "amount_fen": leg["amount_fen"]})
    chains: dict[object, list[dict[str, object]]] = {}
    for row in await _fetch(dsn, "select * from entry order by fund_id, number"):
        entry = {
            "number": row["number"], "kind": row["kind"], "reference": str(row["reference"]),
            "occurred_at": row["occurred_at"].isoformat().replace("+00:00", "Z"),
            "posted_at": row["posted_at"].isoformat().replace("+00:00", "Z"),
            "previous_hash": row["previous_hash"].hex(), "hash": row["hash"].hex(),
            "legs": by_entry.get((row["fund_id"], row["number"]), []),
        }  # fmt: skip
        chains.setdefault(row["fund_id"], []).append(entry)
    found = []
    for fund in await _fetch(dsn, "select id, head from fund"):
        found += flaws(str(fund["id"]), chains.get(fund["id"], []), fund["head"].hex())
    return found


async def _fetch(dsn: str, sql: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("set statement_timeout = '120s'")
        return list(await connection.fetch(sql))
    finally:
        await connection.close()
