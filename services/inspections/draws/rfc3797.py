"""RFC 3797, Publicly Verifiable Nominations Committee Random Selection: canonical entropy (§4) and its selection.

The unweighted draws use it as it stands: inspectors (INS-5) and re-test laboratories (INS-9).
"""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

# The counter round the key string has two bytes (§4).
MOST_SELECTED = 65_536


def canonical(sources: Sequence[Sequence[str]]) -> str:
    """The key string: each source's numbers from smallest to largest, each ended by a period, each source by a slash.

    Numbers are decimals without sign, as text; leading zeroes and zeroes after the period are dropped.
    """
    return "".join("".join(map(_number, sorted(source, key=Decimal))) + "/" for source in sources)


def _number(text: str) -> str:
    whole, _, part = text.partition(".")
    return f"{whole.lstrip('0') or '0'}.{part.rstrip('0')}"


def select(key: str, size: int, count: int) -> list[int]:
    """`count` positions (from 1) out of a published list of `size`, in the order in which they are selected."""
    if not 0 <= count <= min(size, MOST_SELECTED):
        raise ValueError("more to select than there are")
    left = list(range(1, size + 1))
    selected = []
    for index in range(count):
        counter = index.to_bytes(2, "big")
        # MD5 mixes here and protects nothing: the RFC's vectors are made with it.
        mixed = hashlib.md5(counter + key.encode("ascii") + counter, usedforsecurity=False).digest()
        selected.append(left.pop(int.from_bytes(mixed, "big") % len(left)))
    return selected
