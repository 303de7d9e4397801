#!/usr/bin/env python3
"""Check a fund's ledger yourself: `python3 verify.py FUND_ID ledger.csv [ENTRIES:HEAD ...]`.

The sheet is what `GET /api/relief/funds/{fund_id}/entries/export?format=csv` answers; `ENTRIES:HEAD` is a head as it
was published on the topic relief.heads (as many as you kept). Standard library alone; shares no code with Jiayuan. The
rule, jiayuan-ledger-1, is in services/relief/README.md. Exits 1 and says what is wrong where something is.
"""

import csv
import hashlib
import sys

ORDER = ["available", "reserved", "received", "disbursed"]
# What an entry of each kind does: from, to.
MOVES = {
    "donation": ("received", "available"),
    "reserve": ("available", "reserved"),
    "void": ("reserved", "available"),
    "pay": ("reserved", "disbursed"),
    "donation-reversal": ("available", "received"),
    "pay-reversal": ("disbursed", "available"),
}
ZERO = "0" * 64


def legs(text):
    """ "available -5; reserved 5" as [("available", -5), ("reserved", 5)] in the order of the rule."""
    pairs = [part.rsplit(" ", 1) for part in text.split("; ")]
    return sorted(((account, int(fen)) for account, fen in pairs), key=lambda leg: ORDER.index(leg[0]))


def moved(row, moves, balances):
    """What is wrong with what an entry moves; follows the balances."""
    if len(moves) != 2 or sum(fen for _, fen in moves) != 0:
        yield "its legs do not sum to zero"
    leaves, enters = MOVES.get(row["kind"], ("", ""))
    if [{a for a, fen in moves if fen < 0}, {a for a, fen in moves if fen > 0}] != [{leaves}, {enters}]:
        yield "not what an entry of its kind moves"
    for account, fen in moves:
        balances[account] += fen
        if account != "received" and balances[account] < 0:
            yield f"{account} falls below zero"


def linked(row, earlier):
    """What is wrong with what an entry is about: nothing posts twice, a reversal takes back one entry once."""
    if any(
        (row["kind"], row["reference"]) == (one["kind"], one["reference"]) for one in earlier.get(row["reference"], [])
    ):
        yield "posts what was posted before"
    reversing = row["kind"].endswith("-reversal")
    if reversing != bool(row["reverses"]):
        yield "a reversal names what it takes back, and nothing else does"
    of = [one for one in earlier.get(row["reference"], []) if one["number"] == row["reverses"]]
    if reversing and [one["kind"] + "-reversal" for one in of] != [row["kind"]]:
        yield "takes back something else"


def sealed(fund_id, row, moves):
    """The entry's hash by the rule."""
    lines = ["jiayuan-ledger-1", fund_id, row["number"], row["kind"], row["reference"], row["occurred_utc"]]
    lines += [row["posted_utc"], *(f"{account} {fen}" for account, fen in moves), row["previous_hash"]]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def check(fund_id, rows, heads):
    """What is wrong, a line each; an empty list when the ledger holds."""
    wrong, previous, balances, earlier, hashes = [], ZERO, dict.fromkeys(ORDER, 0), {}, {}
    for expected, row in enumerate(rows, 1):
        moves = legs(row["moves"])
        found = [*moved(row, moves, balances), *linked(row, earlier)]
        if row["number"] != str(expected):
            found.append(f"number {expected} is missing")
        if row["previous_hash"] != previous:
            found.append("does not follow the one before")
        previous = sealed(fund_id, row, moves)
        if previous != row["hash"]:
            found.append("was altered")
        wrong += [f"entry {row['number']}: {what}" for what in found]
        earlier.setdefault(row["reference"], []).append(row)
        hashes[row["number"]] = previous
    for number, head in heads:
        if hashes.get(number) != head:
            wrong.append(f"the head published after entry {number} is another: the ledger was rewritten")
    return wrong


def main():
    """Read, check, say."""
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    heads = [tuple(given.split(":")) for given in sys.argv[3:]]
    wrong = check(sys.argv[1], rows, heads)
    print("\n".join(wrong) or f"{len(rows)} entries hold; head {rows[-1]['hash'] if rows else ZERO}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
