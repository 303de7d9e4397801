"""Agreements with a term and versions; projects with lines and claims that lapse (ORG-1, ORG-2, RULE-32)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

from kernel.calendar import local_day
from services.relief.reactions import keep_time, sweep
from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, ident, now, project

PARTIES = [ident("a"), ident("b")]
TODAY = local_day(now())


async def in_force(room: Room, ends_in_days: int) -> str:
    """An agreement whose last day is so many days away."""
    term = {"starts_on": "2021-07-01", "ends_on": str(TODAY + timedelta(days=ends_in_days))}
    made: str = (await room.done("/agreements", {"title": "共建", "organisation_ids": PARTIES} | term))["agreement_id"]
    for party in PARTIES:
        await room.done(f"/agreements/{made}/sign", {"organisation_id": party})
    return made


async def test_agreements_warn_end_and_are_renewed_as_a_new_version(serve: Serve) -> None:
    async with serve("relief") as room:
        soon, over, far = await in_force(room, 59), await in_force(room, -1), await in_force(room, 61)
        listed = await room.get("/agreements/expiring")
        assert [(a["agreement_id"], a["days_left"], a["renewed"]) for a in listed] == [
            (over, -1, False), (soon, 59, False),
        ]  # fmt: skip
        assert [await sweep(room.app.state.pool, now()) for _ in range(2)] == [1, 0]
        assert (await room.events(f"agreement/{over}"))[-1][1] == "agreement-ended"
        next_one = {"title": "共建（续签）", "organisation_ids": PARTIES, "starts_on": str(TODAY + timedelta(days=60))}
        renewed = (await room.done(f"/agreements/{soon}/renew", next_one))["agreement_id"]
        assert await room.refused(f"/agreements/{soon}/renew", next_one) == (422, "agreement-already-renewed")
        assert await room.refused(f"/agreements/{renewed}/renew", next_one) == (409, "agreement-not-in-force")
        views = {a["agreement_id"]: a for a in await room.get("/agreements")}
        assert (views[renewed]["version"], views[renewed]["renews"]) == (2, soon)
        assert (await room.get("/agreements/expiring"))[0]["renewed"] is True
        await room.done(f"/agreements/{far}/terminate", {"reason": "双方协商"})
        assert await room.refused(f"/agreements/{far}/terminate", {"reason": "x"}) == (409, "agreement-already-ended")
        assert {a["agreement_id"]: a["state"] for a in await room.get("/agreements")} == {
            soon: "active", over: "ended", far: "terminated", renewed: "draft",
        }  # fmt: skip


async def test_a_signed_version_is_what_was_signed(serve: Serve) -> None:
    async with serve("relief") as room:
        made = await in_force(room, 10)
        for sql in (
            "update agreement set title = 'x' where id = $1",
            "update agreement set ends_on = ends_on + 1 where id = $1",
            "update party set signed_at = now() where agreement_id = $1",
            "delete from party where agreement_id = $1",
        ):
            assert await broken_by(room.conn, sql, made) == "agreement-is-final"
        backwards = {"title": "x", "organisation_ids": PARTIES, "starts_on": "2021-02-01", "ends_on": "2021-01-01"}
        assert await room.refused("/agreements", backwards) == (422, "term-ends-before-it-starts")
        wrong = "update agreement set ends_on = starts_on - 1, state = 'draft', activated_at = null where id = $1"
        assert await broken_by(room.conn, f"delete from party; {wrong}".split("; ")[1], made) in (
            "agreement-is-final", "term-ends-before-it-starts",
        )  # fmt: skip


def lines() -> dict[str, Any]:
    """A project of ten boxes and four afternoons."""
    return {
        "title": "爱老敬老", "programme": "fumin-projects", "organisation_id": ORGANISATION,
        "lines": [
            {"line_id": str(uuid4()), "title": "慰问箱", "unit": "箱", "needed": 10, "unit_fen": 300},
            {"line_id": str(uuid4()), "title": "上门服务", "unit": "次", "needed": 4, "unit_fen": 1_000},
        ],
    }  # fmt: skip


async def test_rule_32_claims_together_never_pass_a_line(serve: Serve) -> None:
    async with serve("relief", connections=16) as room:
        body = lines()
        made = (await room.done("/projects", body))["project_id"]
        boxes, visits = (line["line_id"] for line in body["lines"])
        path = f"/projects/{made}/claims"
        part = {"organisation_id": ORGANISATION, "line_id": boxes, "quantity": 3}
        assert await room.race(*[(path, part)] * 12) == {"done": 3, "line-fully-claimed": 9}
        assert (await room.done(path, part | {"line_id": visits, "quantity": 4}))["left_fen"] == 300
        assert await room.refused(path, part | {"line_id": ident("x")}) == (404, "line-unknown")
        [view] = await room.get("/projects")
        assert view["need_fen"] == 7_000
        assert [(line["claimed"], line["needed"]) for line in view["lines"]] == [(9, 10), (4, 4)]
        assert view["claimed_fen"] == 6_700 == sum(c["amount_fen"] for c in view["claims"])
        sql = "update project_line set claimed = needed + 1"
        assert await broken_by(room.conn, sql) == "line-fully-claimed"


async def test_a_claim_lapses_after_its_day_and_its_line_is_open_again(serve: Serve) -> None:
    async with serve("relief") as room:
        body = lines()
        made = (await room.done("/projects", body))["project_id"]
        part = {"organisation_id": ORGANISATION, "line_id": body["lines"][0]["line_id"], "quantity": 10}
        path = f"/projects/{made}/claims"
        yesterday = str(TODAY - timedelta(days=1))
        lapsing = (await room.done(path, part | {"due_on": yesterday}))["claim_id"]
        assert await room.refused(path, part) == (422, "line-fully-claimed")
        plain = await project(room, 5)
        last_day = {"organisation_id": ORGANISATION, "amount_fen": 5, "due_on": str(TODAY)}
        await room.done(f"/projects/{plain}/claims", last_day)
        assert [await sweep(room.app.state.pool, now()) for _ in range(2)] == [1, 0]
        assert await room.refused(f"/claims/{lapsing}/fulfil") == (409, "claim-already-settled")
        assert (await room.events(f"project/{made}"))[-1][1] == "claim-lapsed"
        again = (await room.done(path, part))["claim_id"]
        assert (await room.done(f"/claims/{again}/withdraw"))["left_fen"] == 7_000
        [view] = [p for p in await room.get("/projects") if p["project_id"] == made]
        assert ([line["claimed"] for line in view["lines"]], view["claimed_fen"]) == ([0, 0], 0)


async def test_the_clock_settles_by_itself_what_is_due(serve: Serve) -> None:
    async with serve("relief") as room:
        body = lines()
        made = (await room.done("/projects", body))["project_id"]
        yesterday = str(TODAY - timedelta(days=1))
        part = {"organisation_id": ORGANISATION, "line_id": body["lines"][0]["line_id"], "quantity": 10}
        await room.done(f"/projects/{made}/claims", part | {"due_on": yesterday})
        clock = asyncio.create_task(keep_time(room.app.state.pool))
        async with asyncio.timeout(20):
            while (await room.events(f"project/{made}"))[-1][1] != "claim-lapsed":
                await asyncio.sleep(0.05)
        clock.cancel()
