"""One search a room: by name, pinyin, initials, number and id; of what the caller may read, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from kernel import migrations
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import (
    HOUR,
    activity,
    granted,
    household,
    ident,
    person,
    project,
    round_,
    sample,
    session,
)

Row = tuple[str, str]
PAST = "update session set starts_at = now() - interval '2 h', ends_at = now() - interval '1 h'"


async def search(
    room: Room, text: str, *, permissions: Iterable[str] | None = None, organisation: str | None = None
) -> list[dict[str, Any]]:
    """What a caller finds."""
    scope = room.permissions if permissions is None else {f"{room.name}:search", *permissions}
    token = room.signer.issue("somebody", scope, organisation=UUID(organisation) if organisation else None)
    answer = await room.http.post("/search", json={"text": text}, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def found(room: Room, text: str, **how: Any) -> list[Row]:
    """Kind and name of each, in order."""
    return [(one["kind"], one["name"]) for one in await search(room, text, **how)]


async def test_activities_by_name_pinyin_initials_and_id(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        await room.done("/needs", {"title": "电梯加装座椅", "category": "environment"})
        both = [("activity", "智能手机课"), ("session", "智能手机课")]
        for text in ("手机", "shouji", "znsj", "智能手机课"):
            assert sorted(await found(room, text)) == both, text
        assert await found(room, "bailing") == [("venue", "白领驿站")]
        assert await found(room, "SPJW") == [("organisation", "升平居委")]
        assert await found(room, "座椅") == [("need", "电梯加装座椅")]
        [by_id] = await search(room, made)
        assert (by_id["kind"], by_id["id"], by_id["state"], by_id["detail"]) == ("session", made, "coming", "白领驿站")
        assert await found(room, str(uuid4())) == []
        assert await found(room, "' | 'a':* & !") == []


async def test_people_by_name_and_by_the_end_of_the_phone(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        for name, phone in (("曾小红", "13800001234"), ("王红", "13900005678")):
            await room.done(f"/sessions/{made}/registrations", {"name": name, "phone": phone})
        assert await found(room, "zengxiaohong") == [("person", "曾小红")]
        assert await found(room, "曾小紅") == [("person", "曾小红")]
        assert await found(room, "红") == [("person", "王红"), ("person", "曾小红")]
        assert [(one["name"], one["number"]) for one in await search(room, "5678")] == [("王红", "5678")]
        assert await found(room, "13900005678") == []
        assert await found(room, "红", permissions=["activities:read", "activities:read-needs"]) == []
        # A person who was erased is not found from the same commit on.
        await room.conn.execute(
            "update session set starts_at = now() - interval '2 h', ends_at = now() - interval '1 h'"
        )
        await room.done("/erasures", {"person": {"name": "王红", "phone": "13900005678"}, "reason": "asked-in-person"})
        assert await found(room, "wanghong") == await found(room, "5678") == []
        assert await room.count("person", "found_by @@ '''王红'':*'::tsquery") == 0


async def test_the_best_first_and_what_is_over_after_what_is_not(serve: Serve) -> None:
    async with serve("activities") as room:
        for name in ("城市书房", "书房", "小书房", "静安 书房", "书房二楼"):
            await room.done("/venues", {"name": name, "kind": "service-station"})
        ranked = [(one["name"], one["rank"]) for one in await search(room, "书房")]
        assert ranked == [("书房", 0), ("书房二楼", 1), ("静安 书房", 2), ("小书房", 3), ("城市书房", 3)]
        of = await activity(room)
        past, soon, later = [await session(room, 5, of=of, starts=HOUR * n) for n in (1, 2, 30)]
        await room.conn.execute(f"{PAST} where id = $1", UUID(past))
        sessions = [one for one in await search(room, "手机") if one["kind"] == "session"]
        assert [one["id"] for one in sessions] == [soon, later, past]
        assert [one["ended"] for one in sessions] == [False, False, True]


async def test_people_of_an_organisation_find_what_is_its_own(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        ours = str(uuid4())
        await room.done("/organisations", {"organisation_id": ours, "name": "手机维修行会", "kind": "partner-unit"})
        body = {"name": "手机角", "kind": "relay-station", "organisation_id": ours}
        venue = (await room.done("/venues", body))["venue_id"]
        await room.done(f"/sessions/{made}/registrations", person(1) | {"name": "王手机"})
        scope = {"permissions": ["activities:read", "activities:read-registrations", "activities:read-organisations"]}
        own = [("venue", "手机角"), ("organisation", "手机维修行会")]
        assert await found(room, "手机", organisation=ours, **scope) == own
        assert await found(room, made, organisation=ours, **scope) == []
        await room.conn.execute("update session set venue_id = $1", UUID(venue))
        more = [("activity", "智能手机课"), ("session", "智能手机课"), ("person", "王手机")]
        assert sorted(await found(room, "手机", organisation=ours, **scope)) == sorted([*own, *more])
        stranger = str(uuid4())
        assert await found(room, "手机", organisation=stranger, **scope) == []


async def test_inspections(serve: Serve) -> None:
    async with serve("inspections") as room:
        of = await round_(room)
        taken = await sample(room, of)
        assert await found(room, "mark") == [("establishment", "market")]
        assert await found(room, "dianwojian") == await found(room, "ndwj") == [("round", "你点我检")]
        [one] = await search(room, taken)
        assert (one["kind"], one["name"], one["state"]) == ("sample", "noodles", "taken")
        assert await found(room, "market", permissions=["activities:read"]) == []
        # A name that changes is found as it is now.
        await room.conn.execute("update establishment set name = '沈大成' where name = 'market'")
        assert await found(room, "shendacheng") == [("establishment", "沈大成")]
        assert await found(room, "market") == []


async def test_cases_by_their_whole_number_alone_and_no_family_by_name(serve: Serve) -> None:
    async with serve("relief") as room:
        case = await granted(room, 1)
        number = await room.conn.fetchval("select number from relief_case where id = $1", UUID(case))
        assert await found(room, number) == await found(room, case) == [("case", number)]
        assert await found(room, number[:-1]) == []
        assert await found(room, number, permissions=["relief:read"]) == []
        for member in household(1)["members"]:
            assert [one for one in await found(room, member["name"]) if one[0] in ("case", "person")] == []


async def test_a_partner_finds_its_own_agreements_and_projects(serve: Serve) -> None:
    async with serve("relief") as room:
        one, other, stranger = ident("party"), ident("other party"), str(uuid4())
        await room.done("/agreements", {"title": "党建共建协议", "organisation_ids": [one, other]})
        made = await project(room, 1_000)
        title = await room.conn.fetchval("select title from project")
        own = {"permissions": ["relief:own"]}
        assert await found(room, "gongjian", organisation=one, **own) == [("agreement", "党建共建协议")]
        assert await found(room, "gongjian", organisation=stranger, **own) == []
        # Without an organisation nothing is its own.
        assert await found(room, "gongjian", **own) == []
        assert await found(room, title, organisation=one, **own) == []
        await room.done(f"/projects/{made}/claims", {"organisation_id": one, "amount_fen": 500})
        assert await found(room, title, organisation=one, **own) == [("project", title)]


async def test_what_was_there_before_the_migration_is_found(serve: Serve) -> None:
    """A released database has no key of any name: each search reads some, and the background the others."""
    async with serve("inspections") as room:
        names = (
            "insert into establishment (id, name, kind, risk_class, source, registered_at) select gen_random_uuid(),"
        )
        await room.conn.execute(names + " '面馆' || n, 'restaurant', 'A', 'demo', now() from generate_series(1, 450) n")
        assert await found(room, "面馆7") != []
        for _ in range(3):
            await search(room, "面馆")
        assert await room.count("establishment", "found_by is null") == 0
        assert await found(room, "mianguan450") == [("establishment", "面馆450")]
    folders = migrations.FOLDERS
    assert all(any("found_by" in path.name for path in folders[room][1].iterdir()) for room in ("activities", "relief"))
