"""What a draw is made of, as commands read it: the pool, the plan, the commitment, and the places that were drawn."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from kernel.rows import TypedRow
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Pool(TypedRow, reads=SQL["one-pool"]):
    """A frozen pool. In pools from before votes were verified every vote counted."""

    digest: str
    frozen_at: datetime
    votes_counted: Literal["all", "verified"]


@dataclass(frozen=True, slots=True)
class PoolItem(TypedRow, reads=SQL["pool-items"]):
    """A place in a frozen pool; `votes` is not known for pools in which every vote counted."""

    establishment_id: UUID
    name: str
    risk_class: str
    weight: int
    votes: int | None


@dataclass(frozen=True, slots=True)
class Plan(TypedRow, reads=SQL["one-plan"]):
    """A round's plan; `floors` and `quotas` are JSON."""

    places: int
    floors: str
    quotas: str
    planned_at: datetime

    def reserved(self) -> dict[str, int]:
        """Places reserved for a risk class."""
        reserved: dict[str, int] = json.loads(self.floors)
        return reserved


@dataclass(frozen=True, slots=True)
class Draw(TypedRow, reads=SQL["one-draw"]):
    """The commitment to a secret, and once the draw was made its entropy and seed."""

    commitment: str
    nonce: str
    entropy_source: str
    entropy_at: datetime
    committed_at: datetime
    entropy: str | None
    seed: str | None
    drawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class DrawnPlace(TypedRow, reads=SQL["drawn-places"]):
    """A place that was drawn; one that was taken out keeps its row."""

    establishment_id: UUID
    name: str
    risk_class: str
    position: int
    drawn_at: datetime
    removed_at: datetime | None
    removal_reason: str | None
    replaced_by: UUID | None
    sampled: bool


@dataclass(frozen=True, slots=True)
class Candidate(TypedRow, reads=SQL["inspectors-for"]):
    """An inspector who could be drawn for a place, or is excluded by a conflict there."""

    id: UUID
    excluded: bool
