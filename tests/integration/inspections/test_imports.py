"""A register's file is taken row by row, once, and an unknown score stays unknown in the table (I13, I14)."""

from __future__ import annotations

from typing import Any

from tests.kit.rooms import Serve

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
        assert await room.count("outbox", "type like '%establishment-registered%'") == 3
        one = (await room.get("/establishments"))[0]["establishment_id"]
        [listing] = (await room.get(f"/public/establishments/{one}"))["listings"]
        assert (listing["feed"], listing["standing"]) == ("lives-test", "scored")


async def test_two_imports_of_one_feed_add_nothing_twice(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        body = ABOUT | {"rows": [row(n) for n in range(1, 101)]}
        outcome = await room.race(*[("/imports/establishments", body)] * 6)
        assert outcome == {"done": 6}
        assert (await room.count("listing"), await room.count("establishment")) == (100, 100)


async def test_a_full_batch_of_long_names_is_within_a_command_s_time(serve: Serve) -> None:
    async with serve("inspections") as room:
        body = ABOUT | {"rows": [row(n, name=f"{n}" + "店" * 60) for n in range(1, 201)]}
        reply = await room.done("/imports/establishments", body)
        assert reply["added"] == 200
