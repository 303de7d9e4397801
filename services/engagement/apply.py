"""One batch of records into the figures: what is new of it, its numbers and the position behind it, together or not.

A record that cannot be applied ends no worker: the batch is halved until it stands alone, and it is parked (rule 7).
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from contracts.envelope import Event, Undecodable
from kernel import failpoints, inbox, telemetry, tracing
from kernel.applying import Reason, Records, in_parts
from kernel.consumer import decode
from kernel.db import Connection
from kernel.kafka import ConsumerRecord
from kernel.parking import Park, Parking
from services.engagement.fold import Tally, fold
from services.engagement.storage import CONSUMER, add, lock_position

log = telemetry.logger(__name__)


async def apply(conn: Connection, parking: Parking, batch: Sequence[ConsumerRecord]) -> int:
    """Apply what of `batch` is new, in one transaction; answers how many events had an effect.

    Raises inbox.OffsetGap when offsets between the position and the batch were not applied, and what says nothing
    about the records: kernel.applying.NOT_THE_RECORDS.
    """
    # The halves of a batch follow each other: a hole between them came from the broker with the batch.
    reached = batch[0].offset

    async def together(part: Records) -> list[Event[Any]]:
        nonlocal reached
        fresh = await _stored(conn, parking, part, reached)
        reached = part[-1].offset + 1
        return fresh

    async def aside(record: ConsumerRecord, why: Reason) -> None:
        nonlocal reached
        await _set_aside(conn, parking, record, why, reached)
        reached = record.offset + 1

    began_ns = time.time_ns()
    with tracing.applying(CONSUMER, len(batch)) as span:
        fresh = await in_parts(batch, together, aside)
        tracing.applied(span, [event.traceparent for event in fresh], CONSUMER, began_ns)
    failpoints.reach("worker.after_tx_before_offset")
    _observe(batch[0].topic, fresh)
    return len(fresh)


async def _stored(conn: Connection, parking: Parking, batch: Records, reached: int) -> list[Event[Any]]:
    topic, partition = batch[0].topic, batch[0].partition
    async with conn.transaction():
        position = await _position(conn, batch[0], reached)
        records = [r for r in batch if r.offset >= position]
        if not records:
            return []
        fresh = await _fresh(conn, parking, records)
        await add(conn, fold(Tally(), (event.data for event in fresh)), partition)
        await inbox.advance(conn, CONSUMER, topic, partition, position, records[-1].offset + 1)
    return fresh


async def _position(conn: Connection, first: ConsumerRecord, reached: int) -> int:
    """The partition's position, locked. Raises OffsetGap when it is before what was reached."""
    position = await lock_position(conn, first.topic, first.partition)
    if reached > position:
        raise inbox.OffsetGap(first.topic, first.partition, position, reached)
    return position


async def _fresh(conn: Connection, parking: Parking, records: list[ConsumerRecord]) -> list[Event[Any]]:
    """The events not seen before, in order; what cannot be applied is parked before the position moves."""
    decoded: list[tuple[ConsumerRecord, Event[Any]]] = []
    for record in records:
        event = decode(record)
        if isinstance(event, Undecodable):
            await parking.park(record, event.reason, event.detail)
        else:
            decoded.append((record, event))
    seen = await inbox.last_seen(conn, CONSUMER, {event.subject for _, event in decoded})
    fresh = []
    for record, event in decoded:
        try:
            if inbox.is_new(CONSUMER, seen, event.subject, event.seq):
                fresh.append(event)
        except Park as park:
            await parking.park(record, park.reason, park.detail)
    await inbox.remember(conn, CONSUMER, seen)
    return fresh


async def _set_aside(conn: Connection, parking: Parking, record: ConsumerRecord, why: Reason, reached: int) -> None:
    """Park a record that the fold or the database cannot take, and go on behind it."""
    async with conn.transaction():
        position = await _position(conn, record, reached)
        if record.offset < position:
            return
        await parking.park(record, *why)
        event = decode(record)
        if isinstance(event, Event):
            await inbox.pass_by(conn, CONSUMER, event.subject, event.seq)
        await inbox.advance(conn, CONSUMER, record.topic, record.partition, position, record.offset + 1)


def _observe(topic: str, fresh: list[Event[Any]]) -> None:
    telemetry.EVENTS_APPLIED.labels(CONSUMER, topic).inc(len(fresh))
    telemetry.CONSUMER_PROGRESS.labels(CONSUMER).set_to_current_time()
    now = datetime.now(UTC)
    for event in fresh[-1:]:
        seconds = max((now - event.time).total_seconds(), 0.0)
        telemetry.EVENT_E2E_SECONDS.labels(CONSUMER).observe(seconds)
        log.info("applied", topic=topic, events=len(fresh), newest_age_ms=round(seconds * 1e3))
