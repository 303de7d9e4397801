"""A person's nomination counts once a round, and naming something else replaces it (RULE-11)."""

from __future__ import annotations

import json
from typing import Any

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, at, ident, now, person, round_


def slip(n: int, shop: str = "noodles", category: str = "noodles") -> dict[str, Any]:
    return person(n) | {"establishment_id": ident(shop), "category": category}


async def made(room: Room) -> list[dict[str, Any]]:
    """Every nomination event's data, in order."""
    rows = await room.conn.fetch("select data from outbox where type like '%nomination-made%' order by aggregate_seq")
    return [json.loads(row["data"]) for row in rows]


async def test_rule_11_a_second_slip_replaces_the_first(serve: Serve) -> None:
    async with serve("inspections") as room:
        path = f"/rounds/{await round_(room)}/nominations"
        first = await room.done(path, slip(1))
        second = await room.done(path, slip(1, "market", "fish"))
        assert (first["replaced"], second["replaced"]) == (False, True)
        assert first["nomination_id"] == second["nomination_id"]
        assert await room.count("nomination") == 1
        one, two = await made(room)
        assert one["replaces"] is None
        assert two["replaces"] == {k: one[k] for k in ("establishment_id", "category", "nominated_at")}
        assert (await room.get("/rounds"))[0]["nominations"] == 1


async def test_rule_11_racing_slips_of_one_person_make_one_chain(serve: Serve) -> None:
    """However they race, folding the events moves one vote along: what each replaces is what the one before made."""
    async with serve("inspections", connections=16) as room:
        kinds = [f"kind-{n}" for n in range(24)]
        round_id = await round_(room, categories=kinds)
        path = f"/rounds/{round_id}/nominations"
        outcome = await room.race(*((path, slip(1, category=kind)) for kind in kinds))
        assert outcome == {"done": 24}
        chain = await made(room)
        assert [(c["replaces"] or {}).get("category") for c in chain] == [None, *(c["category"] for c in chain[:-1])]
        assert await room.conn.fetchval("select category from nomination") == chain[-1]["category"]
        assert [seq for seq, _ in await room.events(f"round/{round_id}")] == list(range(1, 26))


async def test_rule_11_another_round_and_another_person_count_for_themselves(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        rounds = [await round_(room) for _ in range(2)]
        race = [(f"/rounds/{r}/nominations", slip(n)) for r in rounds for n in range(8)]
        assert await room.race(*race * 2) == {"done": 32}
        assert [r["nominations"] for r in await room.get("/rounds")] == [8, 8]
        assert await room.count("person") == 8


async def test_a_closed_round_takes_nothing_and_closes_once(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        round_id = await round_(room)
        await room.done(f"/rounds/{round_id}/nominations", slip(1))
        outcome = await room.race(*[(f"/rounds/{round_id}/close", None)] * 8)
        assert outcome == {"done": 1, "round-already-closed": 7}
        assert await room.refused(f"/rounds/{round_id}/nominations", slip(2)) == (422, "round-not-open")
        row = await room.conn.fetchrow("select data from outbox where type like '%round-closed%'")
        assert row is not None
        assert json.loads(row["data"])["nominations"] == 1


async def test_the_time_on_the_slip_is_inside_the_round_and_not_to_come(serve: Serve) -> None:
    async with serve("inspections") as room:
        path = f"/rounds/{await round_(room)}/nominations"
        early, late = at(now() - 2 * HOUR), at(now() + HOUR)
        assert await room.refused(path, slip(1) | {"nominated_at": early}) == (422, "round-not-open")
        assert await room.refused(path, slip(1) | {"nominated_at": late}) == (422, "nominated-in-the-future")
        over = f"/rounds/{await round_(room, opens=-3 * HOUR, closes=-2 * HOUR)}/nominations"
        assert await room.refused(over, slip(1)) == (422, "round-not-open")
        await room.done(over, slip(1) | {"nominated_at": at(now() - 2.5 * HOUR)})
        assert await room.get("/needs-hand") == [{"kind": "round-past-its-end", "count": 1}]


async def test_rule_31_a_nomination_tells_no_name(serve: Serve) -> None:
    async with serve("inspections") as room:
        reply = await room.post(f"/rounds/{await round_(room)}/nominations", slip(1))
        reported = reply.text + json.dumps(await made(room), ensure_ascii=False)
        assert not [secret for secret in person(1).values() if secret in reported]
