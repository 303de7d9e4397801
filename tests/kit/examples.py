"""How much a test tries: little in every run, a campaign's number in `make prove`."""

from __future__ import annotations

import os

EXAMPLES = "JIAYUAN_EXAMPLES"


def examples(few: int) -> int:
    """JIAYUAN_EXAMPLES, which `make prove` sets to two thousand; otherwise `few`."""
    return int(os.environ.get(EXAMPLES, few))


def campaign(many: int, few: int) -> int:
    """`many` in `make prove`, otherwise `few`: rounds, requests, callers one after another."""
    return many if EXAMPLES in os.environ else few
