"""A command's key: the same request gets the stored reply, another is refused, one under way is a conflict."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from kernel import failpoints, once
from tests.kit.rooms import Serve
from tests.kit.scenes import person, session

KEY = "0f7c9f4e-key-of-today"


async def test_same_key_and_body_gives_the_stored_reply(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/sessions/{await session(room, 5)}/registrations"
        first = await room.post(path, person(1), key=KEY)
        again = await room.post(path, person(1), key=KEY)
        assert (first.status_code, first.content) == (again.status_code, again.content)
        assert "Idempotency-Replayed" not in first.headers
        assert again.headers["Idempotency-Replayed"] == "true"
        assert await room.count("registration") == 1


async def test_same_body_in_other_words_is_the_same_request(serve: Serve) -> None:
    """What counts is what was parsed: a default that is spelt out, and the order of fields, make no other request."""
    async with serve("activities") as room:
        path = f"/sessions/{await session(room, 5)}/registrations"
        await room.done(path, person(1), key=KEY)
        spelt = dict(reversed(list((person(1) | {"channel": "self", "phone": None}).items())))
        assert (await room.post(path, spelt, key=KEY)).headers["Idempotency-Replayed"] == "true"


async def test_another_body_or_path_under_a_used_key_is_refused(serve: Serve) -> None:
    async with serve("activities") as room:
        made, other = await session(room, 5), await session(room, 5)
        await room.done(f"/sessions/{made}/registrations", person(1), key=KEY)
        reused = (422, "idempotency-key-reused")
        assert await room.refused(f"/sessions/{made}/registrations", person(2), key=KEY) == reused
        assert await room.refused(f"/sessions/{other}/registrations", person(1), key=KEY) == reused
        # Another caller's key is another key.
        assert (await room.post(f"/sessions/{made}/registrations", person(2), key=KEY, who="b")).status_code == 201
        assert await room.count("registration") == 2


async def test_a_key_under_way_is_a_conflict(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/sessions/{await session(room, 5)}/registrations"
        lock = "hashtextextended($1, 1)"
        await room.conn.execute(f"select pg_advisory_lock({lock})", f"somebody\n{KEY}")
        assert await room.refused(path, person(1), key=KEY) == (409, "command-in-flight")
        await room.conn.execute(f"select pg_advisory_unlock({lock})", f"somebody\n{KEY}")
        await room.done(path, person(1), key=KEY)


async def test_racing_requests_with_one_key_act_once(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        path = f"/sessions/{await session(room, 50)}/registrations"
        for n in range(10):
            answers = await asyncio.gather(*(room.post(path, person(n), key=f"{KEY}-{n}") for _ in range(12)))
            assert {a.status_code for a in answers} <= {201, 409}
            assert len({a.content for a in answers if a.status_code == 201}) == 1
            assert {a.json()["code"] for a in answers if a.status_code == 409} <= {"command-in-flight"}
        assert await room.count("registration") == await room.count("idempotency", "key like $1", f"{KEY}%") == 10


async def test_a_refusal_leaves_its_key_free(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 1)
        path = f"/sessions/{made}/registrations"
        holder = (await room.done(path, person(1)))["registration_id"]
        assert await room.refused(path, person(2), key=KEY) == (422, "session-full")
        await room.done(f"/registrations/{holder}/cancel")
        await room.done(path, person(2), key=KEY)


async def test_a_command_needs_a_key_that_can_be_one(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/sessions/{await session(room, 1)}/registrations"
        assert (await room.http.post(path, json=person(1), headers=room.token())).status_code == 422
        for key in ("short", "with blank in it", "x" * 129):
            assert await room.refused(path, person(1), key=key) == (422, "invalid-request")


async def test_keys_are_forgotten_after_a_week(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/sessions/{await session(room, 5)}/registrations"
        for n in range(3):
            await room.done(path, person(n), key=f"{KEY}-{n}")
        age = "update idempotency set stored_at = now() - $1::interval where key = $2"
        await room.conn.execute(age, once.KEPT + timedelta(minutes=1), f"{KEY}-0")
        await room.conn.execute(age, once.KEPT - timedelta(minutes=1), f"{KEY}-1")
        assert await once.forget_old(room.conn) == 1
        assert await room.count("idempotency", "key = $1", f"{KEY}-0") == 0


async def test_a_death_before_commit_leaves_nothing_at_all(serve: Serve) -> None:
    tables = ("registration", "person", "outbox", "idempotency")
    async with serve("activities") as room:
        made = await session(room, 5)
        path = f"/sessions/{made}/registrations"
        before = {table: await room.count(table) for table in tables}
        failpoints.arm("cmd.before_commit:1:raise")
        answer = await room.post(path, person(1), key=KEY)
        assert (answer.status_code, answer.json()["code"]) == (500, "internal")
        assert {table: await room.count(table) for table in tables} == before
        assert (await room.get(f"/sessions/{made}"))["confirmed"] == 0
        retried = await room.post(path, person(1), key=KEY)
        assert (retried.status_code, retried.headers.get("Idempotency-Replayed")) == (201, None)
        assert {table: await room.count(table) - before[table] for table in tables} == dict.fromkeys(tables, 1)


async def test_a_death_after_commit_is_mended_by_the_retry(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        path = f"/sessions/{made}/registrations"
        failpoints.arm("cmd.after_commit_before_reply:1:raise")
        assert (await room.post(path, person(1), key=KEY)).status_code == 500
        retried = await room.post(path, person(1), key=KEY)
        assert retried.headers["Idempotency-Replayed"] == "true"
        assert retried.json()["seats_left"] == 4
        assert await room.count("registration") == 1


async def test_every_effect_has_its_event_and_every_event_its_effect(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        made = await session(room, 8)
        path = f"/sessions/{made}/registrations"
        await room.race(*((path, person(n % 12)) for n in range(32)))
        for one in await room.conn.fetch("select id from registration limit 4"):
            await room.done(f"/registrations/{one['id']}/cancel")
        for one in await room.conn.fetch("select id from registration where state = 'confirmed' limit 3"):
            for _ in range(2):
                await room.done(f"/registrations/{one['id']}/check-in", {})
        reported = [kind for _, kind in await room.events(f"session/{made}")]
        assert reported.count("registration-confirmed") == await room.count("registration") == 8
        assert reported.count("registration-cancelled") == await room.count("registration", "state = 'cancelled'") == 4
        assert (
            reported.count("attendance-checked-in") == await room.count("registration", "scanned_at is not null") == 3
        )
        assert len(reported) == 16
