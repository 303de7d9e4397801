"""A vote that weighs is verified (INS-19): made-up names are kept, shown apart, and decide nothing."""

from __future__ import annotations

import json
from typing import Any

from cli.verify.recount import CHECKS
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ident, person, round_

MARKET = {"establishment_id": ident("market"), "category": "fish"}
NOODLES = {"establishment_id": ident("noodles"), "category": "noodles"}
RECEIPT, OTHER_RECEIPT = "r" * 32, "s" * 32
ANYONE: dict[str, Any] = {"who": "anyone", "permissions": {"inspections:public"}}


async def kept(room: Room) -> list[tuple[bool, str]]:
    """Every vote: whether it is verified, and its category."""
    rows = await room.conn.fetch("select recorded_by, category from nomination order by nominated_at, id")
    return [(row["recorded_by"] != "public", row["category"]) for row in rows]


async def codes(room: Room, round_id: str, count: int = 2) -> list[str]:
    """Fresh paper codes of a round, as they are printed."""
    path = f"/rounds/{round_id}/paper-codes"
    batch = (await room.done(path, {"codes": count}))["batch_id"]
    found: list[str] = (await room.get(f"{path}/{batch}"))["codes"]
    return found


async def test_made_up_names_give_no_ticket_and_are_shown_apart(serve: Serve) -> None:
    async with serve("inspections") as room:
        made = await round_(room)
        for n in range(20):
            reply = await room.done(f"/public/rounds/{made}/nominations", person(n) | MARKET, **ANYONE)
            assert reply["verified"] is False
        for n in range(5):
            await room.done(f"/rounds/{made}/nominations", person(n) | NOODLES)
        assert await room.get(f"/public/rounds/{made}/ranking") == [
            {"establishment_id": ident("noodles"), "name": "noodles", "nominations": 5, "unverified": None},
            {"establishment_id": ident("market"), "name": "market", "nominations": None, "unverified": 20},
        ]
        [shown] = await room.get("/rounds")
        assert (shown["nominations"], shown["unverified"]) == (5, 20)
        figure = await room.conn.fetchval("select count(*) from nomination where counted")
        assert figure == 5
        await room.done(f"/rounds/{made}/freeze")
        assert (await room.done(f"/rounds/{made}/plan", {"places": 1, "batches": 3}))["quotas"] == {"noodles": 3}
        file = await room.get(f"/public/rounds/{made}/draw")
        assert file["votes_counted"] == "verified"
        assert {p["name"]: (p["votes"], p["weight"]) for p in file["pool"]} == {"noodles": (5, 7), "market": (0, 2)}
        await room.done(f"/rounds/{made}/close", {"reason": "votes-not-credible"})
        row = await room.conn.fetchrow("select data from outbox where type like '%round-closed%'")
        assert row is not None
        reported = json.loads(row["data"])
        assert (reported["nominations"], reported["unverified"]) == (5, 20)
        for name, sql in CHECKS["inspections"].items():
            assert await room.conn.fetch(*sql()) == [], name


async def test_a_stranger_replaces_no_vote_of_a_neighbour(serve: Serve) -> None:
    """A person who knows a name and a number can send them to the public route; the answer tells nothing either way."""
    async with serve("inspections") as room:
        made = await round_(room)
        public = f"/public/rounds/{made}/nominations"
        await room.done(f"/rounds/{made}/nominations", person(1) | NOODLES)
        reported = await room.done(public, person(1) | MARKET, **ANYONE)
        assert reported.keys() == (await room.done(public, person(2) | MARKET, **ANYONE)).keys()
        assert await kept(room) == [(True, "noodles"), (False, "fish"), (False, "fish")]
        # An unverified vote is replaced from the browser that sent it, and from no other.
        neighbour = person(3) | {"receipt": RECEIPT}
        await room.done(public, neighbour | NOODLES, **ANYONE)
        await room.done(public, person(3) | MARKET | {"receipt": OTHER_RECEIPT}, **ANYONE)
        await room.done(public, neighbour | NOODLES | {"category": "dumplings"}, **ANYONE)
        assert (await kept(room))[3:] == [(False, "fish"), (False, "dumplings")]
        # The family's other vote from the same browser is another vote.
        await room.done(public, person(4) | NOODLES | {"receipt": RECEIPT}, **ANYONE)
        assert await room.count("nomination") == 6
        # At the counter the office sees who it is: the verified vote is replaced.
        await room.done(f"/rounds/{made}/nominations", person(1) | MARKET)
        assert [row for row in await kept(room) if row[0]] == [(True, "fish")]
        rows = await room.conn.fetch("select data from outbox where type like '%nomination-made%'")
        facts = [json.loads(row["data"]) for row in rows]
        assert [f["verified"] for f in facts] == [True, False, False, False, False, False, False, True]
        assert [bool(f["replaces"]) for f in facts] == [False, False, False, False, False, True, False, True]


async def test_a_paper_code_votes_once_in_its_own_round(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        made, other = await round_(room), await round_(room)
        first, second = await codes(room, made)
        path = f"/public/rounds/{made}/code-nominations"
        outcome = await room.race(*[(path, NOODLES | {"code": first})] * 8, **ANYONE)
        assert outcome == {"done": 1, "paper-code-used": 7}
        elsewhere = f"/public/rounds/{other}/code-nominations"
        assert await room.refused(elsewhere, NOODLES | {"code": second}) == (422, "paper-code-unknown")
        assert await room.refused(path, NOODLES | {"code": "AAAAA-AAAAA"}) == (422, "paper-code-unknown")
        # A refused vote does not use the code up, and it is read as people write.
        assert await room.refused(path, NOODLES | {"code": second, "category": "x"}) == (422, "category-not-in-round")
        reply = await room.done(path, MARKET | {"code": f" {second.lower().replace('-', ' ')}"}, **ANYONE)
        assert reply["verified"] is True
        assert await kept(room) == [(True, "noodles"), (True, "fish")]
        [batch] = await room.get(f"/rounds/{made}/paper-codes")
        assert (batch["codes"], batch["used"]) == (2, 2)
        assert (await room.get(f"/rounds/{made}/paper-codes/{batch['batch_id']}"))["codes"] == [first, second]
        for table in ("paper_code", "idempotency", "outbox", "nomination"):
            text = str(await room.conn.fetch(f"select * from {table}"))
            assert not [c for c in (first, second) if c in text or c.replace("-", "") in text], table
        await room.done(f"/rounds/{made}/freeze")
        assert await room.refused(f"/rounds/{made}/paper-codes", {"codes": 1}) == (409, "round-not-in-order")


async def test_an_account_votes_once_a_round_and_may_change_its_mind(serve: Serve) -> None:
    async with serve("inspections", connections=16) as room:
        rounds = [await round_(room) for _ in range(2)]
        for made in rounds:
            path = f"/me/rounds/{made}/nomination"
            outcome = await room.race(*[(path, NOODLES), (path, MARKET)] * 3, who="resident")
            assert outcome == {"done": 6}
            await room.done(path, NOODLES, who="another")
        assert [r["nominations"] for r in await room.get("/rounds")] == [2, 2]
        assert await room.conn.fetchval("select count(distinct subject_ref) from nomination") == 2
        text = str(await room.conn.fetch("select data from outbox where type like '%nomination-made%'"))
        assert "resident" not in text
