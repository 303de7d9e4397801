"""The matrix: every route, every role, and whose thing it is; as it is declared, so the product answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import asyncpg
import httpx2
import pytest
from httpx2 import Response

from deploy.embedded.stack import Stack
from gateway.programs import add_program
from gateway.routes import ROUTES, Route
from tests.e2e.test_door import ask, code
from tests.kit.authorised import (
    AT_A_VENUE,
    BODIES,
    CELLS,
    DECIDED,
    OF_A_RESIDENT,
    SIGNED_IN,
    name,
)
from tests.kit.door import Caller, District, Door, session
from tests.kit.scenes import person


@pytest.mark.parametrize("role", SIGNED_IN)
async def test_every_cell_is_as_declared(door: Door, role: str) -> None:
    """The body is empty and the ids belong to no one, so what is let in does nothing."""
    differing = []
    for route in ROUTES:
        answer = await ask(door[role].http, route)
        refused = answer.status_code == 403 and code(answer) == "permission-missing"
        if refused == ((name(route), role) in CELLS):
            differing.append((name(route), answer.status_code))
        assert answer.status_code < 500, (name(route), answer.status_code)
    assert differing == []


async def test_a_passer_by_gets_what_is_public_and_nothing_else(door: Door) -> None:
    async with httpx2.AsyncClient(base_url=door.url, timeout=30) as anonymous:
        for route in ROUTES:
            answer = await ask(anonymous, route)
            if DECIDED[route.permission] == "public":
                assert answer.status_code not in (401, 403), name(route)
            else:
                assert (answer.status_code, code(answer)) == (401, "sign-in-first"), name(route)


@dataclass(frozen=True, slots=True)
class Keepers:
    """Two keepers: of the station's organisation, and of another one; and what there is at the station."""

    ours: Caller
    theirs: Caller
    ids: dict[str, str]


async def keyed(stack: Stack, door: Door, role: str, organisation: str) -> Caller:
    """A caller of one role who acts for an organisation."""
    conn = await asyncpg.connect(stack.dsn("gateway"))
    try:
        _, key, _ = await add_program(conn, f"{role} {uuid4()}", [role], UUID(organisation))
    finally:
        await conn.close()
    return Caller(door.url, role, key)


@pytest.fixture(scope="module")
async def keepers(stack: Stack, door: Door, district: District) -> AsyncIterator[Keepers]:
    """The district's organisation runs a station; another one does not."""
    operator = door["operator"]
    body = {
        "name": f"接力站 {uuid4().hex[:8]}",
        "kind": "relay-station",
        "organisation_id": district.organisation,
        "amenities": [{"kind": "water"}],
    }
    venue = (await operator.done("/api/activities/venues", body))["venue_id"]
    at = await session(operator, district.activity, venue, capacity=1)
    made = await operator.done(f"/api/activities/sessions/{at}/registrations", person(69_003))
    waits = await operator.done(f"/api/activities/sessions/{at}/waitlist", person(69_004))
    ids = {"venue_id": venue, "session_id": at} | {
        "registration_id": made["registration_id"],
        "entry_id": waits["entry_id"],
    }
    ours = await keyed(stack, door, "venue-manager", district.organisation)
    theirs = await keyed(stack, door, "venue-manager", str(uuid4()))
    yield Keepers(ours, theirs, ids)
    await ours.http.aclose()
    await theirs.http.aclose()


async def probe(caller: Caller, route: Route, ids: dict[str, str]) -> Response:
    """Ask for one thing by its id."""
    path = route.path.format(**ids)
    return await (caller.post(path, BODIES[route.path]) if route.method == "POST" else caller.http.get(path))


async def test_own_organisation_and_another_one(keepers: Keepers) -> None:
    for route in AT_A_VENUE:
        other = await probe(keepers.theirs, route, keepers.ids)
        ours = await probe(keepers.ours, route, keepers.ids)
        if "{" not in route.path:
            reported = [[one["session_id"] for one in answer.json()] for answer in (ours, other)]
            assert keepers.ids["session_id"] in reported[0]
            assert reported[1] == []
            continue
        assert (other.status_code, code(other)) == (403, "another-organisation"), name(route)
        # Full, or not over yet: a rule of the session answers, and no wall.
        assert ours.status_code in (200, 201, 422), (name(route), ours.text)


async def test_own_and_others_of_residents(door: Door, district: District, keepers: Keepers) -> None:
    """Through accounts: two residents, each with a registration."""
    people = []
    for number in (1, 2):
        username = f"r{uuid4().hex[:12]}"
        account = {"username": username, "display_name": "居民", "password": "ten letters long"}
        assert (await door.anonymous.post("/api/residents", json=account)).status_code == 201
        http = httpx2.AsyncClient(base_url=door.url, timeout=30)
        signed = await http.post("/api/session", json={"username": username, "password": account["password"]})
        http.headers["X-CSRF-Token"] = signed.json()["csrf_token"]
        body = {"session_id": district.session, "person": person(60_000 + number + uuid4().int % 9_000)}
        made = await http.post("/api/activities/me/registrations", json=body, headers={"Idempotency-Key": str(uuid4())})
        assert made.status_code == 201, made.text
        people.append((http, made.json()["registration_id"]))
    (one, mine), (other, theirs) = people
    for route in OF_A_RESIDENT:
        for ids in (keepers.ids, keepers.ids | {"registration_id": theirs}):
            key = {"Idempotency-Key": str(uuid4())}
            answer = await one.post(route.path.format(**ids), json=BODIES[route.path], headers=key)
            assert answer.status_code == 404, name(route)
    cancelled = await one.post(
        f"/api/activities/me/registrations/{mine}/cancel", headers={"Idempotency-Key": str(uuid4())}
    )
    assert cancelled.status_code == 201
    reported = (await other.get("/api/activities/me")).json()
    assert [r["registration_id"] for r in reported["registrations"]] == [theirs]
    for http, _ in people:
        await http.aclose()


async def test_a_partner_sees_its_organisation_and_signs_for_no_other(
    stack: Stack, door: Door, district: District
) -> None:
    operator = door["operator"]
    others = [
        (await operator.done("/api/activities/organisations", {"name": f"单位 {uuid4()}", "kind": "partner-unit"}))[
            "organisation_id"
        ]
        for _ in range(2)
    ]
    body = {"title": f"共建 {uuid4().hex[:6]}", "organisation_ids": [district.organisation, others[0]]}
    agreement = (await operator.done("/api/relief/agreements", body))["agreement_id"]
    party, stranger = [await keyed(stack, door, "partner-admin", who) for who in others]
    assert agreement in str(await party.get("/api/relief/own/agreements"))
    assert agreement not in str(await stranger.get("/api/relief/own/agreements"))
    path = f"/api/relief/own/agreements/{agreement}/sign"
    refused = await stranger.post(path)
    assert refused.status_code in (403, 404, 422), refused.text
    assert (await party.post(path)).status_code == 201
    anonymous = await keyed(stack, door, "partner-admin", str(uuid4()))
    statistics = await anonymous.get("/api/engagement/own/statistics", **{"from": "2021-01-01", "to": "2027-01-01"})
    assert statistics["rows"] == []
    for caller in (party, stranger, anonymous):
        await caller.http.aclose()
