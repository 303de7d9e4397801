"""The product asked at its door: callers with a key of one role, a small district, waiting with a deadline."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
import httpx2

from gateway.programs import add_program
from gateway.roles import ROLES
from tests.kit.scenes import at, person

T = TypeVar("T")


class Caller:
    """Somebody at the door with the key of one role."""

    def __init__(self, url: str, role: str, key: str) -> None:
        self.role = role
        self.key = key
        self.http = httpx2.AsyncClient(
            base_url=url,
            timeout=30,
            headers={"Authorization": f"Bearer {key}"},
            limits=httpx2.Limits(max_connections=64, max_keepalive_connections=64),
        )

    async def post(self, path: str, body: object = None, *, key: str | None = None, **headers: str) -> httpx2.Response:
        """Send one command, under a fresh key unless one is given."""
        sent = {"Idempotency-Key": key or str(uuid4())} | {k.replace("_", "-"): v for k, v in headers.items()}
        return await self.http.post(path, json=body, headers=sent)

    async def done(self, path: str, body: object = None) -> dict[str, Any]:
        """The reply of a command that must succeed."""
        answer = await self.post(path, body)
        assert answer.status_code == 201, (path, answer.status_code, answer.text)
        reply: dict[str, Any] = answer.json()
        return reply

    async def get(self, path: str, **params: str | int) -> Any:
        """The body of a query that must succeed."""
        answer = await self.http.get(path, params=params)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()


class Door:
    """Callers of every role at one gateway."""

    def __init__(self, url: str, callers: dict[str, Caller]) -> None:
        self.url = url
        self._callers = callers
        self.anonymous = httpx2.AsyncClient(base_url=url, timeout=30)

    def __getitem__(self, role: str) -> Caller:
        return self._callers[role]

    async def close(self) -> None:
        """Close every caller's connections."""
        await asyncio.gather(self.anonymous.aclose(), *(caller.http.aclose() for caller in self._callers.values()))


async def open_door(url: str, dsn: str) -> Door:
    """One key for each role, written by the gateway's own code into its database."""
    conn = await asyncpg.connect(dsn)
    try:
        callers = {}
        for role in ROLES:
            _, key, _ = await add_program(conn, f"{role} {uuid4()}", [role])
            callers[role] = Caller(url, role, key)
    finally:
        await conn.close()
    return Door(url, callers)


async def choose_password(url: str, username: str, given: str, own: str) -> None:
    """What the owner of an account does first: change the password that the office chose."""
    async with httpx2.AsyncClient(base_url=url, timeout=30) as http:
        answer = await http.post("/api/session", json={"username": username, "password": given})
        assert answer.status_code == 200, answer.text
        body = {"old_password": given, "new_password": own}
        headers = {"X-CSRF-Token": answer.json()["csrf_token"]}
        changed = await http.post("/api/session/password", json=body, headers=headers)
        assert changed.status_code == 204, changed.text


@dataclass(frozen=True, slots=True)
class District:
    """What there is to act on: one of each thing that others hang on."""

    organisation: str
    venue: str
    activity: str
    session: str
    establishment: str
    round: str
    project: str
    fund: str


async def build(door: Door) -> District:
    """A district of this test's own, through the door."""
    operator = door["operator"]
    now = datetime.now(UTC)
    mark = uuid4().hex[:8]
    organisation = await operator.done(
        "/api/activities/organisations", {"name": f"升平居委 {mark}", "kind": "residents-committee"}
    )
    of = {"organisation_id": organisation["organisation_id"], "programme": "suishenxue"}
    venue = await operator.done("/api/activities/venues", {"name": f"白领驿站 {mark}", "kind": "service-station"})
    activity = await operator.done("/api/activities/activities", {"title": f"智能手机课 {mark}", **of})
    await operator.done(f"/api/activities/activities/{activity['activity_id']}/publish")
    shop = await operator.done(
        "/api/inspections/establishments", {"name": f"面馆 {mark}", "kind": "restaurant", "risk_class": "B"}
    )
    times = {"opens_at": at(now - timedelta(hours=1)), "closes_at": at(now + timedelta(days=1))}
    round_ = await operator.done("/api/inspections/rounds", {"title": f"你点我检 {mark}", **of, **times})
    project = await operator.done("/api/relief/projects", {"title": f"福民 {mark}", "need_fen": 1_000_000, **of})
    fund = await operator.done("/api/relief/funds", {"title": f"帮困 {mark}", "purpose": "general", **of})
    return District(
        organisation=of["organisation_id"],
        venue=venue["venue_id"],
        activity=activity["activity_id"],
        session=await session(operator, activity["activity_id"], venue["venue_id"]),
        establishment=shop["establishment_id"],
        round=round_["round_id"],
        project=project["project_id"],
        fund=fund["fund_id"],
    )


async def session(operator: Caller, activity: str, venue: str, *, capacity: int = 10_000) -> str:
    """A session with so many seats that starts in an hour; answers its id."""
    starts = datetime.now(UTC) + timedelta(hours=1)
    body = {
        "venue_id": venue,
        "starts_at": at(starts),
        "ends_at": at(starts + timedelta(hours=1)),
        "capacity": capacity,
        "despite": "tests share one venue",
    }
    made: str = (await operator.done(f"/api/activities/activities/{activity}/sessions", body))["session_id"]
    return made


async def registered(door: Door, district: District, n: int) -> dict[str, Any]:
    """The n-th resident's registration for the district's session."""
    return await door["operator"].done(f"/api/activities/sessions/{district.session}/registrations", person(n))


async def until(ask: Callable[[], Awaitable[T]], why: str, *, seconds: float = 30.0, every: float = 0.05) -> T:
    """The first answer that is true. Raises AssertionError with the last one after the deadline."""
    deadline = time.monotonic() + seconds
    while True:
        answer = await ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{why}: still {answer!r} after {seconds:.0f} s")
        await asyncio.sleep(every)
