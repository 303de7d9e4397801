"""Many at once for what is scarce, through the door: exactly as many are served as there is."""

from __future__ import annotations

import asyncio
from collections import Counter

from tests.kit.door import Caller, District, Door, session
from tests.kit.scenes import application, person

ROUNDS = 20
PEOPLE, SEATS = 32, 5


async def race(caller: Caller, calls: list[tuple[str, object]]) -> Counter[str]:
    """All at once; how many answers had which code ("done" for 201)."""
    answers = await asyncio.gather(*(caller.post(path, body) for path, body in calls))
    return Counter("done" if a.status_code == 201 else str(a.json()["code"]) for a in answers)


async def test_no_session_is_oversold(door: Door, district: District) -> None:
    operator = door["operator"]
    for n in range(ROUNDS):
        contested = await session(operator, district.activity, district.venue, capacity=SEATS)
        path = f"/api/activities/sessions/{contested}/registrations"
        outcome = await race(operator, [(path, person(n * PEOPLE + k)) for k in range(PEOPLE)])
        assert outcome == {"done": SEATS, "session-full": PEOPLE - SEATS}
        seen = await operator.get(f"/api/activities/sessions/{contested}")
        assert seen["confirmed"] == SEATS
        assert len(await operator.get(path)) == SEATS


async def test_500_seats_3000_tries_32_connections_sell_exactly_500(door: Door, district: District) -> None:
    """As in the notes on Postgres: counting first and inserting then sold 515 of them."""
    operator = door["operator"]
    contested = await session(operator, district.activity, district.venue, capacity=500)
    path = f"/api/activities/sessions/{contested}/registrations"
    people = iter(range(40_000, 43_000))
    outcomes: Counter[str] = Counter()

    async def queue() -> None:
        for n in people:
            answer = await operator.post(path, person(n))
            outcomes["done" if answer.status_code == 201 else str(answer.json()["code"])] += 1

    await asyncio.gather(*(queue() for _ in range(32)))
    assert outcomes == {"done": 500, "session-full": 2_500}
    assert (await operator.get(f"/api/activities/sessions/{contested}"))["confirmed"] == 500


async def test_no_project_is_claimed_beyond_its_need(door: Door, district: District) -> None:
    operator = door["operator"]
    of = {"organisation_id": district.organisation, "programme": "fumin-projects"}
    for _ in range(ROUNDS):
        opened = await operator.done("/api/relief/projects", {"title": "福民", "need_fen": SEATS * 100, **of})
        path = f"/api/relief/projects/{opened['project_id']}/claims"
        body = {"organisation_id": district.organisation, "amount_fen": 100}
        outcome = await race(operator, [(path, body)] * PEOPLE)
        assert outcome.pop("done") == SEATS
        assert sum(outcome.values()) == PEOPLE - SEATS
        assert set(outcome) == {"project-fully-claimed"}


async def test_no_fund_is_overdrawn(door: Door, district: District) -> None:
    operator, submitter = door["operator"], door["relief-submitter"]
    of = {"organisation_id": district.organisation, "programme": "fumin-projects"}
    for _ in range(ROUNDS):
        opened = await operator.done("/api/relief/funds", {"title": "帮困", "purpose": "general", **of})
        fund = f"/api/relief/funds/{opened['fund_id']}"
        given = {"organisation_id": district.organisation, "amount_fen": SEATS * 100 + 99}
        await operator.done(f"{fund}/donations", given)
        calls: list[tuple[str, object]] = [(f"{fund}/disbursements", application(100, k)) for k in range(PEOPLE)]
        outcome = await race(submitter, calls)
        assert outcome.pop("done") == SEATS
        assert sum(outcome.values()) == PEOPLE - SEATS
        assert set(outcome) == {"fund-insufficient"}
