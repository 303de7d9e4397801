"""`jiayuan-draw-1`: a weighted draw that anyone recomputes in any language, from SHA-256 and integers alone (INS-4).

The rule, its bytes and test vectors are in docs/draw/README.md; docs/draw/recompute.py and the page "Check this
draw yourself" are the same rule written again (RULE-12, RULE-13).
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

RULE = "jiayuan-draw-1"
POOL_HEADER = "jiayuan-pool-1"
# The highest risk first: its reserved places are filled first.
CLASSES = ("D", "C", "B", "A")


@dataclass(frozen=True, slots=True)
class Item:
    """A place in the pool: its id as lower-case text, its risk class A-D, and its weight in whole tickets (≥ 1)."""

    id: str
    risk_class: str
    weight: int


def pool_bytes(pool: Iterable[Item]) -> bytes:
    """The pool as the bytes that are digested: a header, then `id class weight` a line, by id."""
    lines = [f"{item.id} {item.risk_class} {item.weight}\n" for item in sorted(pool, key=lambda item: item.id)]
    return "".join([f"{POOL_HEADER}\n", *lines]).encode("ascii")


def pool_digest(pool: Iterable[Item]) -> str:
    """SHA-256 of the pool's bytes, 64 lower-case hex digits; published when the pool is frozen."""
    return hashlib.sha256(pool_bytes(pool)).hexdigest()


def new_nonce() -> str:
    """A fresh secret of 32 bytes as 64 hex digits."""
    return secrets.token_hex(32)


def commitment_of(nonce: str) -> str:
    """SHA-256 of the nonce's 64 ASCII digits; published before the public entropy exists (RULE-12)."""
    return hashlib.sha256(nonce.encode("ascii")).hexdigest()


def seed_of(digest: str, nonce: str, entropy: str) -> str:
    """SHA-256 of rule, pool digest, nonce and canonical entropy, a line each, as 64 hex digits (RULE-13)."""
    return hashlib.sha256(f"{RULE}\n{digest}\n{nonce}\n{entropy}\n".encode("ascii")).hexdigest()


def number(of: Item, by: str) -> int:
    """The smallest of an item's tickets: ticket j of 1..weight is SHA-256(seed|id|j) as a 256-bit integer."""
    tickets = (hashlib.sha256(f"{by}|{of.id}|{j}".encode("ascii")).digest() for j in range(1, of.weight + 1))
    return int.from_bytes(min(tickets), "big")


def in_order(pool: Iterable[Item], by: str) -> list[Item]:
    """The pool by number, smallest first. An item's number depends on no other item, so removing one keeps the
    order of the rest (RULE-15), and who comes first is exactly proportional to the weights (RULE-14)."""
    return sorted(pool, key=lambda item: (number(item, by), item.id))


def select(ordered: Sequence[Item], places: int, floors: Mapping[str, int]) -> list[Item]:
    """The drawn places, in the pool's order: first the risk floor of each class, then the first of the rest.

    `floors` reserves places for a class; where the pool has fewer of it, all of them are taken. Removing an item from
    `ordered` removes it from the answer and adds at most one other (INS-6).
    """
    taken: set[str] = set()
    for risk_class in CLASSES:
        of_class = [item.id for item in ordered if item.risk_class == risk_class]
        taken.update(of_class[: floors.get(risk_class, 0)])
    rest = [item.id for item in ordered if item.id not in taken]
    taken.update(rest[: max(0, places - len(taken))])
    return [item for item in ordered if item.id in taken]


def classes(pool: Iterable[Item]) -> Counter[str]:
    """How many of each risk class a pool has."""
    return Counter(item.risk_class for item in pool)
