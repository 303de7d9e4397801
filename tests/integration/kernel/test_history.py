"""The history of a thing: its events from the outbox, of what the caller may read, without people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from httpx2 import Response

from kernel.history import PERSON
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import activity, fund, ident, person, planned, project, published, requested, session

SCHEMAS = Path(__file__).resolve().parents[3] / "contracts" / "schemas"


async def asked(
    room: Room, path: str, permissions: Iterable[str] | None = None, *, organisation: str | None = None, **params: int
) -> Response:
    """The answer of a history to a caller."""
    scope = room.permissions if permissions is None else permissions
    token = room.signer.issue("somebody", scope, organisation=UUID(organisation) if organisation else None)
    return await room.http.get(f"/history/{path}", params=params, headers={"Authorization": f"Bearer {token}"})


async def reported(room: Room, path: str, **params: int) -> list[str]:
    """The short types of a thing's events, the newest first."""
    return [one["type"].split(".")[1] for one in await room.get(f"/history/{path}", **params)]


def refusal(answer: Response) -> tuple[int, str]:
    """Status and code."""
    return answer.status_code, answer.json()["code"]


async def test_an_activity_with_its_sessions_in_order_page_by_page_without_people(serve: Serve) -> None:
    async with serve("activities") as room:
        of = await activity(room)
        made = await session(room, 5, of=of)
        other = await session(room, 5)
        await room.done(f"/sessions/{made}/registrations", person(1))
        await room.done(f"/sessions/{other}/registrations", person(2))
        whole = ["registration-confirmed", "session-scheduled", "activity-published"]
        assert await reported(room, f"activity/{of}") == whole
        assert await reported(room, f"session/{made}") == whole[:2]
        [newest] = await room.get(f"/history/activity/{of}", limit=1)
        assert newest["subject"] == f"session/{made}"
        assert PERSON not in newest["data"]
        assert newest["data"]["channel"] == "self"
        assert await reported(room, f"activity/{of}", before=newest["number"]) == whole[1:]
        assert await reported(room, f"venue/{ident('venue')}") == ["venue-opened"]
        # Another room's table, a kind that is none, a thing that is none.
        for path in (f"outbox/{of}", f"person/{of}", f"venue/{of}", f"activity/{uuid4()}"):
            assert refusal(await asked(room, path)) == (404, "thing-unknown"), path


async def test_of_what_the_caller_may_read(serve: Serve) -> None:
    async with serve("activities") as room:
        ours, scope = str(uuid4()), ["activities:read"]
        await room.done("/organisations", {"organisation_id": ours, "name": "爱心企业", "kind": "partner-unit"})
        body = {"name": "接力站", "kind": "relay-station", "organisation_id": ours}
        venue = (await room.done("/venues", body))["venue_id"]
        need = (await room.done("/needs", {"title": "加装扶手", "category": "environment"}))["need_id"]
        assert (await asked(room, f"venue/{venue}", scope, organisation=ours)).status_code == 200
        stranger = await asked(room, f"venue/{venue}", scope, organisation=str(uuid4()))
        assert refusal(stranger) == (403, "another-organisation")
        assert refusal(await asked(room, f"need/{need}", scope)) == (403, "permission-missing")
        assert (await asked(room, f"need/{need}", [*scope, "activities:read-needs"])).status_code == 200
        assert refusal(await asked(room, f"venue/{venue}", ["activities:search"])) == (403, "permission-missing")


async def test_single_votes_are_in_no_history(serve: Serve) -> None:
    async with serve("inspections") as room:
        of = await planned(room)
        assert await reported(room, f"round/{of}") == ["round-planned", "pool-published", "round-opened"]
        assert ("nomination-made") in [short for _, short in await room.events(f"round/{of}")]


async def test_a_business_with_its_samples_and_what_followed(serve: Serve) -> None:
    async with serve("inspections") as room:
        taken = await published(room, "unqualified")
        followed = ["disposal-opened", "result-published", "sample-taken"]
        assert sorted(await reported(room, f"sample/{taken}")) == followed
        shop = await reported(room, f"establishment/{ident('noodles')}")
        assert sorted(shop) == sorted([*followed, "establishment-registered"])


async def test_a_fund_and_a_project(serve: Serve) -> None:
    async with serve("relief") as room:
        of = await fund(room, 1_000)
        await requested(room, 10, of=of)
        assert await reported(room, f"fund/{of}") == ["disbursement-requested", "donation-received", "fund-opened"]
        assert await reported(room, f"project/{await project(room, 500)}") == ["project-opened"]
        parties = {"title": "共建", "organisation_ids": [ident("one"), ident("other")]}
        made = (await room.done("/agreements", parties))["agreement_id"]
        assert await reported(room, f"agreement/{made}") == ["agreement-drafted"]


def test_events_name_people_by_one_field() -> None:
    """A history leaves this field out: another one that stands for a person would be shown."""

    def people(inner: dict[str, Any]) -> Iterable[str]:
        for name, one in inner.get("properties", {}).items():
            if "pseudonym" in one.get("description", "") or "person_" in name or "subject" in name:
                yield name
            yield from (f"{name}.{deeper}" for deeper in (*people(one), *people(one.get("items", {}))))

    named = {one for schema in SCHEMAS.glob("*/*.json") for one in people(json.loads(schema.read_text("utf-8")))}
    assert named == {PERSON}
