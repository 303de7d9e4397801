"""The door denies by default: routes, sign-in, every role on every route, limits, a room that is away."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import httpx2
import pytest
from httpx2 import Response

from contracts.catalogue import CATALOGUE
from deploy.embedded.stack import Stack
from gateway.guesses import ATTEMPTS_BEFORE_LOCK
from gateway.roles import ROLES, permissions_of
from gateway.routes import ANYONE, OWN, ROUTES, SIGNED_IN, Route
from kernel import auth, keys
from kernel.kafka import TopicPartition, start_consumer
from kernel.web import BODY_LIMIT_BYTES
from tests.kit.door import District, Door, until
from tests.kit.scenes import person

FUNDS = "/api/relief/funds"
ROOM_ROUTES = [route for route in ROUTES if route.room != OWN]


def filled(path: str) -> str:
    """A route's path with ids that nothing has."""
    return re.sub(r"\{[a-z_]+\}", lambda _: str(uuid4()), path)


def code(answer: Response) -> str:
    """The code of a problem, whose form is checked on the way."""
    assert answer.headers["content-type"] == "application/problem+json", (answer.status_code, answer.text[:200])
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["type"] == f"urn:jiayuan:problem:{body['code']}"
    assert body["title"]
    found: str = body["code"]
    return found


async def ask(http: httpx2.AsyncClient, route: Route, **how: object) -> Response:
    """Ask for a route with a body that no command takes; of an endless answer, its beginning."""
    body: object = {} if route.method == "POST" else None
    async with http.stream(route.method, filled(route.path), json=body, **how) as answer:  # type: ignore[arg-type]
        if not answer.headers.get("content-type", "").startswith("text/event-stream"):
            await answer.aread()
    return answer


@pytest.mark.parametrize(
    "path",
    [
        "/api/unknown",
        "/api/relief",
        "/api/relief/ledger",
        "/api/session/x",
        "/api/",
        "/schemas",
        "/schemas/activities/registration-confirmed.v1",
        "/assets/of-an-older-build.js",
    ],
)
async def test_a_path_that_is_not_in_the_table_does_not_exist(door: Door, path: str) -> None:
    answer = await door["operator"].http.get(path)
    assert (answer.status_code, code(answer)) == (404, "not-found")


async def test_another_method_of_a_known_path_is_refused_with_those_that_are_allowed(door: Door) -> None:
    answer = await door["operator"].http.put(FUNDS)
    assert (answer.status_code, code(answer)) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, POST"


async def test_every_permission_is_somebodys() -> None:
    granted = permissions_of(ROLES)
    assert {route.permission for route in ROUTES} - {ANYONE, SIGNED_IN} == granted


async def test_each_room_checks_for_itself(stack: Stack) -> None:
    signer = auth.Signer(stack.home / "keys" / keys.SIGNING_KEY)
    everything, somewhere = permissions_of(ROLES), uuid4()
    async with httpx2.AsyncClient(timeout=30) as http:
        for route in ROOM_ROUTES:
            url = stack.url(route.room) + filled(route.path).removeprefix(f"/api/{route.room}")
            # Partners' routes ask which organisation one acts for; all others serve the subdistrict's own people.
            whose = somewhere if route.permission.endswith(":own") else None
            found = []
            for scope in (everything - {route.permission}, {route.permission}):
                token = {"Authorization": f"Bearer {signer.issue('somebody', scope, organisation=whose)}"}
                answer = await http.request(route.method, url, headers=token)
                found.append(answer.status_code)
            assert found[0] == 403, route
            assert found[1] in (200, 404, 422), route


async def signed_in(door: Door, username: str, password: str) -> Response:
    """The answer to a sign-in."""
    return await door.anonymous.post("/api/session", json={"username": username, "password": password})


@pytest.fixture
async def page(door: Door, passwords: dict[str, str]) -> AsyncIterator[tuple[httpx2.AsyncClient, dict[str, str]]]:
    """A browser's way in: a client with the cookie, and the header its page sends with unsafe requests."""
    async with httpx2.AsyncClient(base_url=door.url, timeout=30) as http:
        answer = await http.post("/api/session", json={"username": "operator", "password": passwords["operator"]})
        assert answer.status_code == 200, answer.text
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert passwords["operator"] not in answer.text
        yield http, {"X-CSRF-Token": answer.json()["csrf_token"]}


async def test_a_cookie_alone_changes_nothing(page: tuple[httpx2.AsyncClient, dict[str, str]]) -> None:
    http, csrf = page
    assert (await http.get("/api/session")).json()["user"]["username"] == "operator"
    for headers in ({}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": "\u00e9"}):
        answer = await http.post(FUNDS, json={}, headers={k.encode(): v.encode("latin-1") for k, v in headers.items()})
        assert (answer.status_code, code(answer)) == (403, "csrf-token-wrong")
    assert (await http.post(FUNDS, json={}, headers=csrf)).status_code == 422
    assert (await http.delete("/api/session", headers=csrf)).status_code == 204
    answer = await http.get("/api/session")
    assert answer.status_code == 401


async def test_a_revoked_key_is_out_within_seconds(door: Door) -> None:
    made = await door["operator"].post("/api/programs", {"name": f"p {uuid4()}", "roles": ["operator"]})
    headers = {"Authorization": f"Bearer {made.json()['key']}"}
    assert (await door.anonymous.get(FUNDS, headers=headers)).status_code == 200
    await door["operator"].http.delete(f"/api/programs/{made.json()['program_id']}")

    async def out() -> bool:
        return (await door.anonymous.get(FUNDS, headers=headers)).status_code == 401

    await until(out, "the key still opens", seconds=5)


async def test_no_one_makes_a_key_that_can_do_more_than_its_maker(door: Door) -> None:
    answer = await door["operator"].post("/api/programs", {"name": "payer's", "roles": ["payer"]})
    assert (answer.status_code, code(answer)) == (422, "more-than-your-own")


async def test_five_wrong_passwords_lock_that_name_alone(door: Door, passwords: dict[str, str]) -> None:
    # An account that no page of these tests signs in to: this address is locked out of it for a minute.
    for username in ("approver-2", "nobody-of-this-name"):
        for _ in range(ATTEMPTS_BEFORE_LOCK):
            assert code(await signed_in(door, username, "wrong")) == "credentials-wrong"
        for attempt in (passwords["approver-2"], "wrong"):
            answer = await signed_in(door, username, attempt)
            assert (answer.status_code, code(answer)) == (429, "account-locked")
    assert (await signed_in(door, "approver", passwords["approver"])).status_code == 200


async def test_a_body_too_large_is_refused_whether_or_not_it_says_so(door: Door) -> None:
    large = b'{"name":"' + b"x" * BODY_LIMIT_BYTES + b'"}'

    async def in_pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(large), 8192):
            yield large[at : at + 8192]

    for path in ("/api/activities/organisations", "/api/programs", "/api/session"):
        for content in (large, in_pieces()):
            headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())}
            answer = await door["operator"].http.post(path, content=content, headers=headers)
            assert (answer.status_code, code(answer)) == (413, "body-too-large"), path


async def test_ids_given_at_the_door_reach_the_rooms_log_and_the_event(
    stack: Stack, door: Door, district: District
) -> None:
    request_id = f"door-{uuid4()}"
    trace = uuid4().hex
    path = f"/api/activities/sessions/{district.session}/registrations"
    answer = await door["operator"].post(
        path, person(9_001), X_Request_Id=request_id, Traceparent=f"00-{trace}-{uuid4().hex[:16]}-01"
    )
    assert answer.headers["x-request-id"] == request_id

    async def logged() -> set[str]:
        lines = [json.loads(line) for line in stack.log("activities").read_text().splitlines() if request_id in line]
        return {line["event"] for line in lines if line["trace_id"] == trace}

    assert await until(logged, "not in the room's log") >= {"request", "command"}
    headers = await _headers_of(stack.bootstrap, "activities.sessions", f"session/{district.session}", trace)
    assert headers["ce_type"] == "activities.registration-confirmed.v1"
    UUID(headers["ce_id"])


async def _headers_of(bootstrap: str, topic: str, key: str, trace: str) -> dict[str, str]:
    """The headers of the record with this trace, read from the broker itself."""
    consumer = await start_consumer(bootstrap, "test")
    try:
        consumer.assign([TopicPartition(topic, n) for n in range(CATALOGUE.topics[topic].partitions)])
        await consumer.seek_to_beginning()
        async with asyncio.timeout(30):
            async for record in consumer:
                headers = {name: value.decode() for name, value in record.headers}
                if headers.get("ce_traceparent", "").split("-")[1:2] == [trace]:
                    assert record.key.decode() == key
                    return headers
    finally:
        await consumer.stop()
    raise AssertionError("the consumer ended")


async def test_what_a_caller_calls_a_trace_is_taken_only_when_it_is_one(door: Door) -> None:
    answer = await door["auditor"].http.get(FUNDS, headers={"X-Request-Id": "a b", "Traceparent": "x"})
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])


async def test_the_same_key_gives_the_stored_reply_and_says_so(door: Door, district: District) -> None:
    operator, key = door["operator"], str(uuid4())
    path = f"/api/activities/sessions/{district.session}/registrations"
    # Not 9_002: its ID number is that of 69_002, who waits for a seat in the test of authorisation.
    first = await operator.post(path, person(9_702), key=key)
    again = await operator.post(path, person(9_702), key=key)
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert first.content == again.content
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    other = await operator.post(path, person(9_703), key=key)
    assert (other.status_code, code(other)) == (422, "idempotency-key-reused")


async def test_a_dead_room_is_named_while_the_others_answer(stack: Stack, door: Door) -> None:
    auditor = door["auditor"]
    stack.kill("relief")

    async def away() -> Response | None:
        answer = await auditor.http.get(FUNDS)
        return answer if answer.status_code == 503 else None

    answer = await until(away, "the room never was away", seconds=10, every=0.01)
    assert answer is not None
    assert (code(answer), answer.json()["room"]) == ("room-unavailable", "relief")
    assert answer.headers["retry-after"] == "1"
    for path in ("/api/activities/sessions", "/api/inspections/rounds", "/api/engagement/lag"):
        assert (await auditor.http.get(path)).status_code == 200
    assert (await door.anonymous.get("/health/ready")).status_code == 200
    stack.wait_ready("relief")
    assert (await auditor.http.get(FUNDS)).status_code == 200


async def test_every_process_says_that_it_lives_and_is_ready(stack: Stack) -> None:
    async with httpx2.AsyncClient(timeout=10) as http:
        for name, url in stack.card()["urls"].items():
            metrics = stack.card()["metrics"][name]
            for asked in (f"{url}/health/live", f"{url}/health/ready", metrics):
                began = time.monotonic()
                answer = await http.get(asked)
                assert answer.status_code == 200, asked
                assert time.monotonic() - began < 5
            # Where everybody asks there are none: the door has a page at every path, and metrics at no one.
            assert "process_cpu_seconds_total" in answer.text
            assert "process_cpu_seconds_total" not in (await http.get(f"{url}/metrics")).text, name
