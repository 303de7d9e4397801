"""Where a room's tests begin: people with valid ID numbers, a session with seats, a round, a fund with money."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from tests.kit.rooms import Room

NAMES = UUID("6f3b7d0e-5d1e-4f0c-9d3e-1f5f7f6b8a10")
HOUR = timedelta(hours=1)
SLOT = timedelta(minutes=1)


def ident(name: str) -> str:
    """An id that is the same in every run."""
    return str(uuid5(NAMES, name))


ORGANISATION = ident("organisation")


def id_number(n: int) -> str:
    """The n-th valid resident ID number; the check digit by ISO 7064's recursive method, not by our table.

    From 60,000 on they come again.
    """
    day, sequence = 1, n % 1000
    if sequence in (0, 999):
        # These are free; they get the two first numbers of the next day.
        day, sequence = 2, 1 + sequence // 999
    body = f"310106{1930 + n // 1000 % 60}01{day:02d}{sequence:03d}"
    rest = 0
    for digit in body:
        rest = (rest + int(digit)) * 2 % 11
    check = (12 - rest) % 11
    return body + ("X" if check == 10 else str(check))


def person(n: int) -> dict[str, Any]:
    """The n-th resident."""
    return {"name": f"居民{n}", "id_number": id_number(n)}


def at(moment: datetime) -> str:
    """An instant as a caller writes it."""
    return moment.isoformat()


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


async def activity(room: Room, *, published: bool = True) -> str:
    """An activity of an organisation; answers its id."""
    organisation = {"organisation_id": ORGANISATION, "name": "升平居委", "kind": "residents-committee"}
    if not await room.count("organisation"):
        await room.done("/organisations", organisation)
        await room.done("/venues", {"venue_id": ident("venue"), "name": "白领驿站", "kind": "service-station"})
    draft = {"title": "智能手机课", "programme": "suishenxue", "organisation_id": ORGANISATION}
    made: str = (await room.done("/activities", draft))["activity_id"]
    if published:
        await room.done(f"/activities/{made}/publish")
    return made


async def session(room: Room, capacity: int, *, of: str | None = None, starts: timedelta = HOUR) -> str:
    """A session with `capacity` seats that starts in an hour; answers its id.

    It lasts a minute that no other session of the room has: the same people may come to all of them (ACT-14).
    """
    start = now() + starts + SLOT * await room.count("session")
    times = {"starts_at": at(start), "ends_at": at(start + SLOT)}
    schedule = {"venue_id": ident("venue"), "capacity": capacity, "despite": "tests share one venue", **times}
    of = of or await activity(room)
    scheduled: str = (await room.done(f"/activities/{of}/sessions", schedule))["session_id"]
    return scheduled


# What people may name in a round here; the house's usual list has neither noodles nor fish.
NAMED = ["noodles", "fish", "fruit", "dumplings", "meat", "dairy", "pastry", "other"]


async def round_(room: Room, *, opens: timedelta = -HOUR, closes: timedelta = HOUR, **about: Any) -> str:
    """A round that is open now, and two establishments ("noodles", "market"); answers the round's id."""
    if not await room.count("establishment"):
        for name, kind in (("noodles", "restaurant"), ("market", "supermarket")):
            shop = {"establishment_id": ident(name), "name": name, "kind": kind, "risk_class": "B"}
            await room.done("/establishments", shop)
    times = {"opens_at": at(now() + opens), "closes_at": at(now() + closes)}
    body = {"title": "你点我检", "programme": "food-safety-week-2021", "organisation_id": ORGANISATION, **times}
    body |= {"categories": NAMED} | about
    opened: str = (await room.done("/rounds", body))["round_id"]
    return opened


async def sample(room: Room, of: str | None = None) -> str:
    """A sample of a round; answers its id."""
    of = of or await round_(room)
    body = {"round_id": of, "establishment_id": ident("noodles"), "category": "noodles"}
    taken: str = (await room.done("/samples", body))["sample_id"]
    return taken


async def laboratory(room: Room, name: str = "laboratory") -> str:
    """A laboratory that has been in force for years; answers its id."""
    if not await room.count("laboratory", "id = $1", ident(name)):
        body = {"laboratory_id": ident(name), "name": name, "in_force_from": "2021-01-01"}
        await room.done("/laboratories", body)
    return ident(name)


async def received(room: Room, of: str | None = None) -> str:
    """A sample that "laboratory" has received; answers its id."""
    made = await sample(room, of)
    await room.done(f"/samples/{made}/receive", {"laboratory_id": await laboratory(room)}, who="analyst")
    return made


def finding(verdict: str) -> dict[str, Any]:
    """What a laboratory found: one item that was in order, and one that the verdict follows from."""
    lead = {"item": "铅（以 Pb 计）", "method": "GB 5009.12", "value": "0.08", "unit": "mg/kg", "limit": "≤0.2"}
    value = "20" if verdict == "qualified" else "320"
    coli = {"item": "大肠菌群", "method": "GB 4789.3", "value": value, "unit": "CFU/g", "limit": "≤100"}
    return {"verdict": verdict, "items": [lead | {"verdict": "qualified"}, coli | {"verdict": verdict}]}


async def published(room: Room, verdict: str = "unqualified", of: str | None = None) -> str:
    """A sample whose result was found by "analyst", verified by "verifier" and published; answers its id."""
    made = await received(room, of)
    await room.done(f"/samples/{made}/result", finding(verdict), who="analyst")
    await room.done(f"/samples/{made}/verify", who="verifier")
    await room.done(f"/samples/{made}/publish", who="verifier")
    return made


async def asked(room: Room, sample_id: str, verdict: str, *, who: str = "analyst") -> str:
    """A correction that `who` asked for; answers the path of its decision, without the verb."""
    body = finding(verdict) | {"note": "抄录时写错"}
    made = await room.done(f"/samples/{sample_id}/corrections", body, who=who)
    return f"/corrections/{made['correction_id']}"


async def corrected(room: Room, sample_id: str, verdict: str = "qualified") -> None:
    """A published result that "analyst" had corrected and "verifier" approved."""
    await room.done(f"{await asked(room, sample_id, verdict)}/approve", who="verifier")


PLAN = {"places": 1, "batches": 2, "minimum": 0}


async def planned(room: Room, plan: dict[str, Any] | None = None) -> str:
    """A round with one nomination that was frozen and planned; answers its id."""
    made = await round_(room)
    slip = person(1) | {"establishment_id": ident("noodles"), "category": "noodles"}
    await room.done(f"/rounds/{made}/nominations", slip)
    await room.done(f"/rounds/{made}/freeze")
    await room.done(f"/rounds/{made}/plan", plan or PLAN)
    return made


async def drawn(room: Room, plan: dict[str, Any] | None = None, *, of: str | None = None) -> str:
    """A round whose places are drawn, with entropy that was to come a moment ago; answers its id."""
    made = of or await planned(room, plan)
    soon = now() + timedelta(milliseconds=400)
    await room.done(f"/rounds/{made}/commit", {"entropy_source": "双色球", "entropy_at": at(soon)})
    while now() <= soon:
        await asyncio.sleep(0.01)
    await room.done(f"/rounds/{made}/draw", {"entropy": [["2", "5", "12"], ["7"]]})
    return made


async def project(room: Room, need_fen: int) -> str:
    """A project that needs so much; answers its id."""
    body = {"title": "福民", "programme": "fumin-projects", "organisation_id": ORGANISATION, "need_fen": need_fen}
    opened: str = (await room.done("/projects", body))["project_id"]
    return opened


async def fund(room: Room, available_fen: int = 0) -> str:
    """A fund with so much to spend; answers its id."""
    about = {"title": "帮困", "purpose": "general", "programme": "fumin-projects", "organisation_id": ORGANISATION}
    opened: str = (await room.done("/funds", about))["fund_id"]
    if available_fen:
        await room.done(f"/funds/{opened}/donations", {"organisation_id": ORGANISATION, "amount_fen": available_fen})
    return opened


def application(amount_fen: int, n: int = 1) -> dict[str, Any]:
    """A request of so much for the n-th resident."""
    return {"amount_fen": amount_fen, "purpose": "medical", "payee": person(n)}


async def requested(room: Room, amount_fen: int = 10, *, of: str | None = None, who: str = "submitter") -> str:
    """A disbursement that `who` requested; answers its id."""
    of = of or await fund(room, amount_fen)
    made: str = (await room.done(f"/funds/{of}/disbursements", application(amount_fen), who=who))["disbursement_id"]
    return made


def household(*members: int, monthly_fen: int = 100_000, months: int = 1) -> dict[str, Any]:
    """A case of the residents numbered so."""
    return {
        "category": "medical",
        "neighbourhood_id": ident("neighbourhood"),
        "neighbourhood": "延中居委会",
        "members": [person(n) for n in members],
        "need": "突发重病，自付费用过高",
        "evidence": ["医院收据"],
        "monthly_fen": monthly_fen,
        "months": months,
    }


async def granted(room: Room, *members: int, noticed: bool = True, **how: int) -> str:
    """A case that "submitter" opened, "validator" validated and "approver" approved; answers its id.

    With `noticed`, its window is over: the notice is there and was moved into the past.
    """
    made: str = (await room.done("/cases", household(*members, **how), who="submitter"))["case_id"]
    await room.done(f"/cases/{made}/validate", who="validator")
    await room.done(f"/cases/{made}/approve", who="approver")
    if noticed:
        await room.done(f"/cases/{made}/notice", who="approver")
        await room.conn.execute("update notice set opens_on = opens_on - 30, closes_on = closes_on - 30")
    return made
