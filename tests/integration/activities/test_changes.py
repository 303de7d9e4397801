"""A session is moved (ACT-27), cancelled (ACT-28), ended (ACT-29), edited (ACT-30); each figure recounts the same."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import msgspec

from contracts.catalogue import CATALOGUE
from services.activities.sessions.clock import sweep
from services.activities.storage import SQL
from services.engagement.fold import Tally, fold
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, ORGANISATION, SLOT, activity, at, ident, now, person, session

WHY = {"reason": "讲师临时有事"}
Figures = dict[tuple[str, str, str], int]


async def figures(room: Room) -> Figures:
    """Day, venue and metric of every sum by the recount, which must be what the fold makes of the events."""
    rows = await room.conn.fetch(SQL["figure-rows"].text)
    recounted: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        if not row["metric"].startswith("people_"):
            recounted[str(row["day"]), str(row["venue"] or ""), row["metric"]] += row["value"]
    sent = await room.conn.fetch("select type, data from outbox order by id")
    tally = fold(Tally(), [msgspec.json.decode(row["data"], type=CATALOGUE.event_class(row["type"])) for row in sent])
    folded: Counter[tuple[str, str, str]] = Counter()
    for (cell, metric), by in tally.sums.items():
        folded[str(cell.day), cell.venue, metric] += by
    assert {k: v for k, v in folded.items() if v} == {k: v for k, v in recounted.items() if v}
    return dict(recounted)


async def move(room: Room, made: str, *, hours: int = 30, venue: str = "hall", **more: Any) -> dict[str, Any]:
    """The order that moves a session to the other venue, `hours` from now."""
    if not await room.count("venue", "name = $1", venue):
        await room.done("/venues", {"venue_id": ident(venue), "name": venue, "kind": "community-centre"})
    start = now() + timedelta(hours=hours)
    times = {"starts_at": at(start), "ends_at": at(start + SLOT)}
    return {"venue_id": ident(venue), **times, **WHY, **more}


async def registered(room: Room, made: str, people: range) -> list[str]:
    """The registrations of some people."""
    path = f"/sessions/{made}/registrations"
    return [(await room.done(path, person(n)))["registration_id"] for n in people]


def of(found: Figures, metric: str) -> Counter[str]:
    """One figure by venue."""
    sums: Counter[str] = Counter()
    for (_, venue, name), value in found.items():
        if name == metric and value:
            sums[venue] += value
    return sums


async def test_act_27_a_moved_session_keeps_its_people_and_its_figures(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 20)
        seats = await registered(room, made, range(20))
        await room.done(f"/registrations/{seats[0]}/cancel")
        await registered(room, made, range(20, 21))
        await room.done(f"/sessions/{made}/waitlist", person(30))
        before = await figures(room)
        order = await move(room, made)
        assert await room.done(f"/sessions/{made}/move", order) == {
            "session_id": made,
            "registered": 20,
            "conflicts": 0,
        }
        assert await room.refused(f"/sessions/{made}/move", order) == (422, "session-stays-as-it-is")
        # What was counted stays where it was counted.
        assert await figures(room) == before
        view = await room.get(f"/sessions/{made}")
        assert (view["venue_name"], view["confirmed"], view["waiting"]) == ("hall", 20, 1)
        # From here on at the new venue: one gives the seat back, the first in line takes it, and another move follows.
        await room.done(f"/registrations/{seats[1]}/cancel")
        await room.done(f"/sessions/{made}/move", await move(room, made, hours=50, venue="third"))
        await room.done(f"/registrations/{seats[2]}/cancel")
        found = await figures(room)
        venues = [ident(name) for name in ("venue", "hall", "third")]
        assert [of(found, "registrations")[venue] for venue in venues] == [21, 1, 0]
        assert [of(found, "cancellations")[venue] for venue in venues] == [1, 1, 1]
        await sweep(room.app.state.pool, now() + timedelta(hours=60))
        assert of(await figures(room), "expected") == {ident("third"): 19}
        changes = await room.get(f"/sessions/{made}/changes")
        assert [(c["kind"], c["reason"], c["venue_name"]) for c in changes] == [
            ("moved", WHY["reason"], "hall"),
            ("moved", WHY["reason"], "白领驿站"),
        ]
        assert not await room.count("outbox", "position($1 in convert_from(data, 'UTF8')) > 0", WHY["reason"])


async def test_act_27_seats_that_counted_as_expected_before_sessions_began_move_along(serve: Serve) -> None:
    """A registration from before sessions began by an event counts on its session's day, which is another one now."""
    async with serve("activities") as room:
        made = await session(room, 5)
        await registered(room, made, range(2))
        await room.conn.execute("update registration set expected = true")
        await room.conn.execute(
            "update outbox set data = convert_to(replace(convert_from(data, 'UTF8'), '\"expected\":false',"
            " '\"expected\":true'), 'UTF8')"
        )
        assert of(await figures(room), "expected") == {ident("venue"): 2}
        await room.done(f"/sessions/{made}/move", await move(room, made))
        assert of(await figures(room), "expected") == {ident("hall"): 2}
        await room.done(f"/sessions/{made}/cancel", WHY)
        assert of(await figures(room), "expected") == {}


async def test_act_27_not_after_it_began_or_anybody_came_and_not_where_it_cannot_be(serve: Serve) -> None:
    async with serve("activities") as room:
        attended, running = await session(room, 5), await session(room, 5, starts=-SLOT)
        seat = (await registered(room, attended, range(1)))[0]
        await room.done(f"/registrations/{seat}/check-in", {})
        order = await move(room, attended)
        assert await room.refused(f"/sessions/{attended}/move", order) == (422, "session-attended")
        assert await room.refused(f"/sessions/{running}/move", order) == (422, "session-begun")
        ahead = await session(room, 5)
        past = await move(room, ahead, hours=-3)
        assert await room.refused(f"/sessions/{ahead}/move", past) == (422, "session-in-the-past")
        await room.done(f"/sessions/{await session(room, 5)}/move", order)
        assert await room.refused(f"/sessions/{ahead}/move", order) == (422, "venue-taken-then")
        # Back to where it is itself, a little later, it meets no other session.
        await room.done(f"/sessions/{ahead}/move", order | {"despite": "the hall has two rooms"})
        assert await room.refused(f"/sessions/{ident('nothing')}/move", order) == (404, "session-unknown")


async def test_act_27_who_is_elsewhere_at_the_new_time_is_listed(serve: Serve) -> None:
    async with serve("activities") as room:
        one, other = await session(room, 5), await session(room, 5)
        await registered(room, one, range(3))
        elsewhere = (await registered(room, other, range(1, 2)))[0]
        where = await room.get(f"/sessions/{other}")
        there = await move(room, one) | {"starts_at": where["starts_at"], "ends_at": where["ends_at"]}
        assert (await room.done(f"/sessions/{one}/move", there))["conflicts"] == 1
        rows = await room.get(f"/sessions/{one}/registrations")
        assert [row["conflict"] for row in rows] == [False, True, False]
        assert {"kind": "registration-conflict", "count": 1} in await room.get("/needs-hand")
        # This person gives one of the two back, and gets no third seat at that time.
        await room.done(f"/registrations/{elsewhere}/cancel")
        assert await room.refused(f"/sessions/{other}/registrations", person(1)) == (422, "overlapping-registration")
        # Moved away again, nothing is left of it.
        await room.done(f"/sessions/{one}/move", await move(room, one, hours=70))
        assert not any(row["conflict"] for row in await room.get(f"/sessions/{one}/registrations"))


async def test_act_28_a_cancelled_session_takes_back_what_was_expected(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 20)
        seats = await registered(room, made, range(20))
        await room.done(f"/sessions/{made}/waitlist", person(30))
        await sweep(room.app.state.pool, now() + timedelta(hours=2))
        assert of(await figures(room), "expected") == {ident("venue"): 20}
        assert (await room.done(f"/sessions/{made}/cancel", WHY))["called_off"] == 20
        found = await figures(room)
        assert (of(found, "expected"), of(found, "cancellations")) == ({}, {})
        assert of(found, "registrations") == {ident("venue"): 20}
        view = await room.get(f"/sessions/{made}")
        assert (view["state"], view["confirmed"], view["waiting"]) == ("cancelled", 0, 0)
        path = f"/sessions/{made}"
        for refused, order in (("registrations", person(40)), ("waitlist", person(41)), ("cancel", WHY), ("end", WHY)):
            assert await room.refused(f"{path}/{refused}", order) == (422, "session-cancelled")
        for verb, order in (("cancel", {}), ("check-in", {})):
            assert await room.refused(f"/registrations/{seats[0]}/{verb}", order) == (422, "registration-called-off")
        assert made not in {row["session_id"] for row in await room.get("/sessions")}
        assert made in {row["session_id"] for row in await room.get("/sessions", cancelled="true")}
        assert made not in {row["session_id"] for row in await room.get("/public/sessions")}
        assert await sweep(room.app.state.pool, now() + timedelta(hours=3)) == 0


async def test_act_29_where_people_came_it_is_ended(serve: Serve) -> None:
    async with serve("activities") as room:
        early, running = await session(room, 5), await session(room, 5)
        seats = await registered(room, early, range(3))
        assert await room.refused(f"/sessions/{early}/end", WHY) == (422, "session-not-begun")
        await room.done(f"/registrations/{seats[0]}/check-in", {})
        assert await room.refused(f"/sessions/{early}/cancel", WHY) == (422, "session-attended")
        ended = await room.done(f"/sessions/{early}/end", WHY)
        assert (ended["attended"], ended["called_off"]) == (1, 2)
        assert await room.refused(f"/sessions/{early}/registrations", person(9)) == (422, "session-over")
        assert of(await figures(room), "expected") == {ident("venue"): 1}
        # One that runs: who has not come was expected, and a scan from before the end may arrive later.
        late = await registered(room, running, range(3, 6))
        await room.conn.execute(
            "update session set starts_at = now() - interval '10 minutes', ends_at = now() + interval '1 hour'"
            " where id = $1",
            running,
        )
        assert (await room.done(f"/sessions/{running}/end", WHY))["called_off"] == 0
        scan = {"scanned_at": at(now() - timedelta(minutes=5))}
        assert (await room.done(f"/registrations/{late[0]}/check-in", scan))["first"]
        assert await room.count("registration", "session_id = $1 and expected", running) == 3
        assert await sweep(room.app.state.pool, now() + timedelta(hours=3)) == 0


async def test_act_30_more_seats_go_to_the_line_and_no_taken_one_goes(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 2)
        await registered(room, made, range(2))
        for n in (5, 6, 7):
            await room.done(f"/sessions/{made}/waitlist", person(n))
        path = f"/sessions/{made}/edit"
        assert await room.refused(path, {"capacity": 1, **WHY}) == (422, "fewer-seats-than-taken")
        assert (await room.done(path, {"capacity": 4, "online_capacity": 3, **WHY}))["promoted"] == 2
        view = await room.get(f"/sessions/{made}")
        assert (view["confirmed"], view["capacity"], view["online_capacity"], view["waiting"]) == (4, 4, 3, 1)
        await figures(room)


async def test_act_30_an_activity_keeps_its_programme_once_somebody_registered(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await activity(room)
        seats = await session(room, 5, of=made)
        edit = {"title": "智能手机课（二）", "programme": "gong-sheng", "mode": "mixed"}
        await room.done(f"/activities/{made}/edit", edit)
        await registered(room, seats, range(1))
        assert {programme for programme, _ in await programmes(room)} == {"gong-sheng"}
        assert await room.refused(f"/activities/{made}/edit", edit | {"programme": "other"}) == (
            422,
            "programme-is-counted",
        )
        await room.done(f"/activities/{made}/edit", edit | {"title": "智能手机课（三）"})
        assert (await room.get(f"/activities/{made}"))["title"] == "智能手机课（三）"
        assert [kind for _, kind in await room.events(f"activity/{made}")] == [
            "activity-published",
            "activity-edited",
            "activity-edited",
        ]
        draft = await activity(room, published=False)
        await room.done(f"/activities/{draft}/edit", edit)
        assert await room.events(f"activity/{draft}") == []
        await figures(room)


async def programmes(room: Room) -> list[tuple[str, str]]:
    rows = await room.conn.fetch(SQL["figure-rows"].text)
    return [(row["programme"], row["metric"]) for row in rows if str(row["organisation"]) == ORGANISATION]


async def test_act_27_seats_are_taken_while_sessions_are_moved_cancelled_and_edited(serve: Serve) -> None:
    """In every order one event names the place that the recount finds, and a cancelled session holds no seat."""
    async with serve("activities", connections=24) as room:
        for turn in range(6):
            of_ = await activity(room)
            made = await session(room, 8, of=of_, starts=HOUR + timedelta(minutes=40 * turn))
            path = f"/sessions/{made}/registrations"
            people = [(path, person(100 * turn + n)) for n in range(10)]
            moves = [(f"/sessions/{made}/move", await move(room, made, hours=40 + turn)) for _ in range(2)]
            programme = {"title": "课", "programme": f"programme-{turn}", "mode": "mixed"}
            last = (f"/sessions/{made}/cancel", WHY) if turn % 2 else (f"/activities/{of_}/edit", programme)
            calls = [*people[:4], moves[0], *people[4:7], last, *people[7:]]
            outcomes = await room.race(*calls)
            assert set(outcomes) <= {"done", "session-full", "session-cancelled", "programme-is-counted"}
            view = await room.get(f"/sessions/{made}")
            held = await room.count("registration", "session_id = $1 and state = 'confirmed'", made)
            assert view["confirmed"] == held
            assert (view["state"] == "cancelled") <= (held == 0)
            during = await room.conn.fetchval(
                "select count(*) from registration r join session s on s.id = r.session_id where s.id = $1"
                " and r.state = 'confirmed' and r.during <> tstzrange(s.starts_at, s.ends_at)",
                made,
            )
            assert during == 0
            await figures(room)


async def test_act_27_two_sessions_moved_to_one_time_list_each_person_once(serve: Serve) -> None:
    async with serve("activities", connections=8) as room:
        made = [await session(room, 9) for _ in range(2)]
        for one in made:
            await registered(room, one, range(6))
        start = now() + timedelta(hours=40)
        times = {"starts_at": at(start), "ends_at": at(start + SLOT)}
        orders = [await move(room, one, venue=f"hall {n}") | times for n, one in enumerate(made)]
        replies = await asyncio.gather(
            *(room.done(f"/sessions/{one}/move", order) for one, order in zip(made, orders, strict=True))
        )
        assert sorted(reply["conflicts"] for reply in replies) == [0, 6]
