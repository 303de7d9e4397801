"""No round is stuck: what people may name is bounded, and a round that cannot go on is broken off in public."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, at, drawn, finding, ident, now, person, planned, round_, sample

MISTAKE = {"reason": "opened-by-mistake"}


async def closed(room: Room, round_id: str) -> dict[str, Any]:
    """The data of the round's newest close."""
    row = await room.conn.fetchrow(
        "select data from outbox where aggregate = $1 and type like '%round-closed%' order by aggregate_seq desc",
        f"round/{round_id}",
    )
    assert row is not None
    found: dict[str, Any] = json.loads(row["data"])
    return found


async def test_people_name_what_the_round_was_opened_for_and_nothing_else(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await round_(room, categories=["dairy", "other"])
        slip = person(1) | {"establishment_id": ident("noodles")}
        for path in (f"/rounds/{made}/nominations", f"/public/rounds/{made}/nominations"):
            assert await room.refused(path, slip | {"category": "kind-1"}) == (422, "category-not-in-round")
            await room.done(path, slip | {"category": "dairy"})
        [shown] = await room.get("/public/rounds")
        assert shown["categories"] == ["dairy", "other"]
        row = await room.conn.fetchrow("select data from outbox where type like '%round-opened%'")
        assert row is not None
        assert json.loads(row["data"])["categories"] == ["dairy", "other"]
        times = {"opens_at": at(now()), "closes_at": at(now() + HOUR)}
        opening = {"title": "x", "programme": "x", "organisation_id": ident("o"), **times}
        for wrong in ([], ["dairy", "dairy"], [f"kind-{n}" for n in range(31)]):
            assert (await room.post("/rounds", opening | {"categories": wrong})).status_code == 422


async def test_a_round_with_thousands_of_categories_from_before_is_planned(serve: Serve) -> None:
    """Such rounds may be in a released database: their words count as "other", and the plan's event fits."""
    async with serve("inspections") as room:
        made = await round_(room)
        await room.conn.execute("alter table nomination disable trigger user")
        await room.conn.execute(
            """with somebody as (
                insert into person (subject_ref, fingerprint, name)
                select gen_random_uuid(), sha256(n::text::bytea), 'x' from generate_series(1, 3000) n
                returning subject_ref)
            insert into nomination (id, round_id, subject_ref, establishment_id, category, nominated_at, recorded_by)
            select gen_random_uuid(), $1, subject_ref, $2, 'kind-' || row_number() over (), now(), 'counter'
            from somebody""",
            made, ident("noodles"),
        )  # fmt: skip
        await room.done(
            f"/rounds/{made}/nominations", person(1) | {"establishment_id": ident("market"), "category": "meat"}
        )
        await room.done(f"/rounds/{made}/freeze")
        reply = await room.done(f"/rounds/{made}/plan", {"places": 1, "batches": 4, "minimum": 1})
        assert reply["quotas"] == {"meat": 1, "other": 3}


async def test_a_round_is_broken_off_from_every_state_and_everybody_reads_why(serve: Serve) -> None:
    async with serve("inspections") as room:
        frozen = await round_(room)
        await room.done(f"/rounds/{frozen}/freeze")
        sampling = await drawn(room, {"places": 1, "batches": 1})
        await room.done(f"/rounds/{sampling}/advance", {"to": "sampling"})
        stuck = [await round_(room), frozen, await planned(room), await drawn(room), sampling]
        for made in stuck:
            state = next(r["state"] for r in await room.get("/rounds") if r["round_id"] == made)
            if state != "collecting":
                assert await room.refused(f"/rounds/{made}/close") == (409, "round-not-in-order")
            await room.done(f"/rounds/{made}/close", MISTAKE)
            assert (await closed(room, made))["reason"] == "opened-by-mistake"
            assert await room.refused(f"/rounds/{made}/close", MISTAKE) == (409, "round-already-closed")
        assert {r["closing_reason"] for r in await room.get("/public/rounds")} == {"opened-by-mistake"}


async def test_what_was_sampled_before_the_round_was_broken_off_is_still_published(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await round_(room, opens=-2 * HOUR, closes=timedelta(hours=2))
        one = await sample(room, made)
        assert await room.refused(f"/rounds/{made}/close") == (422, "samples-not-published")
        await room.done(f"/rounds/{made}/close", MISTAKE)
        body = {"laboratory_id": ident("laboratory"), "name": "laboratory", "in_force_from": "2021-01-01"}
        await room.done("/laboratories", body)
        await room.done(f"/samples/{one}/receive", {"laboratory_id": ident("laboratory")}, who="analyst")
        await room.done(f"/samples/{one}/result", finding("unqualified"), who="analyst")
        await room.done(f"/samples/{one}/verify", who="verifier")
        await room.done(f"/samples/{one}/publish", who="verifier")
        # The failure opens it to publishing again: it is closed when its disposal is.
        [shown] = await room.get("/public/rounds")
        assert (shown["state"], shown["closing_reason"]) == ("publishing", None)
        assert await room.refused(f"/rounds/{made}/close", MISTAKE) == (422, "disposal-open")
