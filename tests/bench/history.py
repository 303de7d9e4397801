"""A made-up year of registrations, the same in every run, and the topic filled with it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from contracts.envelope import Event, to_kafka
from contracts.events.activities import RegistrationConfirmed
from contracts.record import Record
from kernel.identifiers import new_id
from kernel.kafka import partition_of, start_producer

TOPIC = "activities.sessions"
PARTITIONS = 4
SEATS = 200
PEOPLE, VENUES, ORGANISATIONS, PROGRAMMES, DAYS = 20_000, 12, 8, 6, 365
START = datetime(2021, 1, 4, 1, 0, tzinfo=UTC)
Batch = list[tuple[bytes, bytes, list[tuple[str, bytes]]]]


def registrations(count: int) -> Iterator[Event[Record]]:
    """`count` registrations for sessions of SEATS seats, in order within each session."""
    chance = random.Random(2021)
    place = [[str(UUID(int=chance.getrandbits(128))) for _ in range(n)] for n in (VENUES, ORGANISATIONS, PEOPLE)]
    venues, organisations, people = place
    for number in range(count):
        if number % SEATS == 0:
            session, venue, organisation = str(new_id()), chance.choice(venues), chance.choice(organisations)
            starts_at = START + timedelta(days=chance.randrange(DAYS), hours=chance.randrange(10))
            programme = f"programme-{chance.randrange(PROGRAMMES)}"
        at = starts_at - timedelta(minutes=chance.randrange(7 * 24 * 60))
        data = RegistrationConfirmed(
            session_id=session, registration_id=str(new_id()), activity_id=session, venue_id=venue,
            organisation_id=organisation, programme=programme, session_starts_at=starts_at, channel="self",
            subject_ref=chance.choice(people), registered_at=at,
        )  # fmt: skip
        yield Event(
            id=str(new_id()), source="/activities", type="activities.registration-confirmed.v1", time=at,
            subject=f"session/{session}", seq=number % SEATS + 1, store_epoch=1, data=data,
        )  # fmt: skip


async def fill(bootstrap: str, count: int, *, partitions: int) -> None:
    """Put `count` registrations on the first `partitions` partitions of the topic."""
    lanes: list[Batch] = [[] for _ in range(partitions)]
    for event in registrations(count):
        key, value, headers = to_kafka(event)
        lanes[partition_of(key, partitions)].append((key, value, headers))
    producer = await start_producer(bootstrap, "bench")
    try:
        for partition, records in enumerate(lanes):
            batch = producer.create_batch()
            for key, value, headers in records:
                if batch.append(key=key, value=value, timestamp=None, headers=headers) is None:
                    await producer.send_batch(batch, TOPIC, partition=partition)
                    batch = producer.create_batch()
                    batch.append(key=key, value=value, timestamp=None, headers=headers)
            await producer.send_batch(batch, TOPIC, partition=partition)
        await producer.flush()
    finally:
        await producer.stop()
