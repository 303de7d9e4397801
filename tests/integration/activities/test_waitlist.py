"""RULE-4: the line is called in the order of joining, passes over who is elsewhere, and never calls anybody twice."""

from __future__ import annotations

import asyncio

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, activity, at, ident, now, person, session

# In the order of the session's own events: clocks are read before locks are held.
CALLED = """
select w.place from outbox o
join waiting w on w.subject_ref::text = convert_from(o.data, 'utf8')::jsonb ->> 'subject_ref'
where (convert_from(o.data, 'utf8')::jsonb ->> 'promoted')::boolean order by o.aggregate_seq
"""


async def at_the_same_time(room: Room, capacity: int, **more: object) -> str:
    """A session that meets every other one made by this function."""
    of = await activity(room)
    start = now() + HOUR
    body = {
        "venue_id": ident("venue"),
        "capacity": capacity,
        "despite": "tests share one venue",
        "starts_at": at(start),
        "ends_at": at(start + HOUR),
        **more,
    }
    made: str = (await room.done(f"/activities/{of}/sessions", body))["session_id"]
    return made


async def seated(room: Room, made: str) -> list[str]:
    """The names of who holds a seat, in the order of getting it."""
    rows = await room.get(f"/sessions/{made}/registrations")
    return [row["name"] for row in rows if row["state"] == "confirmed"]


async def test_rule_4_seats_go_to_the_line_in_the_order_of_joining(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 1)
        first = await room.done(f"/sessions/{made}/registrations", person(0))
        line = f"/sessions/{made}/waitlist"
        assert await room.refused(line, person(0)) == (422, "already-registered")
        entries = [await room.done(line, person(n)) for n in (1, 2, 3)]
        assert [e["place"] for e in entries] == [1, 2, 3]
        assert await room.refused(line, person(2)) == (422, "already-waiting")
        # 1 leaves the line and joins again: at its end, and the place given up is never called.
        await room.done(f"/waitlist/{entries[0]['entry_id']}/withdraw")
        assert await room.refused(f"/waitlist/{entries[0]['entry_id']}/withdraw") == (409, "no-longer-waiting")
        assert (await room.done(line, person(1)))["place"] == 4
        holder, order = first["registration_id"], []
        for _ in range(3):
            reply = await room.done(f"/registrations/{holder}/cancel")
            assert reply["seats_left"] == 0
            order += await seated(room, made)
            rows = await room.get(f"/sessions/{made}/registrations")
            holder = next(r["registration_id"] for r in rows if r["state"] == "confirmed")
            assert next(r["promoted"] for r in rows if r["state"] == "confirmed") is True
        assert order == [person(n)["name"] for n in (2, 3, 1)]
        assert (await room.done(f"/registrations/{holder}/cancel"))["seats_left"] == 1
        assert await room.refused(line, person(9)) == (422, "seats-are-free")
        types = [kind for _, kind in await room.events(f"session/{made}")]
        assert types.count("registration-confirmed") == 4
        assert types.count("waitlist-joined") == 4


async def test_act_14_no_one_is_in_two_places_and_the_line_passes_over_who_is_elsewhere(serve: Serve) -> None:
    async with serve("activities") as room:
        one, other = await at_the_same_time(room, 1), await at_the_same_time(room, 5)
        holder = await room.done(f"/sessions/{one}/registrations", person(0))
        for n in (1, 2):
            await room.done(f"/sessions/{one}/waitlist", person(n))
        elsewhere = await room.done(f"/sessions/{other}/registrations", person(1))
        assert await room.refused(f"/sessions/{other}/registrations", person(0)) == (422, "overlapping-registration")
        await room.done(f"/registrations/{holder['registration_id']}/cancel")
        assert await seated(room, one) == [person(2)["name"]]
        # Who was passed over kept the place, and comes up when they could come.
        await room.done(f"/registrations/{elsewhere['registration_id']}/cancel")
        rows = await room.get(f"/sessions/{one}/registrations")
        second = next(r["registration_id"] for r in rows if r["state"] == "confirmed")
        await room.done(f"/registrations/{second}/cancel")
        assert await seated(room, one) == [person(1)["name"]]


async def test_rule_2_one_person_registering_everywhere_at_once_gets_one_place(serve: Serve) -> None:
    async with serve("activities") as room:
        sessions = [await at_the_same_time(room, 5) for _ in range(8)]
        got = await room.race(*((f"/sessions/{made}/registrations", person(1)) for made in sessions))
        assert got == {"done": 1, "overlapping-registration": 7}


async def test_act_13_seats_in_the_room_and_online_are_two_pools(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await at_the_same_time(room, 1, online_capacity=2)
        path = f"/sessions/{made}/registrations"
        calls = [(path, person(n) | {"pool": "online"}) for n in range(6)] + [(path, person(n)) for n in range(6, 12)]
        assert await room.race(*calls) == {"done": 3, "session-full": 9}
        view = await room.get(f"/sessions/{made}")
        assert (view["confirmed"], view["online_confirmed"]) == (1, 2)
        online = next(r for r in await room.get(path) if r["pool"] == "online")
        await room.done(f"/sessions/{made}/waitlist", person(20))
        await room.done(f"/sessions/{made}/waitlist", person(21) | {"pool": "online"})
        # A seat online belongs to no one in the room's line.
        await room.done(f"/registrations/{online['registration_id']}/cancel")
        names = {r["name"]: r["pool"] for r in await room.get(path) if r["promoted"]}
        assert names == {person(21)["name"]: "online"}
        room_only = await session(room, 1)
        refused = await room.refused(f"/sessions/{room_only}/waitlist", person(1) | {"pool": "online"})
        assert refused == (422, "no-such-seats")


async def test_rule_1_rule_4_cancels_and_joins_at_once_never_oversell_nor_forget_anybody(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        made = await session(room, 4)
        path = f"/sessions/{made}/registrations"
        held = [(await room.done(path, person(n)))["registration_id"] for n in range(4)]
        joins = [(f"/sessions/{made}/waitlist", person(n)) for n in range(10, 18)]
        cancels = [(f"/registrations/{one}/cancel", None) for one in held]
        mixed = [call for pair in zip(joins, cancels * 2, strict=True) for call in pair]
        answers = await asyncio.gather(*(room.post(path, body) for path, body in mixed))
        joined = [a.json()["place"] for a in answers if a.status_code == 201 and "place" in a.json()]
        view = await room.get(f"/sessions/{made}")
        assert view["confirmed"] <= 4
        # A person who waits while a seat is free would have been forgotten.
        assert view["waiting"] == 0 or view["confirmed"] == 4
        promoted = await room.conn.fetch(CALLED)
        assert [r["place"] for r in promoted] == sorted(r["place"] for r in promoted)
        assert len(promoted) + view["waiting"] == len(joined)
