"""A register's file is taken row by row, once, and an unknown score stays unknown in the table (INS-13, INS-14)."""

from __future__ import annotations

from typing import Any

from cli.verify.recount import CHECKS
from tests.kit.rooms import Serve
from tests.kit.scenes import ident, person, round_

ABOUT = {"feed": "lives-test", "format": "lives", "kind": "restaurant", "risk_class": "C"}


def row(line: int, **values: Any) -> dict[str, Any]:
    return {"line": line, "external_id": str(line), "name": f"店{line}"} | values


async def test_rows_are_added_changed_unchanged_or_refused(serve: Serve) -> None:
    async with serve("inspections") as room:
        rows = [
            row(2, rating="90", rated_on="20210708"),
            row(3),
            row(4, rating="ninety"),
            row(5, name=""),
            # A chain's second branch: one name, another id.
            row(6, name="店2", rating="", rated_on="20210708"),
        ]
        first = await room.done("/imports/establishments", ABOUT | {"rows": rows})
        refused = [{"line": 4, "code": "rating-unreadable"}, {"line": 5, "code": "name-missing"}]
        assert first == {"added": 3, "changed": 0, "unchanged": 0, "refused": refused}
        rows[0]["rating"] = "70"
        again = await room.done("/imports/establishments", ABOUT | {"rows": rows})
        assert again == {"added": 0, "changed": 1, "unchanged": 2, "refused": refused}
        kept = await room.conn.fetch("select external_id, standing, score from listing order by external_id")
        assert [tuple(r) for r in kept] == [("2", "scored", 70), ("3", "awaiting", None), ("6", "pending", None)]
        assert await room.count("establishment") == 3
        # Listed, no more: no event says that they are the district's, and no list of the district has them.
        assert await room.count("outbox", "type like '%establishment-registered%'") == 0
        assert await room.get("/establishments") == await room.get("/public/establishments") == []
        one = (await room.get("/imports/lives-test/listings"))[0]["establishment_id"]
        [listing] = (await room.get(f"/public/establishments/{one}"))["listings"]
        assert (listing["feed"], listing["standing"]) == ("lives-test", "scored")


async def test_two_imports_of_one_feed_add_nothing_twice(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        body = ABOUT | {"rows": [row(n) for n in range(1, 101)]}
        outcome = await room.race(*[("/imports/establishments", body)] * 6)
        assert outcome == {"done": 6}
        assert (await room.count("listing"), await room.count("establishment")) == (100, 100)


async def test_two_feeds_with_the_same_names_come_in_at_once(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        # Not in one order: two that wait for each other's names would be a deadlock.
        rows = [row(k) for k in range(1, 41)]
        bodies = [ABOUT | {"feed": f"feed-{n}", "rows": rows[:: (-1) ** n]} for n in range(4)]
        outcome = await room.race(*[("/imports/establishments", body) for body in bodies])
        assert outcome == {"done": 4}
        assert (await room.count("listing"), await room.count("establishment")) == (160, 160)


async def test_what_a_register_lists_is_not_drawn_sampled_or_named_until_it_is_taken_over(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await round_(room)
        await room.done("/imports/establishments", ABOUT | {"rows": [row(1), row(2)]})
        one, two = [r["establishment_id"] for r in await room.get("/imports/lives-test/listings")]
        choice = {"establishment_id": one, "category": "meat"}
        for path in (f"/rounds/{made}/nominations", f"/public/rounds/{made}/nominations"):
            assert await room.refused(path, person(1) | choice) == (422, "establishment-not-taken-over")
        assert await room.refused("/samples", {"round_id": made} | choice) == (422, "establishment-not-taken-over")
        reply = await room.done(f"/establishments/{one}/take-over", {"risk_class": "A"})
        assert reply == {"establishment_id": one, "name": "店1"}
        again = f"/establishments/{one}/take-over"
        assert await room.refused(again, {"risk_class": "A"}) == (409, "establishment-already-inspected")
        unknown = f"/establishments/{ident('nothing')}/take-over"
        assert await room.refused(unknown, {"risk_class": "A"}) == (404, "establishment-unknown")
        assert await room.events(f"establishment/{one}") == [(1, "establishment-registered")]
        assert (await room.get(f"/public/establishments/{two}"))["standing"] == "listed"
        await room.done(f"/rounds/{made}/nominations", person(1) | choice)
        await room.done(f"/rounds/{made}/freeze")
        pool = (await room.get(f"/public/rounds/{made}/draw"))["pool"]
        assert {p["id"] for p in pool} == {one, ident("noodles"), ident("market")}
        assert [e["name"] for e in await room.get("/public/establishments", search="店")] == ["店1"]
        for name, sql in CHECKS["inspections"].items():
            assert await room.conn.fetch(*sql()) == [], name


async def test_an_import_is_undone_but_for_what_was_taken_over(serve: Serve) -> None:
    async with serve("inspections") as room:
        await room.done("/imports/establishments", ABOUT | {"rows": [row(n) for n in range(1, 6)]})
        await room.done("/imports/establishments", ABOUT | {"feed": "other", "rows": [row(n) for n in range(1, 3)]})
        [one] = await room.get("/imports/lives-test/listings", external_id="3")
        await room.done(f"/establishments/{one['establishment_id']}/take-over", {"risk_class": "B"})
        undone = await room.done("/imports/lives-test/undo")
        assert undone == {"removed": 4, "left": 0, "kept": 1}
        assert [r["external_id"] for r in await room.get("/imports/lives-test/listings")] == ["3"]
        assert len(await room.get("/imports/other/listings")) == 2
        assert await room.count("establishment") == 3
        assert await room.done("/imports/lives-test/undo") == {"removed": 0, "left": 0, "kept": 1}
        assert await room.refused("/imports/no-such-feed/undo") == (404, "feed-unknown")


async def test_a_full_batch_of_long_names_is_within_a_command_s_time(serve: Serve) -> None:
    async with serve("inspections") as room:
        body = ABOUT | {"rows": [row(n, name=f"{n}" + "店" * 60) for n in range(1, 201)]}
        reply = await room.done("/imports/establishments", body)
        assert reply["added"] == 200
