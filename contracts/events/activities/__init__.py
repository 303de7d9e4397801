"""Typed events of activities, made from its schemas by `python -m contracts.generate`: never edit."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from contracts.record import Identifier, Moment, Record
from msgspec import Meta


class ActivityEdited(Record, frozen=True, kw_only=True):
    """
    A published activity has another title, mode or programme from now on.
    """

    activity_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    source: Annotated[str, Meta(min_length=1)]
    mode: Literal['on-site', 'online', 'mixed']
    edited_at: Moment


class ActivityPublished(Record, frozen=True, kw_only=True):
    """
    An activity became visible to residents.
    """

    activity_id: Identifier
    title: Annotated[str, Meta(max_length=200, min_length=1)]
    programme: Annotated[str, Meta(max_length=80)]
    organisation_id: Identifier
    source: Annotated[str, Meta(min_length=1)]
    mode: Literal['on-site', 'online', 'mixed']
    published_at: Moment


class Amenity(Record, frozen=True, kw_only=True):
    kind: Annotated[str, Meta(min_length=1)]
    state: Annotated[str, Meta(min_length=1)]


class AmenityChecked(Record, frozen=True, kw_only=True):
    """
    Somebody looked at an amenity of a venue.
    """

    venue_id: Identifier
    amenity: Annotated[str, Meta(min_length=1)]
    state: Annotated[str, Meta(min_length=1)]
    checked_at: Moment
    source: Annotated[str, Meta(min_length=1)]


class AttendanceCheckedIn(Record, frozen=True, kw_only=True):
    """
    A registered person was seen at the session.
    """

    session_id: Identifier
    registration_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: Identifier
    session_starts_at: Moment
    scanned_at: Moment
    expected: bool | None = None


class AttendanceUndone(Record, frozen=True, kw_only=True):
    """
    A check-in was taken back soon after it. The person no longer counts as having come.
    """

    session_id: Identifier
    registration_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: Identifier
    session_starts_at: Moment
    scanned_at: Moment
    undone_at: Moment
    expected: bool


class CommitteeJoined(Record, frozen=True, kw_only=True):
    """
    An organisation sits in the joint committee of a building.
    """

    organisation_id: Identifier
    committee_id: Identifier
    building: Annotated[str, Meta(max_length=200, min_length=1)]
    joined_at: Moment
    source: Annotated[str, Meta(min_length=1)]


class FeedbackReceived(Record, frozen=True, kw_only=True):
    """
    A person who attended said how it was.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    registration_id: Identifier
    session_starts_at: Moment
    rating: Annotated[int, Meta(ge=1, le=5)]
    received_at: Moment


class HeatAlertDeclared(Record, frozen=True, kw_only=True):
    """
    A heat alert holds for a day; relay stations stay open longer.
    """

    alert_id: Identifier
    level: Annotated[str, Meta(min_length=1)]
    day: date
    open_until: str
    declared_at: Moment
    source: Annotated[str, Meta(min_length=1)]


class MemberAdmitted(Record, frozen=True, kw_only=True):
    """
    An organisation is a member of the alliance for a term.
    """

    organisation_id: Identifier
    node: Annotated[str, Meta(min_length=1)]
    since: date
    source: Annotated[str, Meta(min_length=1)]
    until: date | None = None


class NeedMoved(Record, frozen=True, kw_only=True):
    """
    A need came a step further, or was taken up again.
    """

    need_id: Identifier
    category: Annotated[str, Meta(min_length=1)]
    state: Annotated[str, Meta(min_length=1)]
    previous: Annotated[str, Meta(min_length=1)]
    raised_at: Moment
    moved_at: Moment
    organisation_id: Identifier | None = None
    matched_organisation_id: Identifier | None = None


class NeedRaised(Record, frozen=True, kw_only=True):
    """
    A resident or an organisation needs something.
    """

    need_id: Identifier
    category: Annotated[str, Meta(min_length=1)]
    raised_at: Moment
    source: Annotated[str, Meta(min_length=1)]
    organisation_id: Identifier | None = None


class OrganisationRegistered(Record, frozen=True, kw_only=True):
    """
    An organisation joined the district's alliance.
    """

    organisation_id: Identifier
    name: Annotated[str, Meta(max_length=200, min_length=1)]
    source: Annotated[str, Meta(min_length=1)]
    kind: Annotated[str, Meta(min_length=1)]


class RegistrationCancelled(Record, frozen=True, kw_only=True):
    """
    A confirmed registration was given back.
    """

    session_id: Identifier
    registration_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: Identifier
    session_starts_at: Moment
    registered_at: Moment
    cancelled_at: Moment
    pool: Literal['on-site', 'online'] | None = None
    expected: bool | None = None


class RegistrationConfirmed(Record, frozen=True, kw_only=True):
    """
    A person got a seat in a session.
    """

    session_id: Identifier
    registration_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    subject_ref: Identifier
    session_starts_at: Moment
    channel: Literal['self', 'on-behalf', 'walk-in']
    registered_at: Moment
    pool: Literal['on-site', 'online'] | None = None
    promoted: bool | None = None
    expected: bool | None = None


class ScheduleChanged(Record, frozen=True, kw_only=True):
    """
    When a venue is open changed.
    """

    venue_id: Identifier
    change: Annotated[str, Meta(min_length=1)]
    from_day: date
    to_day: date | None = None


class SessionCancelled(Record, frozen=True, kw_only=True):
    """
    A session does not take place; every seat and every place in the line is called off.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    starts_at: Moment
    registered: Annotated[int, Meta(ge=0, le=200000)]
    expected: Annotated[int, Meta(ge=0, le=200000)]
    cancelled_at: Moment


class SessionEdited(Record, frozen=True, kw_only=True):
    """
    A session has another number of seats from now on.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    capacity: Annotated[int, Meta(ge=1, le=100000)]
    online_capacity: Annotated[int, Meta(ge=0, le=100000)]
    edited_at: Moment


class SessionEnded(Record, frozen=True, kw_only=True):
    """
    A session ended before its time; who came has attended.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    starts_at: Moment
    called_off: Annotated[int, Meta(ge=0, le=200000)]
    expected: Annotated[int, Meta(ge=0, le=200000)]
    ended_at: Moment


class SessionMoved(Record, frozen=True, kw_only=True):
    """
    A session is at another place or time from now on; the people registered for it keep their seats.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    starts_at: Moment
    ends_at: Moment
    from_venue_id: Identifier
    from_starts_at: Moment
    from_ends_at: Moment
    registered: Annotated[int, Meta(ge=0, le=200000)]
    expected: Annotated[int, Meta(ge=0, le=200000)]
    moved_at: Moment


class SessionScheduled(Record, frozen=True, kw_only=True):
    """
    A session of an activity got its place, time and number of seats.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    source: Annotated[str, Meta(min_length=1)]
    starts_at: Moment
    ends_at: Moment
    capacity: Annotated[int, Meta(ge=1)]
    online_capacity: Annotated[int, Meta(ge=0, le=100000)] | None = None


class SessionStarted(Record, frozen=True, kw_only=True):
    """
    The time of a session came: who is registered for it is expected.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    starts_at: Moment
    expected: Annotated[int, Meta(ge=0, le=200000)]


class StationVisited(Record, frozen=True, kw_only=True):
    """
    People came into a relay station; who they are is not asked.
    """

    venue_id: Identifier
    organisation_id: Identifier
    category: Annotated[str, Meta(min_length=1)]
    people: Annotated[int, Meta(ge=1, le=200)]
    visited_at: Moment


class VenueOpened(Record, frozen=True, kw_only=True):
    """
    A venue was opened to activities or visitors.
    """

    venue_id: Identifier
    name: Annotated[str, Meta(max_length=200, min_length=1)]
    kind: Annotated[str, Meta(min_length=1)]
    amenities: list[Amenity]
    source: Annotated[str, Meta(min_length=1)]
    address: Annotated[str, Meta(max_length=300, min_length=1)] | None = None
    organisation_id: Identifier | None = None


class WaitlistJoined(Record, frozen=True, kw_only=True):
    """
    A person waits for a seat of a full session.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    entry_id: Identifier
    subject_ref: Identifier
    pool: Literal['on-site', 'online']
    place: Annotated[int, Meta(ge=1)]
    joined_at: Moment


class WaitlistWithdrawn(Record, frozen=True, kw_only=True):
    """
    A person no longer waits for a seat and will not be offered one.
    """

    session_id: Identifier
    activity_id: Identifier
    venue_id: Identifier
    organisation_id: Identifier
    programme: Annotated[str, Meta(max_length=80)]
    entry_id: Identifier
    subject_ref: Identifier
    pool: Literal['on-site', 'online']
    withdrawn_at: Moment


class WorkingCalendarAnnounced(Record, frozen=True, kw_only=True):
    """
    The holidays and make-up workdays of a year are known, or were corrected: the whole notice, in place of an earlier one.
    """

    year: Annotated[int, Meta(ge=2000, le=2100)]
    holidays: Annotated[list[date], Meta(max_length=60)]
    make_up_days: Annotated[list[date], Meta(max_length=60)]
    document: Annotated[str, Meta(max_length=200, min_length=1)]
    announced_at: Moment
