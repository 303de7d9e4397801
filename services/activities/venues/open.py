"""A venue opens, with the amenities that are there and how each was last seen."""

from typing import Literal
from uuid import UUID

from pydantic import Field, field_validator

from contracts.events.activities import Amenity as AmenityFact
from contracts.events.activities import VenueOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Source, Text
from services.activities.storage import SQL

VenueKind = Literal[
    "service-station", "mall", "restaurant", "supermarket", "lunch-point", "relay-station", "care-home",
    "community-centre", "online",
]  # fmt: skip
AmenityKind = Literal[
    "microwave", "fridge", "water", "charger", "rest", "day-care", "adviser", "device-rental", "health-hut",
    "hall", "inspection-stand", "first-aid-kit",
]  # fmt: skip


class Amenity(Input):
    """What is there; unverified until somebody looked (RULE-38)."""

    kind: AmenityKind
    state: Literal["working", "faulty", "unverified"] = "unverified"


class Venue(Input):
    """What an operator enters. `map_x` and `map_y`: its place on the schematic map, in thousandths."""

    venue_id: UUID | None = None
    name: Text
    kind: VenueKind
    address: Text | None = None
    map_x: int | None = Field(default=None, ge=0, le=1000)
    map_y: int | None = Field(default=None, ge=0, le=1000)
    organisation_id: UUID | None = None
    amenities: tuple[Amenity, ...] = Field(default=(), max_length=20)
    source: Source = "operator"

    @field_validator("amenities")
    @classmethod
    def _each_kind_once(cls, value: tuple[Amenity, ...]) -> tuple[Amenity, ...]:
        if len({a.kind for a in value}) != len(value):
            raise ValueError("an amenity is named twice")
        return value


class Opened(Output):
    """The venue's id."""

    venue_id: UUID


@command(
    "POST /venues",
    may="activities:manage",
    says="Open a venue.",
    refuses=(
        "map-place-incomplete",
        "organisation-unknown",
        "venue-already-exists",
        "venue-name-taken",
        "venue-unknown",
    ),
)
async def open_venue(tx: Transaction, order: Venue) -> Opened:
    """Raises Refused("venue-name-taken"), Refused("organisation-unknown"), Refused("already-exists")."""
    venue_id = order.venue_id or new_id()
    await tx.conn.execute(
        *SQL["insert-venue"](
            venue_id=venue_id,
            name=order.name,
            kind=order.kind,
            address=order.address,
            organisation_id=order.organisation_id,
            map_x=order.map_x,
            map_y=order.map_y,
            source=order.source,
            opened_at=tx.now,
        )
    )
    await tx.conn.execute(
        *SQL["insert-amenities"](
            venue_id=venue_id,
            kinds=[a.kind for a in order.amenities],
            states=[a.state for a in order.amenities],
            source=order.source,
        )
    )
    await tx.emit(
        VenueOpened(
            venue_id=str(venue_id),
            name=order.name,
            kind=order.kind,
            amenities=[AmenityFact(kind=a.kind, state=a.state) for a in order.amenities],
            source=order.source,
            address=order.address,
            organisation_id=str(order.organisation_id) if order.organisation_id else None,
        ),
        aggregate=f"venue/{venue_id}",
        seq=1,
    )
    return Opened(venue_id=venue_id)
