"""The ledger of a fund: double entry in fen, never edited, each entry chained to the one before (RULE-20 to RULE-24).

Accounts hold signed balances that sum to zero: `received` is minus what came in, `available`, `reserved` and
`disbursed` are where it is. The seal is a SHA-256 over `canonical`, which README.md describes for third parties.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from kernel import failpoints
from kernel.db import Connection
from kernel.errors import Refused
from services.relief.funds.row import EntryKind, Fund
from services.relief.storage import SQL

# The order in which a fund's accounts are made, so also the order of their ids and of an entry's legs.
ACCOUNTS = ("available", "reserved", "received", "disbursed")
FROM_TO: dict[EntryKind, tuple[str, str]] = {
    "donation": ("received", "available"),
    "reserve": ("available", "reserved"),
    "void": ("reserved", "available"),
    "pay": ("reserved", "disbursed"),
    "donation-reversal": ("available", "received"),
    "pay-reversal": ("disbursed", "available"),
}
RULE = "jiayuan-ledger-1"
FIRST = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; its legs follow from kind and amount, its number from the fund."""

    fund_id: UUID
    number: int
    kind: EntryKind
    reference: UUID
    amount_fen: int
    occurred_at: datetime
    posted_at: datetime
    previous_hash: bytes


def legs(kind: EntryKind, amount_fen: int) -> dict[str, int]:
    """What an entry of `kind` does to each account, in the order of ACCOUNTS; sums to zero (RULE-20)."""
    if amount_fen < 1:
        raise ValueError("an amount is at least one fen")
    leaves, enters = FROM_TO[kind]
    moved = {leaves: -amount_fen, enters: amount_fen}
    return {account: moved[account] for account in ACCOUNTS if account in moved}


def canonical(entry: Entry) -> bytes:
    """The bytes an entry is sealed over: one line a fact, UTF-8, joined by line feeds, none at the end."""
    moved = legs(entry.kind, entry.amount_fen)
    lines = [
        RULE,
        str(entry.fund_id),
        str(entry.number),
        entry.kind,
        str(entry.reference),
        instant(entry.occurred_at),
        instant(entry.posted_at),
        *(f"{account} {amount}" for account, amount in moved.items()),
        entry.previous_hash.hex(),
    ]
    return "\n".join(lines).encode()


def seal(entry: Entry) -> bytes:
    """The entry's hash, which is the next entry's `previous_hash`."""
    return hashlib.sha256(canonical(entry)).digest()


def instant(at: datetime) -> str:
    """A moment as it is sealed: UTC, always six decimals."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


async def post(
    conn: Connection,
    fund: Fund,
    kind: EntryKind,
    reference: UUID,
    amount_fen: int,
    *,
    occurred_at: datetime,
    posted_at: datetime,
) -> int:
    """Post one entry to the fund whose row `lock-fund` locked in this transaction; answers the fund's new seq.

    Raises Refused("fund-insufficient"); Refused("entry-already-posted") where this was posted before (RULE-24).
    """
    entry = Entry(fund.id, fund.entries + 1, kind, reference, amount_fen, occurred_at, posted_at, fund.head)
    moved = legs(kind, amount_fen)
    await _move(conn, fund.id, moved)
    sealed = seal(entry)
    await conn.execute(
        *SQL["insert-entry"](
            fund_id=fund.id,
            number=entry.number,
            kind=kind,
            reference=reference,
            occurred_at=occurred_at,
            posted_at=posted_at,
            previous_hash=entry.previous_hash,
            hash=sealed,
        )
    )
    await conn.execute(
        *SQL["insert-postings"](
            fund_id=fund.id, number=entry.number, kinds=list(moved), amounts_fen=list(moved.values())
        )
    )
    seq: int = await conn.fetchval(*SQL["head-of-fund"](fund_id=fund.id, entries=entry.number, head=sealed))
    return seq


async def _move(conn: Connection, fund_id: UUID, moved: dict[str, int]) -> None:
    """Change the balances in the order of the accounts' ids: two transactions can wait, never deadlock."""
    for place, (account, amount) in enumerate(moved.items()):
        if place:
            failpoints.reach("ledger.between_legs")
        # The condition and the change are one statement: no two spend the same money (RULE-21).
        if await conn.execute(*SQL["move-money"](fund_id=fund_id, kind=account, amount=amount)) != "UPDATE 1":
            raise Refused("fund-insufficient")
