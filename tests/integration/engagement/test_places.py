"""Partitions are assigned while the database is away: the worker waits for it and then reads on where it was."""

from __future__ import annotations

import asyncio
from pathlib import Path

import asyncpg
import pytest
from faust.types.tuples import TP

from deploy.embedded.kafka import Kafka
from deploy.embedded.places import kept_port
from deploy.embedded.postgres import Postgres
from kernel import inbox
from kernel.kafka import ensure_topics
from kernel.keys import PUBLIC_KEYS, ensure_keys
from kernel.migrations import migrate_all
from kernel.settings import ProcessSettings
from services.engagement.storage import CONSUMER
from services.engagement.stream import EngagementApp, places
from tests.kit.stores import need_postgres

SESSIONS, NEEDS = TP("activities.sessions", 0), TP("activities.needs", 1)


@pytest.mark.faults
async def test_an_assignment_waits_for_a_database_that_is_away(home: Path, kafka: Kafka) -> None:
    need_postgres()
    await ensure_topics(kafka.bootstrap)
    ensure_keys(home / "keys")
    server = Postgres(home)
    server.start()
    try:
        server.ensure_databases(["engagement"])
        dsn = server.dsn("engagement")
        await migrate_all({"engagement": server.owner_dsn("engagement")})
        conn = await asyncpg.connect(dsn)
        for tp in (SESSIONS, NEEDS):
            await inbox.next_offset(conn, CONSUMER, tp.topic, tp.partition)
        await conn.close()
        keys = home / "keys" / PUBLIC_KEYS
        port = kept_port(home, "worker")
        app = EngagementApp(ProcessSettings(port=port, database_url=dsn, kafka=kafka.bootstrap, token_keys=keys))
        await app.pool()
        await asyncio.to_thread(server.kill)
        assigned = asyncio.create_task(places(app, {SESSIONS, NEEDS}))
        ended, _ = await asyncio.wait([assigned], timeout=1.5)
        assert not ended, assigned
        await asyncio.to_thread(server.start)
        assert await asyncio.wait_for(assigned, 30) == ({SESSIONS: 0, NEEDS: 0}, {})
        await (await app.pool()).close()
    finally:
        server.stop()
