"""A round from its opening to its close, and the published file of its draw (RULE-11 to RULE-16, RULE-19)."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from services.inspections.draws import rules as draw
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, at, corrected, drawn, finding, ident, now, person, planned, received, round_

FLOORS = {"places": 3, "batches": 9, "minimum": 1, "floors": {"D": 1, "C": 1}}


async def shops(room: Room, count: int) -> list[str]:
    """So many establishments over all four risk classes."""
    made = []
    for n in range(count):
        shop = {
            "establishment_id": ident(f"shop-{n}"),
            "name": f"shop-{n}",
            "kind": "stall",
            "risk_class": "ABCD"[n % 4],
        }
        made.append((await room.done("/establishments", shop))["establishment_id"])
    return made


async def pooled(room: Room, plan: dict[str, Any] | None = None) -> str:
    """A drawn round over twelve shops with nine nominations in three categories."""
    found = await shops(room, 12)
    made = await round_(room)
    for n in range(9):
        slip = person(n) | {"establishment_id": found[n % 5], "category": ("meat", "dairy", "pastry")[n % 3]}
        await room.done(f"/rounds/{made}/nominations", slip)
    await room.done(f"/rounds/{made}/freeze")
    await room.done(f"/rounds/{made}/plan", plan or FLOORS)
    return await drawn(room, of=made)


async def test_the_whole_life_of_a_round(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await drawn(room)
        [place] = [p["id"] for p in (await room.get(f"/public/rounds/{made}/draw"))["result"]]
        body = {"round_id": made, "establishment_id": place, "category": "noodles"}
        assert await room.refused("/samples", body) == (422, "round-not-sampling")
        assert await room.refused(f"/rounds/{made}/close") == (409, "round-not-in-order")
        await room.done(f"/rounds/{made}/advance", {"to": "sampling"})
        assert await room.refused(f"/rounds/{made}/advance", {"to": "testing"}) == (422, "places-not-sampled")
        other = ident("market") if place == ident("noodles") else ident("noodles")
        assert await room.refused("/samples", body | {"establishment_id": other}) == (422, "place-not-drawn")
        taken = (await room.done("/samples", body))["sample_id"]
        assert await room.refused(f"/rounds/{made}/replacements", {"establishment_id": place, "reason": "shut"}) == (
            422,
            "place-already-sampled",
        )
        await room.done(f"/rounds/{made}/advance", {"to": "testing"})
        assert await room.refused(f"/rounds/{made}/advance", {"to": "publishing"}) == (422, "samples-not-published")
        one = f"/samples/{taken}"
        lab = {"laboratory_id": ident("lab"), "name": "lab", "in_force_from": "2021-01-01"}
        await room.done("/laboratories", lab)
        await room.done(f"{one}/receive", {"laboratory_id": ident("lab")})
        await room.done(f"{one}/result", finding("unqualified"), who="analyst")
        await room.done(f"{one}/verify", who="verifier")
        await room.done(f"{one}/publish", who="verifier")
        await room.done(f"/rounds/{made}/advance", {"to": "publishing"})
        assert await room.refused(f"/rounds/{made}/close") == (422, "disposal-open")
        await corrected(room, one.removeprefix("/samples/"))
        await room.done(f"/rounds/{made}/close")
        reported = [kind for _, kind in await room.events(f"round/{made}")]
        assert reported == [
            "round-opened", "nomination-made", "pool-published", "round-planned", "seed-committed", "round-drawn",
            "round-advanced", "round-advanced", "round-advanced", "round-closed",
        ]  # fmt: skip
        # A failure that comes later opens the round again: a closed one has nothing open (RULE-19).
        await corrected(room, one.removeprefix("/samples/"), "unqualified")
        assert [r["state"] for r in await room.get("/rounds")] == ["publishing"]


async def test_rule_12_the_secret_stays_until_the_draw_and_the_entropy_comes_between(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await planned(room)
        path = f"/rounds/{made}"
        numbers = {"entropy": [["2", "5"]]}
        assert await room.refused(f"{path}/draw", numbers) == (422, "seed-not-committed")
        past = {"entropy_source": "双色球", "entropy_at": at(now() - HOUR)}
        assert await room.refused(f"{path}/commit", past) == (422, "committed-after-the-entropy")
        committed = await room.done(f"{path}/commit", past | {"entropy_at": at(now() + HOUR)})
        again = past | {"entropy_at": at(now() + 2 * HOUR)}
        assert await room.refused(f"{path}/commit", again) == (422, "seed-already-committed")
        assert await room.refused(f"{path}/draw", numbers) == (422, "drawn-before-the-entropy")
        file = await room.get(f"/public{path}/draw")
        assert (file["nonce"], file["seed"], file["commitment"]) == (None, None, committed["commitment"])
        nonce = await room.conn.fetchval("select nonce from draw")
        events = await room.conn.fetch("select data from outbox")
        assert not [event for event in events if nonce in bytes(event["data"]).decode()]
        assert draw.commitment_of(nonce) == committed["commitment"]


async def test_rule_12_the_published_file_recomputes(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await pooled(room)
        file = await room.get(f"/public/rounds/{made}/draw")
        pool = [draw.Item(p["id"], p["risk_class"], p["weight"]) for p in file["pool"]]
        assert draw.pool_digest(pool) == file["digest"]
        assert draw.commitment_of(file["nonce"]) == file["commitment"]
        assert file["entropy"] == "2.5.12./7./"
        assert draw.seed_of(file["digest"], file["nonce"], file["entropy"]) == file["seed"]
        chosen = draw.select(draw.in_order(pool, file["seed"]), file["places"], file["floors"])
        assert [item.id for item in chosen] == [place["id"] for place in file["result"]]
        assert {"C", "D"} <= {place["risk_class"] for place in file["result"]}
        assert sum(file["quotas"].values()) == 9
        assert min(file["quotas"].values()) >= 1


async def test_rule_15_a_replacement_keeps_the_others(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await pooled(room)
        path = f"/rounds/{made}/replacements"
        for _ in range(9):
            before = [p["id"] for p in (await room.get(f"/public/rounds/{made}/draw"))["result"] if not p["removed_at"]]
            reply = await room.done(path, {"establishment_id": before[0], "reason": "shut"})
            file = await room.get(f"/public/rounds/{made}/draw")
            after = [p["id"] for p in file["result"] if not p["removed_at"]]
            assert set(before) - set(after) == {before[0]}
            assert set(after) - set(before) == ({reply["added"]} if reply["added"] else set())
            assert [p["position"] for p in file["result"]] == sorted(p["position"] for p in file["result"])
        gone = await room.refused(path, {"establishment_id": before[0], "reason": "shut"})
        assert gone == (404, "place-not-drawn")


async def test_rule_16_inspectors_are_drawn_without_conflicts_and_only_they_sample(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await pooled(room)
        for name in ("anna", "bo", "chen"):
            await room.done("/inspectors", {"inspector_id": ident(name), "name": name}, who=name)
        file = await room.get(f"/public/rounds/{made}/draw")
        places = [place["id"] for place in file["result"]]
        for place in places:
            await room.done(f"/inspectors/{ident('anna')}/conflicts", {"establishment_id": place, "reason": "family"})
        await room.done(f"/rounds/{made}/inspectors")
        assert await room.refused(f"/rounds/{made}/inspectors") == (409, "inspectors-already-drawn")
        reported = (await room.get(f"/public/rounds/{made}/draw"))["inspectors"]
        assert {t["establishment_id"] for t in reported} == set(places)
        for one in reported:
            assert one["excluded"] == [ident("anna")]
            assert sorted(one["selected"]) == one["candidates"] == sorted([ident("bo"), ident("chen")])
        await room.done(f"/rounds/{made}/advance", {"to": "sampling"})
        body = {"round_id": made, "establishment_id": places[0], "category": "meat"}
        assert await room.refused("/samples", body, who="anna") == (403, "inspector-conflicted")
        assert await room.refused("/samples", body, who="somebody") == (403, "inspector-not-assigned")
        await room.done("/samples", body, who="bo")
        mine = (await room.http.get("/my-places", headers=room.token("bo"))).json()
        assert [place["sampled"] for place in mine] == [place["establishment_id"] == places[0] for place in mine]
        assert len(mine) == 3


async def test_a_small_count_is_not_reported_while_people_name(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await round_(room)
        for n in range(7):
            slip = person(n) | {"establishment_id": ident("market" if n < 5 else "noodles"), "category": "meat"}
            reply = await room.done(f"/public/rounds/{made}/nominations", slip, permissions={"inspections:public"})
            assert set(reply) == {"round_id", "accepted_at", "verified"}
        ranking = await room.get(f"/public/rounds/{made}/ranking")
        assert [(r["name"], r["nominations"], r["unverified"]) for r in ranking] == [
            ("market", None, 5),
            ("noodles", None, None),
        ]


async def test_a_round_does_not_close_over_a_sample_on_its_way(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        for _ in range(4):
            made = await round_(room)
            body = {"round_id": made, "establishment_id": ident("noodles"), "category": "meat"}
            outcome = await room.race((f"/rounds/{made}/close", None), ("/samples", body))
            left = await room.count("sample", "round_id = $1", made)
            closed = await room.count("round", "id = $1 and state = 'closed'", made)
            assert left + closed == 1, outcome


async def test_what_needs_a_hand_names_late_draws_and_disposals(serve: Serve) -> None:
    async with serve("inspections") as room:
        one = await received(room)
        await room.done(f"/samples/{one}/result", finding("unqualified"), who="analyst")
        await room.conn.execute("update sample set publish_due = current_date - 2")
        assert {"kind": "result-past-its-day", "count": 1} in await room.get("/needs-hand")
        await room.done(f"/samples/{one}/verify", who="verifier")
        await room.done(f"/samples/{one}/publish", who="verifier")
        assert (await room.get(f"/samples/{one}"))["late"] is True
        assert (await room.get("/public/results"))[0]["late"] is True
        await room.conn.execute("update disposal set due_on = current_date - 2")
        assert {"kind": "disposal-past-its-day", "count": 1} in await room.get("/needs-hand")
        assert [d["overdue"] for d in await room.get("/disposals")] == [True]


async def test_nothing_is_drawn_out_of_order(serve: Serve) -> None:
    async with serve("inspections") as room:
        path = f"/rounds/{await round_(room)}"
        later = {"entropy_source": "双色球", "entropy_at": at(now() + timedelta(days=1))}
        plan = {"places": 1, "batches": 1}
        for verb, body in (("plan", plan), ("commit", later), ("draw", {"entropy": [["1"]]}), ("inspectors", None)):
            assert await room.refused(f"{path}/{verb}", body) == (409, "round-not-in-order")
        await room.done(f"{path}/freeze")
        assert await room.refused(f"{path}/plan", plan) == (422, "nothing-nominated")
        assert await room.refused(f"{path}/plan", {"places": 9, "batches": 9}) == (422, "pool-too-small")
        row = await room.conn.fetchrow("select data from outbox where type like '%pool-published%'")
        assert row is not None
        assert json.loads(row["data"])["tickets"] == 4
