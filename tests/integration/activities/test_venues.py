"""A venue's hours, amenities and visits, as people of an organisation keep them and as everybody reads them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from httpx2 import Response

from kernel.calendar import local_day
from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, activity, at, ident, now

KEEP = frozenset({"activities:keep-venue"})


async def station(room: Room) -> str:
    """A relay station of an organisation; answers its id."""
    await activity(room)
    body = {
        "name": "接力站",
        "kind": "relay-station",
        "organisation_id": ORGANISATION,
        "amenities": [{"kind": "water", "state": "working"}, {"kind": "microwave"}],
    }
    made: str = (await room.done("/venues", body))["venue_id"]
    return made


async def seen(room: Room, venue: str) -> dict[str, Any]:
    """The venue as everybody sees it."""
    return next(v for v in await room.get("/public/venues") if v["venue_id"] == venue)


async def as_member_of(room: Room, organisation: str, path: str, body: object) -> Response:
    """Ask as somebody who acts for an organisation."""
    from uuid import UUID, uuid4

    token = room.signer.issue("keeper", KEEP, organisation=UUID(organisation))
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
    return await room.http.post(path, json=body, headers=headers)


async def test_rule_38_an_amenity_reads_as_working_only_while_somebody_lately_looked(serve: Serve) -> None:
    async with serve("activities") as room:
        venue = await station(room)
        assert {a["kind"]: a["state"] for a in (await seen(room, venue))["amenities"]} == {
            "microwave": "unverified",
            "water": "unverified",  # claimed at the opening, not checked yet
        }
        checks = f"/venues/{venue}/amenity-checks"
        await room.done(checks, {"amenity": "water", "state": "working"})
        await room.done(
            checks, {"amenity": "microwave", "state": "faulty", "checked_at": at(now() - timedelta(days=29))}
        )
        states = {a["kind"]: a["state"] for a in (await seen(room, venue))["amenities"]}
        assert states == {"microwave": "faulty", "water": "working"}
        # A report that arrives late undoes nothing that was seen after it.
        await room.done(checks, {"amenity": "water", "state": "faulty", "checked_at": at(now() - timedelta(days=1))})
        assert {a["state"] for a in (await seen(room, venue))["amenities"]} == {"working", "faulty"}
        await room.conn.execute("update amenity set checked_at = checked_at - interval '8 days' where kind = 'water'")
        assert {a["state"] for a in (await seen(room, venue))["amenities"]} == {"unverified", "faulty"}
        assert await room.refused(checks, {"amenity": "hall", "state": "working"}) == (404, "amenity-unknown")
        assert await room.count("amenity_check") == 3


async def test_act_16_a_heat_alert_opens_stations_longer_and_a_closure_outranks_it(serve: Serve) -> None:
    async with serve("activities") as room:
        venue, today = await station(room), str(local_day(now()))
        assert (await seen(room, venue))["open_now"] is None
        hours = [{"days": d, "opens": "00:00", "closes": "00:01"} for d in ("working", "rest")]
        await room.done(f"/venues/{venue}/schedule", {"from_day": today, "hours": hours})
        assert (await seen(room, venue))["today"] == [{"opens": "00:00:00", "closes": "00:01:00"}]
        alert = {"level": "red", "day": today, "open_until": "23:59:59"}
        assert (await room.done("/heat-alerts", alert))["stations"] == 1
        found = await seen(room, venue)
        assert found["today"] == [{"opens": "00:00:00", "closes": "23:59:59"}]
        assert found["open_now"] is True
        await room.done(f"/venues/{venue}/closures", {"from_day": today, "to_day": today, "reason": "检修"})
        found = await seen(room, venue)
        assert (found["open_now"], found["today"]) == (False, [])
        assert [kind for _, kind in await room.events(f"venue/{venue}")] == ["venue-opened", *["schedule-changed"] * 3]


async def test_a_visit_is_a_number_and_a_kind_of_work(serve: Serve) -> None:
    async with serve("activities") as room:
        venue = await station(room)
        visits = f"/venues/{venue}/visits"
        typed = {"visit_id": ident("visit"), "category": "courier", "people": 3}
        await room.done(visits, typed)
        assert await room.refused(visits, typed) == (422, "visit-already-exists")
        assert await room.refused(f"/venues/{ident('venue')}/visits", {"category": "courier"}) == (
            422,
            "not-a-relay-station",
        )
        assert await room.refused(visits, {"category": "courier", "name": "王"}) == (422, "invalid-request")
        later = {"category": "courier", "visited_at": at(now() + timedelta(hours=1))}
        assert await room.refused(visits, later) == (422, "visited-in-the-future")
        orphan = (await room.done("/venues", {"name": "无主", "kind": "relay-station"}))["venue_id"]
        assert await room.refused(f"/venues/{orphan}/visits", {"category": "other"}) == (
            422,
            "station-without-organisation",
        )


async def test_people_of_an_organisation_keep_its_own_venues_and_no_others(serve: Serve) -> None:
    async with serve("activities") as room:
        venue = await station(room)
        for path, body in (
            ("visits", {"category": "courier"}),
            ("amenity-checks", {"amenity": "water", "state": "working"}),
            ("closures", {"from_day": "2021-07-01", "to_day": "2021-07-01", "reason": "x"}),
            ("schedule", {"from_day": "2021-07-01", "hours": []}),
        ):
            assert (await as_member_of(room, ORGANISATION, f"/venues/{venue}/{path}", body)).status_code == 201
            other = await as_member_of(room, ident("other"), f"/venues/{venue}/{path}", body)
            assert (other.status_code, other.json()["code"]) == (403, "another-organisation")


async def test_act_20_a_need_keeps_every_step_and_may_come_back(serve: Serve) -> None:
    async with serve("activities") as room:
        await activity(room)
        made = (await room.done("/needs", {"title": "楼道灯坏了", "category": "repair"}))["need_id"]
        steps = f"/needs/{made}/steps"
        assert await room.refused(steps, {"to": "resolved"}) == (409, "need-step-impossible")
        await room.done(steps, {"to": "accepted"})
        assert await room.refused(steps, {"to": "matched"}) == (422, "match-without-organisation")
        for step in (
            {"to": "matched", "matched_organisation_id": ORGANISATION},
            {"to": "resolved", "note": "换了灯泡"},
            {"to": "reopened", "note": "又坏了"},
            {"to": "accepted"},
            {"to": "resolved"},
        ):
            await room.done(steps, step)
        (found,) = await room.get("/needs")
        assert [s["state"] for s in found["steps"]] == [
            "raised", "accepted", "matched", "resolved", "reopened", "accepted", "resolved",
        ]  # fmt: skip
        assert len(await room.events(f"need/{made}")) == 7
        reported = "".join(bytes(r["data"]).decode() for r in await room.conn.fetch("select data from outbox"))
        assert "楼道" not in reported
        assert "灯泡" not in reported


async def test_hours_are_times_on_a_clock_here(serve: Serve) -> None:
    async with serve("activities") as room:
        await activity(room)
        hours = {"days": "working", "opens": "08:00", "closes": "17:00:00"}
        path = f"/venues/{ident('venue')}/schedule"
        for wrong in ("08:00:00Z", "08:00+08:00", "08:00:00.5", 0, 28_800, "8:00", "24:00", None):
            body = {"from_day": "2021-07-01", "hours": [hours | {"opens": wrong}]}
            assert (await room.post(path, body)).status_code == 422, wrong
            alert = {"level": "red", "day": "2021-07-23", "open_until": wrong}
            assert wrong is None or (await room.post("/heat-alerts", alert)).status_code == 422, wrong
        await room.done(path, {"from_day": "2021-07-01", "hours": [hours]})


async def test_a_first_aid_kit_is_an_amenity_and_is_looked_at_every_fortnight(serve: Serve) -> None:
    async with serve("activities") as room:
        await activity(room)
        venue = {"name": "急救点", "kind": "service-station", "amenities": [{"kind": "first-aid-kit"}]}
        made = (await room.done("/venues", venue))["venue_id"]
        check = {"amenity": "first-aid-kit", "state": "working"}
        await room.done(f"/venues/{made}/amenity-checks", check)
        [kit] = next(v for v in await room.get("/venues") if v["venue_id"] == made)["amenities"]
        assert (kit["kind"], kit["state"]) == ("first-aid-kit", "working")


async def test_a_new_term_keeps_the_one_before(serve: Serve) -> None:
    async with serve("activities") as room:
        await activity(room)
        path = f"/organisations/{ORGANISATION}/membership"
        await room.done(path, {"node": "partner", "since": "2020-01-01", "until": "2020-12-31"})
        await room.done(path, {"node": "core", "since": "2021-01-01"})
        [found] = await room.get("/organisations")
        assert (found["node"], found["since"], found["until"]) == ("core", "2021-01-01", None)
        assert [(t["node"], t["until"]) for t in found["terms"]] == [("core", None), ("partner", "2020-12-31")]
        assert await broken_by(room.conn, "update membership set node = 'core'") == "membership-history-is-final"
