"""A vote that a new one replaces."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel.rows import TypedRow
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Vote(TypedRow, reads=SQL["verified-nomination-of"]):
    """A voter's verified vote in a round."""

    id: UUID
    establishment_id: UUID
    category: str
    nominated_at: datetime


@dataclass(frozen=True, slots=True)
class VoteByReceipt(Vote, reads=SQL["nomination-by-receipt"]):
    """A vote that is not verified, found by the receipt that its browser keeps."""
