"""A release is upgraded with its data: a database of commit 6793a3c migrates, its rooms work on, its events are read.

`fill.py` made what lies in `state-6793a3c/` and says how; nothing here needs the history of the repository.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest

from contracts import validation
from contracts.catalogue import CATALOGUE
from contracts.envelope import Event
from deploy.embedded.own_loop import in_own_loop
from gateway import programs, sessions
from gateway.live import FIGURES_TOPIC, TOPICS, LiveFeed
from kernel.consumer import decode
from kernel.db import open_pool
from kernel.kafka import ConsumerRecord, TopicPartition
from kernel.migrations import FOLDERS, migrate_all
from kernel.parking import Parking
from kernel.persons import rekey
from services.engagement.apply import apply
from services.engagement.rebuild import digest, rebuild
from services.engagement.storage import CONSUMER, statistics
from tests.integration.kernel.upgrade.kept import (
    HELD,
    archived,
    ask,
    by_topic,
    columns_of,
    goldens,
    rows_of,
)
from tests.integration.relief.recompute import flaws
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import at, drawn, finding, id_number, person
from tests.kit.stores import Database, Server

# Who they were for `fill.py`.
KNOWN, SAID = person(1), {"name": "自报", "phone": "19900009901"}
BOTH = {"name": "双号", "phone": "19900009902", "id_number": id_number(2)}
# Where nothing listens: a record that had to be parked would be seen by the attempt.
NO_BROKER = "127.0.0.1:9"
# What a migration changes on purpose. A resident not confirmed at the counter is not a person the office knows.
CHANGED = {("activities", "resident"): {"subject_ref"}, ("activities", "person"): {"fingerprint"}}
POSITION = """
insert into position (consumer, topic, partition, next_offset) values ($1, $2, 0, $3)
on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset
"""


@pytest.mark.parametrize("room", sorted(FOLDERS))
def test_every_row_is_still_there_after_all_later_migrations(
    postgres: Server, released: Callable[[str], str], room: str
) -> None:
    owner = postgres.owner_dsn(room, released(room))
    columns = ask(owner, columns_of)
    del columns["migration"]
    for table in columns:
        columns[table] = [name for name in columns[table] if name not in CHANGED.get((room, table), ())]
    before = ask(owner, lambda conn: rows_of(conn, columns))
    applied: list[dict[str, list[str]]] = []

    async def migrate() -> None:
        applied.extend([await migrate_all({room: owner}), await migrate_all({room: owner})])

    in_own_loop(migrate)
    assert applied[0][room]
    assert applied[1][room] == []
    assert ask(owner, lambda conn: rows_of(conn, columns)) == before
    assert sum(sum(rows.values()) for rows in before.values()) > 100


async def test_people_of_before_are_known_and_only_who_was_seen_at_the_counter_has_a_register(serve: Serve) -> None:
    async with serve("activities") as room:
        await ready(room)
        confirmed = await own(room, HELD["at_the_counter"])
        assert (confirmed["confirmed"], len(confirmed["registrations"])) == (True, 1)
        claimed = await own(room, HELD["alone"])
        assert (claimed["confirmed"], len(claimed["registrations"])) == (False, 1)
        while await rekey(room.app.state.pool, room.app.state.fingerprints):
            pass
        of = await room.conn.fetchrow(
            "select s.id, s.ends_at from registration r join session s on s.id = r.session_id where r.subject_ref ="
            " (select person_ref from resident where account = $1)",
            HELD["at_the_counter"],
        )
        assert of is not None
        # Typed in later, from a paper of before the session's end.
        paper = {"registered_at": at(of["ends_at"] - timedelta(seconds=1))}
        for one in (KNOWN, {"name": "双号", "phone": BOTH["phone"]}, {"name": "双号", "id_number": BOTH["id_number"]}):
            refused = await room.refused(f"/sessions/{of['id']}/registrations", one | paper)
            assert refused == (422, "already-registered")
        # The counter sees who it is, and the account is that person's.
        await room.done("/residents", {"account_id": HELD["alone"], "person": SAID})
        assert (await own(room, HELD["alone"]))["confirmed"]


async def test_rounds_results_and_retests_of_before_go_on(serve: Serve) -> None:
    async with serve("inspections") as room:
        await ready(room)
        # An open round: the office's votes weigh, and words of before count as 'other' where the round has them not.
        row = await room.conn.fetchrow(
            "select r.id, n.category from nomination n join round r on r.id = n.round_id"
            " where n.recorded_by = 'public' and n.category <> all (r.categories) and r.state = 'collecting' limit 1"
        )
        assert row is not None
        of, word = str(row["id"]), row["category"]
        frozen = await room.done(f"/rounds/{of}/freeze")
        inspected = await room.count("establishment", "standing = 'inspected'")
        assert frozen["size"] == inspected < await room.count("establishment")
        planned = await room.done(f"/rounds/{of}/plan", {"places": 2, "batches": 9, "minimum": 0})
        assert {"street-snacks", "cooked-food"} <= planned["quotas"].keys()
        assert word not in planned["quotas"]
        only_listed = "id in (select establishment_id from listing) and standing = 'listed'"
        assert await room.count("establishment", only_listed) == 1
        # A pool that was frozen before is drawn as it was published, also with what is only listed now.
        listed = "select i.round_id from pool_item i join establishment e on e.id = i.establishment_id"
        listed += " join round r on r.id = i.round_id where e.standing = 'listed' and r.state = 'planned' limit 1"
        before = str(await room.conn.fetchval(listed))
        size = await room.count("pool_item", "round_id::text = $1", before)
        await drawn(room, of=before)
        assert len((await room.get(f"/public/rounds/{before}/draw"))["pool"]) == size
        await retests(room)


async def retests(room: Room) -> None:
    """One drawn is concluded, which is a correction that another approves; one asked for still waits for its draw."""
    rows = await room.conn.fetch("select sample_id, laboratory_id, concluded_at from retest order by requested_at")
    asked, drawn, concluded = (str(row["sample_id"]) for row in rows[-3:])
    assert [row["laboratory_id"] is not None for row in rows[-3:]] == [False, True, True]
    again = await room.refused(f"/samples/{concluded}/retest/conclusion", finding("qualified"), who="verifier")
    assert again == (409, "retest-already-settled")
    assert [r["version"] for r in (await room.get(f"/samples/{concluded}"))["results"]] == [1, 2]
    await room.done(f"/samples/{asked}/retest/laboratory", {"entropy": [["2", "5", "12"], ["7"]]})
    for sample in (asked, drawn):
        made = await room.done(f"/samples/{sample}/retest/conclusion", finding("qualified"), who="verifier")
        await room.done(f"/corrections/{made['correction_id']}/approve", who="second")
        assert [r["verdict"] for r in (await room.get(f"/samples/{sample}"))["results"]] == ["unqualified", "qualified"]


async def test_cases_ledgers_and_objections_of_before_go_on(serve: Serve) -> None:
    async with serve("relief") as room:
        await ready(room)
        for fund in await room.get("/funds"):
            entries = await room.get(f"/funds/{fund['fund_id']}/entries")
            head = entries[-1]["hash"] if entries else "0" * 64
            assert flaws(fund["fund_id"], entries, head) == []
        waiting = await room.get("/objections")
        still = [one["objection_id"] for one in waiting if one["state"] == "open"]
        assert still
        for objection in still:
            await room.done(f"/objections/{objection}/decide", {"upheld": False}, who="approver")
        case = str(await room.conn.fetchval("select case_id from case_read order by id desc limit 1"))
        answer = await room.http.get(f"/cases/{case}/file", params={"reason": "audit"}, headers=room.token("auditor"))
        assert answer.status_code == 200, answer.text
        assert {member["name"] for member in answer.json()["members"]} <= {person(n)["name"] for n in range(30, 50)}


async def test_who_could_sign_in_before_still_can(database: Database) -> None:
    pool = await open_pool(database("gateway"))
    try:
        name = await pool_value(pool, "select username from account where id::text = $1", HELD["alone"])
        signed_in = await sessions.sign_in(pool, name, HELD["password"], address="192.0.2.1")
        assert signed_in.identity.subject == HELD["alone"]
        async with pool.acquire() as conn:
            program = await programs.by_key(conn, HELD["program"])
        assert program is not None
        assert program.roles == ("operator",)
    finally:
        await pool.close()


async def test_events_of_before_are_read_by_every_consumer(
    database: Database, released: Callable[[str], str], postgres: Server
) -> None:
    found = goldens()
    for room in ("activities", "inspections", "relief", "engagement"):
        name = await asyncio.to_thread(released, room)
        found += await archived(postgres.owner_dsn(room, name))
    types = set()
    for one in found:
        event = decode(one)
        assert isinstance(event, Event), (event, one.headers)
        validation.check(event.type, one.value)
        types.add(event.type)
    assert len(types) > 60
    await counted(database("engagement"), [one for one in found if one.topic != FIGURES_TOPIC])
    await shown(database("gateway"), found)


async def test_the_archives_of_before_give_the_figures_of_before(
    database: Database, released: Callable[[str], str], postgres: Server
) -> None:
    async def archives() -> AsyncIterator[list[asyncpg.Record]]:
        for room in ("activities", "inspections", "relief"):
            archive = await asyncpg.connect(postgres.owner_dsn(room, await asyncio.to_thread(released, room)))
            yield await archive.fetch("select * from outbox where topic = any($1) order by id", followed)
            await archive.close()

    followed = [topic.name for topic in CATALOGUE.consumed_by(CONSUMER)]
    conn = await asyncpg.connect(database("engagement"))
    try:
        async with conn.transaction():
            before = await digest(conn)
        done = await rebuild(conn, archives(), {})
        assert done.events > 400
        assert done.waiting == 0
        async with conn.transaction():
            assert await digest(conn) == before
    finally:
        await conn.close()


async def counted(dsn: str, found: list[ConsumerRecord]) -> None:
    """By the statistics: what the release had counted is a duplicate, the golden ones are new."""
    conn = await asyncpg.connect(dsn)
    parking = Parking(NO_BROKER, CATALOGUE.parked_topic(CONSUMER).name, CONSUMER)
    followed = {topic.name for topic in CATALOGUE.consumed_by(CONSUMER)}
    try:
        before = await statistics(conn, "day", "subdistrict", date(2020, 1, 1), date(2027, 1, 1))
        assert before
        applied = 0
        for topic, batch in by_topic(found).items():
            if topic in followed:
                await conn.execute(POSITION, CONSUMER, topic, batch[0].offset)
                applied += await apply(conn, parking, batch)
        assert applied >= len([one for one in goldens() if one.topic in followed])
        after = await statistics(conn, "day", "subdistrict", date(2020, 1, 1), date(2027, 1, 1))
        assert len(after) > len(before)
    finally:
        await parking.close()
        await conn.close()


async def shown(dsn: str, found: list[ConsumerRecord]) -> None:
    """By the live feed and by the figures of every open page."""
    pool = await open_pool(dsn)
    feed = LiveFeed(pool, dsn, NO_BROKER)
    conn = await asyncpg.connect(dsn)
    try:
        before = await conn.fetchval("select count(*) from fact")
        for topic, batch in by_topic(found).items():
            if topic in TOPICS:
                await conn.execute(POSITION, "gateway", topic, batch[0].offset)
                tp = TopicPartition(topic, 0)
                await feed.facts._apply(conn, {tp: batch[0].offset}, tp, batch)
            if topic == FIGURES_TOPIC:
                for one in batch:
                    await feed.figures._one(one)
        assert await conn.fetchval("select count(*) from fact") > before
    finally:
        await conn.close()
        await pool.close()


async def ready(room: Room) -> None:
    """As an orchestrator asks."""
    answer = await room.http.get("/health/ready")
    assert answer.status_code == 200, answer.text


async def own(room: Room, account: str) -> Any:
    """What a resident finds of themselves."""
    answer = await room.http.get("/me", headers=room.token(account))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def pool_value(pool: Any, sql: str, *values: object) -> Any:
    async with pool.acquire() as conn:
        return await conn.fetchval(sql, *values)
