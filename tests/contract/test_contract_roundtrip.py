"""Made-up events survive every way of writing and reading them."""

from datetime import UTC
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.catalogue import CATALOGUE
from contracts.envelope import Event, from_kafka, from_structured, to_kafka, to_structured
from contracts.events.activities import RegistrationConfirmed, VenueOpened
from contracts.plausible import is_in_time
from contracts.record import EARLIEST, LATEST
from contracts.validation import check

uuids = st.uuids().map(str)
# What a reader takes (contracts.record); RFC 3339 has no offset of its own in UTC.
moments = st.datetimes(EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.just(UTC)).filter(
    is_in_time
)
slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True).filter(lambda s: len(s) <= 80)
registrations = st.builds(
    RegistrationConfirmed,
    session_id=uuids,
    registration_id=uuids,
    activity_id=uuids,
    venue_id=uuids,
    organisation_id=uuids,
    programme=slugs,
    subject_ref=uuids,
    session_starts_at=moments,
    channel=st.sampled_from(["self", "on-behalf", "walk-in"]),
    registered_at=moments,
)
# A header or JSON text cannot carry half a surrogate pair, and no column takes a NUL; everything else must survive.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200)
venues = st.builds(
    VenueOpened,
    venue_id=uuids,
    name=texts,
    kind=texts,
    amenities=st.just([]),
    source=texts,
    address=st.none() | texts,
    organisation_id=st.none() | uuids,
)
numbers = st.integers(1, 2**31 - 1)


@given(
    data=registrations | venues,
    time=moments,
    subject=texts,
    seq=numbers,
    epoch=st.integers(0, 2**31 - 1),
    trace=st.none() | texts,
    event_id=uuids,
)
def test_every_event_survives_the_way_there_and_back(
    data: Any, time: Any, subject: Any, seq: Any, epoch: Any, trace: Any, event_id: Any
) -> None:
    entry = CATALOGUE.event_type(CATALOGUE.type_of(type(data)))
    event = Event(
        id=event_id,
        source=entry.source,
        type=entry.type,
        time=time,
        subject=subject,
        seq=seq,
        store_epoch=epoch,
        traceparent=trace,
        data=data,
    )
    key, value, headers = to_kafka(event)
    assert key == subject.encode()
    assert from_kafka(headers, value) == event
    assert from_structured(to_structured(event)) == event
    assert check(entry.type, data) == value
