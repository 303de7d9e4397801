"""What a known-bad part is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """What is put in, and the part of the row's check that must see it."""

    what: str
    row: str
    edits: tuple[tuple[str, str, str], ...]
    check: tuple[str, ...]
