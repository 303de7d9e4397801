"""Typed events of activities, made from its schemas by `python -m contracts.generate`: never edit."""

from __future__ import annotations

from typing import Annotated, Literal

from contracts.record import Moment, Record
from msgspec import Meta


class ActivityPublished(Record, frozen=True, kw_only=True):
    """
    An activity became visible to residents.
    """

    activity_id: str
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: str
    source: Annotated[str, Meta(min_length=1)]
    mode: Literal['on-site', 'online', 'mixed']
    published_at: Moment


class Amenity(Record, frozen=True, kw_only=True):
    kind: Annotated[str, Meta(min_length=1)]
    state: Annotated[str, Meta(min_length=1)]


class AttendanceCheckedIn(Record, frozen=True, kw_only=True):
    """
    A registered person was seen at the session.
    """

    session_id: str
    registration_id: str
    activity_id: str
    venue_id: str
    organisation_id: str
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: str
    session_starts_at: Moment
    scanned_at: Moment


class OrganisationRegistered(Record, frozen=True, kw_only=True):
    """
    An organisation joined the district's alliance.
    """

    organisation_id: str
    name: Annotated[str, Meta(max_length=200, min_length=1)]
    source: Annotated[str, Meta(min_length=1)]
    kind: Annotated[str, Meta(min_length=1)]


class RegistrationCancelled(Record, frozen=True, kw_only=True):
    """
    A confirmed registration was given back.
    """

    session_id: str
    registration_id: str
    activity_id: str
    venue_id: str
    organisation_id: str
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: str
    session_starts_at: Moment
    registered_at: Moment
    cancelled_at: Moment


class RegistrationConfirmed(Record, frozen=True, kw_only=True):
    """
    A person got a seat in a session.
    """

    session_id: str
    registration_id: str
    activity_id: str
    venue_id: str
    organisation_id: str
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: str
    session_starts_at: Moment
    channel: Literal['self', 'on-behalf', 'walk-in']
    registered_at: Moment


class SessionScheduled(Record, frozen=True, kw_only=True):
    """
    A session of an activity got its place, time and number of seats.
    """

    session_id: str
    activity_id: str
    venue_id: str
    organisation_id: str
    programme: Annotated[str, Meta(max_length=80)]
    source: Annotated[str, Meta(min_length=1)]
    starts_at: Moment
    ends_at: Moment
    capacity: Annotated[int, Meta(ge=1)]


class VenueOpened(Record, frozen=True, kw_only=True):
    """
    A venue was opened to activities or visitors.
    """

    venue_id: str
    name: Annotated[str, Meta(max_length=200, min_length=1)]
    kind: Annotated[str, Meta(min_length=1)]
    amenities: list[Amenity]
    source: Annotated[str, Meta(min_length=1)]
    address: Annotated[str, Meta(max_length=300, min_length=1)] | None = None
    organisation_id: str | None = None
