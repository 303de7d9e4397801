"""Many at once for what is scarce, through the door: exactly as many are served as there is."""

from __future__ import annotations

import asyncio
from collections import Counter

from tests.kit.door import Caller, District, Door, session
from tests.kit.examples import campaign
from tests.kit.scenes import application, person

ROUNDS = campaign(20, few=4)
PEOPLE, SEATS = 32, 5
TRIES_A_SEAT = 6


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


async def test_of_six_tries_a_seat_by_32_connections_one_has_it(door: Door, district: District) -> None:
    """As in the notes on Postgres: counting first and inserting then sold 515 of them."""
    operator, seats = door["operator"], campaign(500, few=50)
    contested = await session(operator, district.activity, district.venue, capacity=seats)
    path = f"/api/activities/sessions/{contested}/registrations"
    people = iter(range(40_000, 40_000 + TRIES_A_SEAT * seats))
    outcomes: Counter[str] = Counter()

    async def queue() -> None:
        for n in people:
            answer = await operator.post(path, person(n))
            outcomes["done" if answer.status_code == 201 else str(answer.json()["code"])] += 1

    await asyncio.gather(*(queue() for _ in range(32)))
    assert outcomes == {"done": seats, "session-full": (TRIES_A_SEAT - 1) * seats}
    assert (await operator.get(f"/api/activities/sessions/{contested}"))["confirmed"] == seats


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
