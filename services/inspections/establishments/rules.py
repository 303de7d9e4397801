"""How other registers rate a business, read honestly: an unknown score stays unknown (INS-13).

LIVES 1.x (Local Inspector Value-Entry Specification): a score of 0-100 or none. FHRS (Food Hygiene Rating Scheme of the
United Kingdom): RatingValue 0-5 or a word, and NewRatingPending.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Format = Literal["lives", "fhrs"]
Standing = Literal["scored", "awaiting", "exempt", "pending"]
HIGHEST = {"lives": 100, "fhrs": 5}
# FHRS's words, without case, spaces and hyphens. "Pass" and its kin are another scheme (FHIS), which has no score.
WORDS: dict[str, Standing] = {
    "": "awaiting",
    "awaitinginspection": "awaiting",
    "awaitingpublication": "pending",
    "newratingpending": "pending",
    "exempt": "exempt",
}
LONGEST_ID, LONGEST_NAME = 100, 160


@dataclass(frozen=True, slots=True)
class Listing:
    """A business as a register lists it; `score` is none unless it is scored."""

    external_id: str
    name: str
    standing: Standing
    score: int | None
    rated_on: date | None


class Unreadable(ValueError):
    """A row that cannot be taken. `code` says why; the value itself is in no log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(kind: Format, external_id: str, name: str, rating: str, rated_on: str, *, pending: bool = False) -> Listing:
    """A row of a register. Unreadable("id-missing", "name-missing", "text-unprintable", "rating-unreadable",
    "date-unreadable")."""
    external_id, name = external_id.strip(), " ".join(name.split())
    if not external_id or len(external_id) > LONGEST_ID:
        raise Unreadable("id-missing")
    if not name or len(name) > LONGEST_NAME:
        raise Unreadable("name-missing")
    if not (external_id + name).isprintable():
        raise Unreadable("text-unprintable")
    day = _day(rated_on.strip())
    standing, score = _standing(kind, rating.strip())
    if pending or (standing == "awaiting" and kind == "lives" and day):
        # Inspected, and the score is still to come: neither the old one nor none at all.
        standing, score = "pending", None
    return Listing(external_id, name, standing, score, day)


def _standing(kind: Format, rating: str) -> tuple[Standing, int | None]:
    if re.fullmatch(r"[0-9]{1,3}", rating):
        if int(rating) > HIGHEST[kind]:
            raise Unreadable("rating-unreadable")
        return "scored", int(rating)
    word = re.sub(r"[\s_-]", "", rating).lower()
    if word not in WORDS or (word and kind == "lives"):
        raise Unreadable("rating-unreadable")
    return WORDS[word], None


def _day(text: str) -> date | None:
    """YYYYMMDD (LIVES) or an ISO date with or without a time (FHRS); none where there is none."""
    if not text:
        return None
    found = re.match(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T|$)", text)
    try:
        if found is not None:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Unreadable("date-unreadable")
