"""One check-in a person and session, however often and in whatever order it comes; the scan's time stays (RULE-7).

A check-in may be undone for a while (ACT-8).
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, at, now, person, session


async def registered(room: Room, of: str, n: int = 1) -> str:
    made: str = (await room.done(f"/sessions/{of}/registrations", person(n)))["registration_id"]
    return made


async def test_rule_7_racing_replays_of_an_offline_device_count_once(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        made = await session(room, 50)
        for n in range(10):
            path = f"/registrations/{await registered(room, made, n)}/check-in"
            scans = [{"scanned_at": at(now() - timedelta(minutes=m))} for m in range(12)]
            replies = await asyncio.gather(*(room.done(path, scan) for scan in scans))
            assert sum(reply["first"] for reply in replies) == 1
            assert len({reply["scanned_at"] for reply in replies}) == 1
        kinds = [kind for _, kind in await room.events(f"session/{made}")]
        assert kinds.count("attendance-checked-in") == 10


async def test_rule_7_the_scan_s_own_time_is_kept(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/registrations/{await registered(room, await session(room, 5))}/check-in"
        when = (now() - timedelta(minutes=30)).replace(microsecond=0)
        first = await room.done(path, {"scanned_at": at(when)})
        again = await room.done(path, {"scanned_at": at(now())})
        assert first == again | {"first": True}
        assert first["scanned_at"] == at(when).replace("+00:00", "Z")


async def test_a_scan_out_of_its_time_is_refused(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/registrations/{await registered(room, await session(room, 5))}/check-in"
        assert await room.refused(path, {"scanned_at": at(now() + HOUR)}) == (422, "scanned-in-the-future")
        assert await room.refused(path, {"scanned_at": at(now() - 3 * HOUR)}) == (422, "too-early-to-check-in")
        assert await room.refused(path, {"scanned_at": "2021-07-23T10:00:00"}) == (422, "invalid-request")


async def test_rule_9_who_cancelled_is_not_checked_in_and_who_came_does_not_cancel(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        gone, here = await registered(room, made, 1), await registered(room, made, 2)
        await room.done(f"/registrations/{gone}/cancel")
        await room.done(f"/registrations/{here}/check-in", {})
        assert await room.refused(f"/registrations/{gone}/check-in", {}) == (422, "registration-cancelled")
        assert await room.refused(f"/registrations/{here}/cancel") == (422, "already-checked-in")


async def test_act_8_replays_that_race_an_undo_do_not_check_in_again(serve: Serve) -> None:
    async with serve("activities", connections=16) as room:
        made = await session(room, 50)
        for n in range(6):
            path = f"/registrations/{await registered(room, made, n)}"
            scan = {"scanned_at": at(now() - timedelta(minutes=1))}
            await room.done(f"{path}/check-in", scan)
            undo = room.done(f"{path}/undo-check-in")
            _, *replays = await asyncio.gather(undo, *(room.post(f"{path}/check-in", scan) for _ in range(6)))
            for replay in replays:
                body = replay.json()
                assert body.get("first") is False or body["code"] == "check-in-undone"
        rows = await room.get(f"/sessions/{made}/registrations")
        assert [row["scanned_at"] for row in rows] == [None] * 6
        kinds = [kind for _, kind in await room.events(f"session/{made}")]
        assert kinds.count("attendance-checked-in") == kinds.count("attendance-undone") == 6
        # The person comes after all.
        assert (await room.done(f"/registrations/{rows[0]['registration_id']}/check-in", {}))["first"]


async def test_act_8_a_check_in_is_undone_soon_and_before_feedback(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5, starts=-HOUR)
        papers = [{**person(n), "registered_at": at(now() - 2 * HOUR)} for n in range(3)]
        ids = [(await room.done(f"/sessions/{made}/registrations", paper))["registration_id"] for paper in papers]
        rated, late, away = (f"/registrations/{one}" for one in ids)
        await room.done(f"{rated}/check-in", {})
        await room.done(f"{rated}/feedback", {"rating": 5})
        assert await room.refused(f"{rated}/undo-check-in") == (422, "feedback-already-given")
        await room.done(f"{late}/check-in", {})
        await room.conn.execute("update registration set checked_in_at = checked_in_at - interval '11 minutes'")
        assert await room.refused(f"{late}/undo-check-in") == (422, "undo-too-late")
        assert await room.refused(f"{away}/undo-check-in") == (422, "not-checked-in")
