"""Claims of a project together never pass what it needs (RULE-32), and each is settled once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, ORGANISATION, at, ident, now, project


def claim(amount_fen: int) -> dict[str, object]:
    return {"organisation_id": ORGANISATION, "amount_fen": amount_fen}


async def claimed(room: Room, project_id: str) -> int:
    """What of a project is claimed; checked against the claims themselves."""
    [view] = [p for p in await room.get("/projects") if p["project_id"] == project_id]
    assert view["claimed_fen"] == sum(c["amount_fen"] for c in view["claims"] if c["state"] != "withdrawn")
    total: int = view["claimed_fen"]
    return total


async def test_rule_32_32_callers_claim_exactly_what_fits(serve: Serve) -> None:
    async with serve("relief", connections=32) as room:
        for _ in range(10):
            need = await project(room, 17)
            outcome = await room.race(*[(f"/projects/{need}/claims", claim(3))] * 32)
            assert outcome == {"done": 5, "project-fully-claimed": 27}
            assert await claimed(room, need) == 15
            assert [seq for seq, _ in await room.events(f"project/{need}")] == [1, 2, 3, 4, 5, 6]


async def test_rule_32_the_last_part_may_be_smaller_and_fills_it(serve: Serve) -> None:
    async with serve("relief") as room:
        need = await project(room, 10)
        path = f"/projects/{need}/claims"
        assert (await room.done(path, claim(7)))["left_fen"] == 3
        assert await room.refused(path, claim(4)) == (422, "project-fully-claimed")
        assert (await room.done(path, claim(3)))["left_fen"] == 0
        assert await room.refused(path, claim(1)) == (422, "project-fully-claimed")


async def test_racing_settlements_free_a_claim_at_most_once(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        need = await project(room, 10)
        for _ in range(10):
            one = (await room.done(f"/projects/{need}/claims", claim(4)))["claim_id"]
            other = (await room.done(f"/projects/{need}/claims", claim(2)))["claim_id"]
            race = [(f"/claims/{one}/withdraw", None)] * 8 + [(f"/claims/{other}/withdraw", None)] * 8
            assert await room.race(*race) == {"done": 2, "claim-already-settled": 14}
            assert await claimed(room, need) == 0


async def test_a_fulfilled_claim_stays_taken_and_is_settled_once(serve: Serve) -> None:
    async with serve("relief") as room:
        need = await project(room, 10)
        made = (await room.done(f"/projects/{need}/claims", claim(6)))["claim_id"]
        assert (await room.done(f"/claims/{made}/fulfil"))["left_fen"] == 4
        for verb in ("withdraw", "fulfil"):
            assert await room.refused(f"/claims/{made}/{verb}") == (409, "claim-already-settled")
        assert await claimed(room, need) == 6
        assert await room.refused(f"/claims/{ident('nothing')}/withdraw") == (404, "claim-unknown")


async def test_paper_is_typed_in_later_never_earlier(serve: Serve) -> None:
    async with serve("relief") as room:
        need = await project(room, 10)
        path = f"/projects/{need}/claims"
        assert await room.refused(path, claim(1) | {"claimed_at": at(now() + HOUR)}) == (422, "claimed-in-the-future")
        before = (now() - timedelta(days=90)).replace(microsecond=0)
        await room.done(path, claim(1) | {"claimed_at": at(before)})
        [view] = await room.get("/projects")
        assert view["claims"][0]["claimed_at"] == at(before).replace("+00:00", "Z")


async def test_amounts_are_whole_fen_from_1_to_a_million_million(serve: Serve) -> None:
    async with serve("relief") as room:
        path = f"/projects/{await project(room, 10**12)}/claims"
        for wrong in (0, -1, 1.0, 1.5, "1", True, 10**12 + 1):
            body = {"claim_id": str(uuid4()), "organisation_id": ORGANISATION, "amount_fen": wrong}
            assert await room.refused(path, body) == (422, "invalid-request")
        none = {"organisation_id": ORGANISATION, "amount_fen": None}
        assert await room.refused(path, none) == (422, "claim-needs-one-measure")
        assert (await room.done(path, claim(10**12)))["left_fen"] == 0
