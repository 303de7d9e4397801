"""What a room's commands accept is in the lists of values that its events' schemas publish."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from contracts.catalogue import CATALOGUE
from contracts.validation import schema_of
from kernel.web import Input, Source

REPOSITORY = Path(__file__).resolve().parents[2]
# Where the value of an input's field is published: room.Model.field -> (event type, place in its schema).
REPORTED = {
    "activities.Organisation.kind": ("activities.organisation-registered.v1", "/properties/kind"),
    "activities.Venue.kind": ("activities.venue-opened.v1", "/properties/kind"),
    "activities.Amenity.kind": ("activities.venue-opened.v1", "/properties/amenities/items/properties/kind"),
    "activities.Amenity.state": ("activities.venue-opened.v1", "/properties/amenities/items/properties/state"),
    "activities.Draft.mode": ("activities.activity-published.v1", "/properties/mode"),
    "activities.ActivityEdit.mode": ("activities.activity-edited.v1", "/properties/mode"),
    "activities.Registrant.channel": ("activities.registration-confirmed.v1", "/properties/channel"),
    "activities.Registrant.pool": ("activities.registration-confirmed.v1", "/properties/pool"),
    "activities.Waits.channel": ("activities.registration-confirmed.v1", "/properties/channel"),
    "activities.Waits.pool": ("activities.waitlist-joined.v1", "/properties/pool"),
    "activities.Attendance.pool": ("activities.registration-confirmed.v1", "/properties/pool"),
    "activities.Check.amenity": ("activities.amenity-checked.v1", "/properties/amenity"),
    "activities.Check.state": ("activities.amenity-checked.v1", "/properties/state"),
    "activities.HeatAlert.level": ("activities.heat-alert-declared.v1", "/properties/level"),
    "activities.Membership.node": ("activities.member-admitted.v1", "/properties/node"),
    "activities.Visit.category": ("activities.station-visited.v1", "/properties/category"),
    "activities.Need.category": ("activities.need-raised.v1", "/properties/category"),
    "activities.Step.to": ("activities.need-moved.v1", "/properties/state"),
    "inspections.Batch.kind": ("inspections.establishment-registered.v1", "/properties/kind"),
    "inspections.Batch.risk_class": ("inspections.establishment-registered.v1", "/properties/risk_class"),
    "inspections.Establishment.kind": ("inspections.establishment-registered.v1", "/properties/kind"),
    "inspections.Establishment.risk_class": ("inspections.establishment-registered.v1", "/properties/risk_class"),
    "inspections.TakeOver.kind": ("inspections.establishment-registered.v1", "/properties/kind"),
    "inspections.TakeOver.risk_class": ("inspections.establishment-registered.v1", "/properties/risk_class"),
    "inspections.Finding.verdict": ("inspections.result-published.v1", "/properties/verdict"),
    "inspections.Item.verdict": ("inspections.result-published.v1", "/properties/items/items/properties/verdict"),
    "inspections.Correction.verdict": ("inspections.result-superseded.v1", "/properties/verdict"),
    "inspections.Correction.reason": ("inspections.result-superseded.v1", "/properties/reason"),
    "inspections.Closing.reason": ("inspections.round-closed.v1", "/properties/reason"),
    "inspections.Removal.reason": ("inspections.place-replaced.v1", "/properties/reason"),
    "inspections.Step.to": ("inspections.round-advanced.v1", "/properties/state"),
    "inspections.AwardProposal.kind": ("inspections.award-granted.v1", "/properties/kind"),
    "inspections.Revocation.reason": ("inspections.award-revoked.v1", "/properties/reason"),
    "inspections.Tally.material": ("inspections.tally-counted.v1", "/properties/material"),
    "relief.Fund.purpose": ("relief.fund-opened.v1", "/properties/purpose"),
    "relief.Fund.emergency": ("relief.emergency-declared.v1", "/properties/reason"),
    "relief.Emergency.reason": ("relief.emergency-declared.v1", "/properties/reason"),
    "relief.PurposeChange.purpose": ("relief.fund-purpose-changed.v1", "/properties/purpose"),
    "relief.Case.category": ("relief.disbursement-requested.v1", "/properties/purpose"),
    "relief.Application.purpose": ("relief.disbursement-requested.v1", "/properties/purpose"),
}


# Kept inside the room: no event tells them.
INSIDE = {
    "activities.Decision.settlement",
    "activities.Erasure.reason",
    "activities.Unlink.reason",
    "activities.HoursEntry.days",
    "inspections.Batch.format",
    "inspections.Exam.outcome",
    "inspections.InterestConflict.reason",
    "inspections.Recheck.outcome",
    "inspections.Stall.kind",
}


def inputs() -> Iterator[tuple[str, Any]]:
    """Every request body of every room, by room.Model."""
    for path in sorted(REPOSITORY.glob("services/*/*/*.py")):
        room, aggregate = path.parts[-3:-1]
        module = import_module(f"services.{room}.{aggregate}.{path.stem}")
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, Input) and value.__module__ == module.__name__:
                yield f"{room}.{name}", value


def choices() -> dict[str, frozenset[str]]:
    """Every field with a fixed list of values, but `source`, which has one list for the whole house."""
    return {
        f"{model}.{name}": frozenset(get_args(literal))
        for model, body in inputs()
        for name, field in body.model_fields.items()
        # A field that may be left out is `Literal[…] | None`.
        for literal in (field.annotation, *get_args(field.annotation))
        if get_origin(literal) is Literal and name != "source"
    }


def published(event_type: str, place: str) -> frozenset[str]:
    """The list of values that a schema publishes at a place."""
    found = schema_of(event_type)
    for step in place.strip("/").split("/"):
        found = found[step]
    return frozenset(found.get("x-extensible-enum") or found["enum"])


def test_every_list_of_a_room_is_compared() -> None:
    assert set(choices()) == set(REPORTED) | INSIDE


@pytest.mark.parametrize("field", REPORTED)
def test_readers_learn_every_value_that_a_room_accepts(field: str) -> None:
    assert choices()[field] <= published(*REPORTED[field])


@pytest.mark.parametrize("event_type", CATALOGUE.event_types)
def test_readers_learn_every_source(event_type: str) -> None:
    properties = schema_of(event_type)["properties"]
    if "source" in properties:
        assert set(properties["source"]["x-extensible-enum"]) == set(get_args(Source))


@pytest.mark.parametrize("event_type", [t for t in CATALOGUE.event_types if t.startswith("relief.disbursement-")])
def test_every_event_of_a_disbursement_has_the_same_purposes(event_type: str) -> None:
    assert published(event_type, "/properties/purpose") == choices()["relief.Application.purpose"]
