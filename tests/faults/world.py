"""A small district to act in, and callers who send mixed commands and never give up on one they sent."""

from __future__ import annotations

import asyncio
import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

PEOPLE = 4_000
SETTLE_SECONDS = 120.0
# What a command may be answered when it did not happen yet, or when it is unknown whether it did.
AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(slots=True)
class Acknowledged:
    """A command that was answered for good, with the reply."""

    kind: str
    key: str
    subject: str
    reply: dict[str, Any]


@dataclass(slots=True)
class Journal:
    """What the callers know: every command that was acknowledged, and how often they had to ask again."""

    done: list[Acknowledged] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    asked_again: int = 0

    def of(self, kind: str) -> list[Acknowledged]:
        """The acknowledged commands of one kind."""
        return [entry for entry in self.done if entry.kind == kind]


class Gateway:
    """The gateway as one signed-in account sees it."""

    def __init__(self, url: str, username: str, password: str, journal: Journal) -> None:
        self._url, self._credentials, self.journal = url.rstrip("/"), (username, password), journal
        self.username = username
        self._http: aiohttp.ClientSession | None = None
        self._lock = asyncio.Lock()

    async def _session(self) -> aiohttp.ClientSession:
        async with self._lock:
            if self._http is None:
                http = aiohttp.ClientSession(
                    cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=aiohttp.ClientTimeout(total=15)
                )
                body = {"username": self._credentials[0], "password": self._credentials[1]}
                async with http.post(f"{self._url}/api/session", json=body) as answer:
                    answer.raise_for_status()
                    http.headers["X-CSRF-Token"] = (await answer.json())["csrf_token"]
                self._http = http
            return self._http

    async def command(self, kind: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any] | None:
        """Send one command under one key until it is answered for good; the reply, or None when a rule refused it.

        Raises TimeoutError when it is not settled within SETTLE_SECONDS.
        """
        key = str(uuid.uuid4())
        http = await self._session()
        async with asyncio.timeout(SETTLE_SECONDS):
            while True:
                try:
                    async with http.post(
                        f"{self._url}/api{path}", json=body, headers={"Idempotency-Key": key}
                    ) as answer:
                        reply = await answer.json(content_type=None)
                        status = answer.status
                except (aiohttp.ClientError, TimeoutError, ValueError):
                    status, reply = 0, {}
                if status == 201:
                    self.journal.done.append(Acknowledged(kind, key, self.username, reply))
                    return dict(reply)
                code = reply.get("code", "")
                if status and status not in AGAIN and code != "command-in-flight":
                    self.journal.refused[code] = self.journal.refused.get(code, 0) + 1
                    return None
                self.journal.asked_again += 1
                await asyncio.sleep(0.05 + random.random() * 0.2)

    async def get(self, path: str) -> Any:
        """The answer to a query. Raises aiohttp.ClientError where it is not 200."""
        http = await self._session()
        async with http.get(f"{self._url}/api{path}") as answer:
            answer.raise_for_status()
            return await answer.json()

    async def close(self) -> None:
        if self._http is not None:
            await self._http.close()


@dataclass(slots=True)
class World:
    """The ids callers act on, and the money that waits for its next step."""

    sessions: list[str] = field(default_factory=list)
    rounds: list[str] = field(default_factory=list)
    establishments: list[str] = field(default_factory=list)
    projects: list[str] = field(default_factory=list)
    funds: list[str] = field(default_factory=list)
    organisation: str = ""
    registered: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)
    approved: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)


async def build(gateway: Gateway) -> World:
    """Make the district."""
    world, tag = World(), uuid.uuid4().hex[:8]
    now = datetime.now(UTC)

    async def make(what: str, path: str, /, **body: Any) -> dict[str, Any]:
        reply = await gateway.command(what, path, body or None)
        assert reply is not None, gateway.journal.refused
        return reply

    organisation = await make("organisation", "/activities/organisations", name=f"单位{tag}", kind="partner-unit")
    world.organisation = organisation["organisation_id"]
    own = {"organisation_id": world.organisation, "programme": f"campaign-{tag}"}
    for number in range(3):
        venue = await make("venue", "/activities/venues", name=f"阵地{tag}-{number}", kind="service-station")
        activity = await make("activity", "/activities/activities", title=f"活动{number}", **own)
        await make("publish", f"/activities/activities/{activity['activity_id']}/publish")
        for capacity in (5, 200, 5_000):
            session = await make(
                "session",
                f"/activities/activities/{activity['activity_id']}/sessions",
                venue_id=venue["venue_id"],
                # Apart from one another, so that one may come to all (ACT-14), and each within the doors' two hours.
                starts_at=(starts := now + timedelta(minutes=15 + 11 * len(world.sessions))).isoformat(),
                ends_at=(starts + timedelta(minutes=11)).isoformat(),
                capacity=capacity,
            )
            world.sessions.append(session["session_id"])
    for number in range(3):
        a_round = await make(
            "round", "/inspections/rounds", title=f"轮次{number}", opens_at=(now - timedelta(days=1)).isoformat(),
            closes_at=(now + timedelta(days=1)).isoformat(), **own,
        )  # fmt: skip
        world.rounds.append(a_round["round_id"])
        place = await make(
            "establishment",
            "/inspections/establishments",
            name=f"餐馆{tag}-{number}",
            kind="restaurant",
            risk_class="B",
        )
        world.establishments.append(place["establishment_id"])
        project = await make("project", "/relief/projects", title=f"项目{number}", need_fen=3_000_000, **own)
        world.projects.append(project["project_id"])
        fund = await make("fund", "/relief/funds", title=f"资金{number}", purpose="general", **own)
        world.funds.append(fund["fund_id"])
        await make(
            "donation", f"/relief/funds/{fund['fund_id']}/donations",
            organisation_id=world.organisation, amount_fen=500_000,
        )  # fmt: skip
    return world


def person(number: int) -> dict[str, str]:
    return {"name": f"甲{number}", "phone": f"1980{number:07d}"}


class Caller:
    """One caller: picks a command, sends it, remembers what can be done next.

    `rest` is how many seconds it waits after each command. Short campaigns wait: callers that ask as fast as they can
    take both cores from the processes that come back, and a short campaign then waits for imports.
    """

    def __init__(self, number: int, world: World, accounts: dict[str, Gateway], rest: float = 0.0) -> None:
        self._random = random.Random(number)
        self._world, self._as, self._rest = world, accounts, rest

    async def step(self) -> None:
        """Send one command of some kind, and rest."""
        steps = [
            (46, self._register), (10, self._cancel), (10, self._check_in), (14, self._nominate), (7, self._donate),
            (4, self._claim), (5, self._request), (2, self._approve), (2, self._pay),
        ]  # fmt: skip
        chosen = self._random.choices([s for _, s in steps], [w for w, _ in steps])[0]
        await chosen()
        await asyncio.sleep(self._rest)

    def _person(self) -> dict[str, str]:
        return person(self._random.randrange(PEOPLE))

    def _taken(self, waiting: list[str]) -> str | None:
        return waiting.pop(self._random.randrange(len(waiting))) if waiting else None

    async def _register(self) -> None:
        session = self._random.choice(self._world.sessions)
        reply = await self._as["operator"].command(
            "register", f"/activities/sessions/{session}/registrations", self._person()
        )
        if reply is not None:
            self._world.registered.append(reply["registration_id"])

    async def _cancel(self) -> None:
        if registration := self._taken(self._world.registered):
            await self._as["operator"].command("cancel", f"/activities/registrations/{registration}/cancel")

    async def _check_in(self) -> None:
        if registration := self._taken(self._world.registered):
            path = f"/activities/registrations/{registration}/check-in"
            await self._as["operator"].command("check-in", path, {})

    async def _nominate(self) -> None:
        body: dict[str, Any] = self._person()
        body |= {"establishment_id": self._random.choice(self._world.establishments), "category": "pastry"}
        a_round = self._random.choice(self._world.rounds)
        await self._as["operator"].command("nominate", f"/inspections/rounds/{a_round}/nominations", body)

    async def _donate(self) -> None:
        body = {"organisation_id": self._world.organisation, "amount_fen": self._random.randrange(1, 10_000)}
        fund = self._random.choice(self._world.funds)
        await self._as["operator"].command("donation", f"/relief/funds/{fund}/donations", body)

    async def _claim(self) -> None:
        if self._world.claimed and self._random.random() < 0.3:
            claim = self._taken(self._world.claimed)
            verb = self._random.choice(["withdraw", "fulfil"])
            await self._as["operator"].command(verb, f"/relief/claims/{claim}/{verb}")
            return
        body = {"organisation_id": self._world.organisation, "amount_fen": self._random.randrange(1, 30_000)}
        project = self._random.choice(self._world.projects)
        reply = await self._as["operator"].command("claim", f"/relief/projects/{project}/claims", body)
        if reply is not None:
            self._world.claimed.append(reply["claim_id"])

    async def _request(self) -> None:
        body: dict[str, Any] = {"amount_fen": self._random.randrange(1, 20_000), "purpose": "medical"}
        body["payee"] = self._person()
        fund = self._random.choice(self._world.funds)
        reply = await self._as["submitter"].command("request", f"/relief/funds/{fund}/disbursements", body)
        if reply is not None:
            self._world.requested.append(reply["disbursement_id"])

    async def _approve(self) -> None:
        if disbursement := self._taken(self._world.requested):
            verb = self._random.choice(["approve", "approve", "approve", "reject"])
            reply = await self._as["approver"].command(verb, f"/relief/disbursements/{disbursement}/{verb}")
            if reply is not None and verb == "approve":
                self._world.approved.append(disbursement)

    async def _pay(self) -> None:
        if disbursement := self._taken(self._world.approved):
            await self._as["payer"].command("pay", f"/relief/disbursements/{disbursement}/pay")
