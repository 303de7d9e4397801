"""Seats of a session: never more than there are (RULE-1), one a person (RULE-2), freed once (RULE-3)."""

from __future__ import annotations

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import activity, ident, person, session


async def held(room: Room, session_id: str) -> int:
    """How many seats are taken; checked against the registrations themselves."""
    taken: int = (await room.get(f"/sessions/{session_id}"))["confirmed"]
    assert taken == await room.count("registration", "session_id = $1 and state = 'confirmed'", session_id)
    return taken


async def test_rule_1_32_callers_race_for_5_seats_in_20_rounds(serve: Serve) -> None:
    async with serve("activities", connections=32) as room:
        of = await activity(room)
        for _ in range(20):
            made = await session(room, 5, of=of)
            path = f"/sessions/{made}/registrations"
            assert await room.race(*((path, person(n)) for n in range(32))) == {"done": 5, "session-full": 27}
            assert await held(room, made) == 5
            assert [seq for seq, _ in await room.events(f"session/{made}")] == [1, 2, 3, 4, 5, 6]


async def test_rule_2_one_person_holds_one_seat_however_they_race(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        of = await activity(room)
        for _ in range(10):
            made = await session(room, 5, of=of)
            path = f"/sessions/{made}/registrations"
            assert await room.race(*[(path, person(1))] * 16) == {"done": 1, "already-registered": 15}
            assert await held(room, made) == 1
        assert await room.count("person") == 1


async def test_rule_3_racing_cancels_free_a_seat_once(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        made = await session(room, 3)
        path = f"/sessions/{made}/registrations"
        for n in range(2):
            await room.done(path, person(n))
        for _ in range(10):
            one = (await room.done(path, person(9)))["registration_id"]
            outcome = await room.race(*[(f"/registrations/{one}/cancel", None)] * 16)
            assert outcome == {"done": 1, "registration-already-cancelled": 15}
            assert await held(room, made) == 2


async def test_rule_3_a_freed_seat_goes_to_the_next_and_cancel_races_with_register(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        made = await session(room, 2)
        path = f"/sessions/{made}/registrations"
        first = [(await room.done(path, person(n)))["registration_id"] for n in range(2)]
        assert await room.refused(path, person(2)) == (422, "session-full")
        assert (await room.done(f"/registrations/{first[0]}/cancel"))["seats_left"] == 1
        # A person who cancelled may come back, as anybody.
        assert (await room.done(path, person(0)))["seats_left"] == 0
        race = [(f"/registrations/{first[1]}/cancel", None)] + [(path, person(n)) for n in range(10, 25)]
        outcome = await room.race(*race)
        assert outcome["done"] <= 2
        assert await held(room, made) == outcome["done"]
        seqs = [seq for seq, _ in await room.events(f"session/{made}")]
        assert seqs == list(range(1, len(seqs) + 1))


async def test_rule_9_cancel_and_check_in_race_and_one_of_them_wins(serve: Serve) -> None:
    async with serve("activities", connections=8) as room:
        made = await session(room, 50)
        for n in range(10):
            one = (await room.done(f"/sessions/{made}/registrations", person(n)))["registration_id"]
            outcome = await room.race((f"/registrations/{one}/cancel", None), (f"/registrations/{one}/check-in", {}))
            assert outcome in ({"done": 1, "already-checked-in": 1}, {"done": 1, "registration-cancelled": 1})
        assert await room.count("registration", "state = 'cancelled' and scanned_at is not null") == 0


async def test_what_is_not_there_is_not_found(serve: Serve) -> None:
    async with serve("activities") as room:
        nothing = ident("nothing")
        assert await room.refused(f"/sessions/{nothing}/registrations", person(1)) == (404, "session-unknown")
        assert await room.refused(f"/registrations/{nothing}/cancel") == (404, "registration-unknown")
        assert await room.refused(f"/registrations/{nothing}/check-in", {}) == (404, "registration-unknown")
        assert await room.refused(f"/activities/{nothing}/publish") == (404, "activity-unknown")
