"""A third party's check of a fund's ledger: the answer of GET /funds/{id}/entries and the standard library alone.

Follows the rule jiayuan-ledger-1 in services/relief/README.md.
"""

from __future__ import annotations

import hashlib
from typing import Any

ORDER = ["available", "reserved", "received", "disbursed"]


def six_decimals(instant: str) -> str:
    """A time with the decimals that JSON left out."""
    whole, _, part = instant.removesuffix("Z").partition(".")
    return f"{whole}.{part:0<6}Z"


def flaws(fund_id: str, entries: list[dict[str, Any]], head: str) -> list[str]:
    """What is wrong with these entries; nothing when the chain holds."""
    found: list[str] = []
    previous = "0" * 64
    for expected, entry in enumerate(entries, 1):
        here = f"entry {entry['number']}"
        if entry["number"] != expected:
            found.append(f"{here}: number {expected} is missing")
        if sum(leg["amount_fen"] for leg in entry["legs"]) != 0 or len(entry["legs"]) < 2:
            found.append(f"{here}: unbalanced")
        if entry["previous_hash"] != previous:
            found.append(f"{here}: does not follow the one before")
        legs = sorted(entry["legs"], key=lambda leg: ORDER.index(leg["account"]))
        lines = [
            "jiayuan-ledger-1",
            fund_id,
            str(entry["number"]),
            entry["kind"],
            entry["reference"],
            six_decimals(entry["occurred_at"]),
            six_decimals(entry["posted_at"]),
            *(f"{leg['account']} {leg['amount_fen']}" for leg in legs),
            entry["previous_hash"],
        ]
        previous = hashlib.sha256("\n".join(lines).encode()).hexdigest()
        if previous != entry["hash"]:
            found.append(f"{here}: altered")
    if previous != head:
        found.append("the chain does not end at the head")
    return found


def balances(entries: list[dict[str, Any]]) -> dict[str, int]:
    """What the legs add up to, account by account."""
    sums = dict.fromkeys(ORDER, 0)
    for entry in entries:
        for leg in entry["legs"]:
            sums[leg["account"]] += leg["amount_fen"]
    return sums
