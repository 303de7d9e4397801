"""What a release left behind, as data: its databases, its golden events, and what its callers hold."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg

from contracts.catalogue import CATALOGUE
from contracts.envelope import encode_headers
from deploy.embedded.own_loop import in_own_loop
from kernel.db import Connection
from kernel.identifiers import new_id
from kernel.kafka import ConsumerRecord
from tests.kit.nearly import record

STATE = Path(__file__).resolve().parent / "state-6793a3c"
HELD: dict[str, str] = json.loads((STATE / "held.json").read_text())
Look = Callable[[Connection], Awaitable[Any]]


def dumped(room: str) -> str:
    """The SQL that makes a room's database as it was."""
    return gzip.decompress((STATE / f"{room}.sql.gz").read_bytes()).decode()


def ask(dsn: str, look: Look) -> Any:
    """What `look` answers on a connection of its own."""
    found: list[Any] = []

    async def run() -> None:
        conn = await asyncpg.connect(dsn, server_settings={"statement_timeout": "60s"})
        try:
            found.append(await look(conn))
        finally:
            await conn.close()

    in_own_loop(run)
    return found[0]


async def columns_of(conn: Connection) -> dict[str, list[str]]:
    """Table → columns."""
    rows = await conn.fetch(
        "select table_name, array_agg(column_name::text order by ordinal_position) as columns"
        " from information_schema.columns where table_schema = 'public' group by 1"
    )
    return {row["table_name"]: row["columns"] for row in rows}


async def rows_of(conn: Connection, columns: dict[str, list[str]]) -> dict[str, Counter[str]]:
    """Every row of every table as text, of these columns alone."""
    found = {}
    for table, names in columns.items():
        selected = ", ".join(f'"{name}"' for name in names)
        found[table] = Counter(r[0] for r in await conn.fetch(f'select row({selected})::text from "{table}"'))
    return found


def goldens() -> list[ConsumerRecord]:
    """The golden events of that commit, as they lay on Kafka then: `ce_dataschema` was no absolute URI.

    Each is the first of an aggregate of its own: some tell of one aggregate, and not in the order of their names.
    """
    examples: dict[str, Any] = json.loads(gzip.decompress((STATE / "golden.json.gz").read_bytes()))
    assert all(one["headers"]["ce_dataschema"].startswith("/schemas/") for one in examples.values())
    return [
        record(
            CATALOGUE.topic_of(one["headers"]["ce_type"]).name, one["key"].encode(),
            json.dumps(one["data"], ensure_ascii=False).encode(),
            [(name, text.encode()) for name, text in (one["headers"] | _first(one["key"])).items()],
        )
        for one in examples.values()
    ]  # fmt: skip


def _first(key: str) -> dict[str, str]:
    return {"ce_subject": f"{key.partition('/')[0]}/{new_id()}", "ce_aggregateseq": "1"}


async def archived(dsn: str) -> list[ConsumerRecord]:
    """Every event that a room had written, as today's relay would send it."""
    conn = await asyncpg.connect(dsn)
    try:
        rows = await conn.fetch("select * from outbox order by id")
    finally:
        await conn.close()
    return [record(row["topic"], row["aggregate"].encode(), row["data"], _headers(row)) for row in rows]


def _headers(row: asyncpg.Record) -> list[tuple[str, bytes]]:
    return encode_headers(
        id=str(row["event_id"]), type=row["type"], time=row["occurred_at"], subject=row["aggregate"],
        seq=row["aggregate_seq"], store_epoch=row["store_epoch"], traceparent=row["traceparent"],
    )  # fmt: skip


def by_topic(found: list[ConsumerRecord]) -> dict[str, list[ConsumerRecord]]:
    """In the order of their offsets, with no gap among them."""
    topics: dict[str, list[ConsumerRecord]] = {}
    for one in found:
        topics.setdefault(one.topic, []).append(one)
    return {
        topic: [record(topic, one.key or b"", one.value or b"", list(one.headers)) for one in batch]
        for topic, batch in topics.items()
    }
