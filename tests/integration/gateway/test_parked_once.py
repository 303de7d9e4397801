"""A record never ends a process: what a handler cannot apply is parked once, and the reader goes on (rule 7)."""

from __future__ import annotations

from typing import Any

import structlog.testing

from contracts.envelope import Event
from deploy.embedded.kafka import Kafka
from kernel import telemetry
from kernel.db import Connection
from kernel.kafka import ConsumerRecord, ensure_topics
from tests.integration.gateway.test_consumer import (
    CANARY,
    PARKED,
    TOPIC,
    _at,
    aggregate,
    consuming,
    effects,
    fact,
    looking,
    publish,
    store,
    until,
)
from tests.kit.records import records
from tests.kit.stores import Database


async def test_what_a_handler_raises_parks_its_record_once_and_ends_nothing(owned: Database, broker: Kafka) -> None:
    """An unforeseen error: tried once more, parked with its stack and without its text, and passed by for good."""
    await ensure_topics(broker.bootstrap)
    dsn, sick, sound = owned("gateway"), aggregate(0), aggregate(0)
    tries: list[int] = []

    async def handle(conn: Connection, record: ConsumerRecord, event: Event[Any]) -> None:
        await store(conn, record, event)
        if event.subject == f"organisation/{sick}" and event.seq == 2:
            tries.append(record.offset)
            raise ValueError(CANARY)

    facts = [fact(of, seq) for seq in (1, 2, 3) for of in (sick, sound)]
    expected = [(f"organisation/{of}", seq) for seq in (1, 2, 3) for of in (sick, sound)]
    expected.remove((f"organisation/{sick}", 2))
    async with looking(dsn) as conn:
        with structlog.testing.capture_logs() as lines:
            await publish(broker.bootstrap, *facts)
            async with consuming(dsn, broker.bootstrap, handle=handle) as task:
                await until(lambda: _at(conn, 0, 6))
                assert not task.done()
            assert await effects(conn) == expected
            assert len(tries) >= 2, "tried once more"
            # As after a crash between the parking and the commit: the record is read again.
            await conn.execute("update position set next_offset = 2 where topic = $1 and partition = 0", TOPIC)
            await conn.execute("update inbox set seq = 1")
            async with consuming(dsn, broker.bootstrap, handle=handle):
                await until(lambda: _at(conn, 0, 6))
        assert not [line for line in lines if line["event"] == "sequence_gap"], "what is parked leaves no gap"
        (record,) = await records(broker.bootstrap, PARKED)
        headers = dict(record.headers)
        assert (headers["parked-reason"], headers["parked-detail"]) == (b"handler-failed", b"ValueError")
        assert b"test_parked_once.handle:" in headers["parked-trace"]
        assert CANARY not in str(lines) + str(headers)


async def test_a_record_as_large_as_a_broker_takes_is_parked_too(owned: Database, broker: Kafka) -> None:
    """With the reason it would be too large, be refused for ever, and its partition stand still."""
    await ensure_topics(broker.bootstrap)
    dsn, of = owned("gateway"), aggregate(3)
    key, _, headers = fact(of, 1)
    whole = b"x" * (2**20 - sum(len(name) + len(text) for name, text in headers) - 200)
    async with looking(dsn) as conn, consuming(dsn, broker.bootstrap):
        await publish(broker.bootstrap, (key, whole, headers), fact(of, 2))
        await until(lambda: _at(conn, 3, 2))
        assert await effects(conn) == [(f"organisation/{of}", 2)]
    (record,) = await records(broker.bootstrap, PARKED)
    assert dict(record.headers)["parked-cut-from-bytes"] == str(len(whole)).encode()


async def test_a_number_out_of_all_order_is_parked_and_silences_no_one(owned: Database, broker: Kafka) -> None:
    await ensure_topics(broker.bootstrap)
    dsn, of = owned("gateway"), aggregate(0)
    async with looking(dsn) as conn, consuming(dsn, broker.bootstrap):
        before = telemetry.SEQUENCE_GAPS.labels("gateway")._value.get()
        await publish(broker.bootstrap, fact(of, 1), fact(of, 2**31 - 1), fact(of, 2))
        await until(lambda: _at(conn, 0, 3))
        assert await effects(conn) == [(f"organisation/{of}", 1), (f"organisation/{of}", 2)]
        assert telemetry.SEQUENCE_GAPS.labels("gateway")._value.get() == before + 1, "an alarm"
    (record,) = await records(broker.bootstrap, PARKED)
    assert dict(record.headers)["parked-reason"] == b"implausible-sequence"
