"""Every rule that activities' database knows by name is reached by a request, or is a last guard that holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.kit.guards import broken_by, guards
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, ORGANISATION, activity, at, ident, now, person, session

# The request never gets there: a rule before it answers first. Each is broken by hand below.
LAST_GUARDS = {
    "session-full": "update session set confirmed = capacity + 1",
    "session-cancelled": "update session set cancelled_at = now(), ended_at = now()",
    "session-ends-before-start": "update session set ends_at = starts_at",
    "activity-unknown": "update session set activity_id = gen_random_uuid()",
    # Amenities are inserted with their venue.
    "venue-unknown": "insert into amenity (venue_id, kind, state) values (gen_random_uuid(), 'water', 'working')",
    "session-full-online": "update session set online_confirmed = online_capacity + 1",
    "need-history-is-final": "truncate need_step",
    "membership-history-is-final": "truncate membership",
    "closes-before-it-opens": "with v as (insert into schedule_version select id, '2021-01-01' from venue returning *)"
    " insert into schedule select venue_id, from_day, 'working', '10:00', '09:00' from v",
    "schedule-overlaps": "with v as (insert into schedule_version select id, '2021-01-01' from venue returning *)"
    " insert into schedule select venue_id, from_day, 'rest', '09:00', closes from v,"
    " (values (time '10:00'), ('11:00')) c (closes)",
    "committee-unknown": "insert into committee_seat (committee_id, organisation_id, building, joined_at)"
    " select gen_random_uuid(), id, 'x', now() from organisation limit 1",
}
# Reached where what they guard is tested at length.
ELSEWHERE = {
    "overlapping-registration": "test_waitlist.py",
    "already-waiting": "test_waitlist.py",
    "feedback-already-given": "test_residents.py",
    "visit-already-exists": "test_venues.py",
    "account-is-another-person": "test_residents.py",
    "person-has-another-account": "test_residents.py",
}


async def test_every_named_rule_is_reached_or_is_a_last_guard(serve: Serve) -> None:
    async with serve("activities") as room:
        of = await activity(room)
        made = await session(room, 5, of=of)
        for guard, sql in LAST_GUARDS.items():
            assert await broken_by(room.conn, sql) == guard

        fresh, other = str(uuid4()), str(uuid4())
        organisation = {"organisation_id": fresh, "name": "长征医院", "kind": "partner-unit"}
        venue = {"venue_id": fresh, "name": "慈善超市", "kind": "supermarket"}
        draft = {"activity_id": fresh, "title": "党课", "programme": "x", "organisation_id": ORGANISATION}
        times = {"starts_at": at(now() + HOUR), "ends_at": at(now() + 2 * HOUR)}
        schedule = {
            "session_id": fresh,
            "venue_id": ident("venue"),
            "capacity": 1,
            "despite": "tests share one venue",
            **times,
        }
        sessions, people = f"/activities/{of}/sessions", f"/sessions/{made}/registrations"
        for first, body in (("/organisations", organisation), ("/venues", venue), ("/activities", draft)):
            await room.done(first, body)
        await room.done(sessions, schedule)
        await room.done(people, person(1))
        asked = {
            "organisation-already-exists": ("/organisations", organisation | {"name": "另一个"}),
            "organisation-name-taken": ("/organisations", organisation | {"organisation_id": other}),
            "organisation-unknown": ("/activities", draft | {"activity_id": other, "organisation_id": other}),
            "venue-already-exists": ("/venues", venue | {"name": "另一个"}),
            "venue-name-taken": ("/venues", venue | {"venue_id": other}),
            "venue-unknown": (sessions, schedule | {"session_id": other, "venue_id": other}),
            "activity-already-exists": ("/activities", draft),
            "session-already-exists": (sessions, schedule),
            "already-registered": (people, person(1)),
        } | await alliance_and_hours(room, venue | {"venue_id": other, "name": "某处"})
        for code, (path, wrong) in asked.items():
            assert await room.refused(path, wrong) == (422, code)
        assert asked.keys() | LAST_GUARDS.keys() | ELSEWHERE.keys() == await guards(room.conn)
        here = Path(__file__).parent
        assert all(code in (here / file).read_text(encoding="utf-8") for code, file in ELSEWHERE.items())


async def alliance_and_hours(room: Room, venue: dict[str, Any]) -> dict[str, tuple[str, object]]:
    """The rules of members, committees, hours and needs, each with what breaks it."""
    one, other = ident("organisation"), str(uuid4())
    committee = {"committee_id": other, "name": "联合党委", "building": "恒隆广场"}
    alert = {"alert_id": other, "level": "red", "day": "2021-07-23"}
    need = {"need_id": other, "title": "楼道灯", "category": "repair"}
    joins = {"organisation_id": one}
    await room.done("/committees", committee)
    await room.done(f"/committees/{other}/members", joins)
    second = (await room.done("/committees", {"name": "又一个", "building": "恒隆广场"}))["committee_id"]
    await room.done("/heat-alerts", alert)
    await room.done("/needs", need)
    await room.done(f"/needs/{other}/steps", {"to": "accepted"})
    anonymous = str(uuid4())
    return {
        "map-place-incomplete": ("/venues", venue | {"map_x": 5}),
        "committee-already-exists": ("/committees", committee | {"name": "另一个"}),
        "committee-name-taken": ("/committees", committee | {"committee_id": anonymous}),
        "already-in-a-committee-there": (f"/committees/{second}/members", joins),
        "term-ends-before-it-begins": (
            f"/organisations/{one}/membership",
            {"node": "core", "since": "2021-07-02", "until": "2021-07-01"},
        ),
        "exception-ends-before-it-begins": (
            f"/venues/{ident('venue')}/closures",
            {"from_day": "2021-07-02", "to_day": "2021-07-01", "reason": "x"},
        ),
        "alert-already-exists": ("/heat-alerts", alert | {"day": "2021-07-24"}),
        "alert-already-declared": ("/heat-alerts", alert | {"alert_id": anonymous}),
        "need-already-exists": ("/needs", need),
        "matched-organisation-unknown": (
            f"/needs/{other}/steps",
            {"to": "matched", "matched_organisation_id": anonymous},
        ),
    }


async def test_an_unpublished_activity_takes_no_one(serve: Serve) -> None:
    async with serve("activities") as room:
        draft = await activity(room, published=False)
        made = await session(room, 5, of=draft)
        path = f"/sessions/{made}/registrations"
        assert await room.refused(path, person(1)) == (422, "activity-not-published")
        assert await room.get("/needs-hand") == [{"kind": "draft-with-sessions", "count": 1}]
        await room.done(f"/activities/{draft}/publish")
        assert await room.refused(f"/activities/{draft}/publish") == (409, "activity-already-published")
        await room.done(path, person(1))


async def test_paper_is_typed_in_later_never_earlier_nor_after_the_end(serve: Serve) -> None:
    async with serve("activities") as room:
        past = await session(room, 5, starts=-3 * HOUR)
        path = f"/sessions/{past}/registrations"
        assert await room.refused(path, person(1)) == (422, "session-over")
        await room.done(path, person(1) | {"registered_at": at(now() - 4 * HOUR)})
        future = person(2) | {"registered_at": at(now() + HOUR)}
        assert await room.refused(path, future) == (422, "registered-in-the-future")


async def test_rule_31_who_is_registered_is_shown_to_the_door_alone(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        path = f"/sessions/{made}/registrations"
        reply = await room.post(path, person(1))
        door = await room.get(path)
        assert [p["name"] for p in door] == [person(1)["name"]]
        elsewhere = room.token("other", room.permissions - {"activities:read-registrations"})
        closed = await room.http.get(path, headers=elsewhere)
        assert (closed.status_code, closed.json()["code"]) == (403, "permission-missing")
        reported = reply.text + "".join(
            bytes(r["data"]).decode() for r in await room.conn.fetch("select data from outbox")
        )
        assert not [secret for secret in person(1).values() if secret in reported]
        assert reply.json()["subject_ref"] in reported
