"""Phones at a door without a network: no scan lost, none counted twice, every conflict listed (RULE-7, ACT-9)."""

from __future__ import annotations

import asyncio
import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, at, now, person, session

MINUTE = timedelta(minutes=1)


async def registered(room: Room, of: str, n: int) -> dict[str, Any]:
    """The registration of a person as the door reads it, with its ticket."""
    made = (await room.done(f"/sessions/{of}/registrations", person(n)))["registration_id"]
    rows = await room.get(f"/sessions/{of}/registrations")
    return next(row for row in rows if row["registration_id"] == made)


def scan(ticket: str, when: datetime) -> dict[str, Any]:
    return {"scan_id": str(uuid4()), "ticket": ticket, "scanned_at": at(when)}


async def upload(room: Room, of: str, device: str, *scans: dict[str, Any], ahead: timedelta = timedelta()) -> list[Any]:
    """What became of these scans of a phone whose clock is so far ahead."""
    body = {"device": device, "sent_at": at(now() + ahead), "scans": scans}
    outcomes: list[Any] = (await room.done(f"/sessions/{of}/scans", body))["scans"]
    return outcomes


async def test_act_9_three_phones_shuffled_and_repeated(serve: Serve) -> None:
    dice = random.Random(9)
    async with serve("activities", connections=16) as room:
        made = await session(room, 50)
        people = [await registered(room, made, n) for n in range(20)]
        cancelled = people[19]
        await room.done(f"/registrations/{cancelled['registration_id']}/cancel")
        # Phone k has a clock of its own, which is wrong, and saw these people; five were at two phones.
        seen = {"a": people[:9], "b": people[7:15], "c": people[12:]}
        clocks = {"a": timedelta(), "b": -HOUR, "c": timedelta(hours=30)}
        strange = {"a": scan("NOSUCHTICKET", now())}
        scans = {
            phone: [scan(one["ticket"], now() + clocks[phone] - 30 * MINUTE) for one in people]
            + ([strange[phone]] if phone in strange else [])
            for phone, people in seen.items()
        }
        # Each scan is uploaded three times, in batches of any size and order, all phones at once.
        batches = []
        for phone, own in scans.items():
            for _ in range(3):
                shuffled = dice.sample(own, len(own))
                cut = dice.randrange(1, len(own))
                batches += [(phone, shuffled[:cut]), (phone, shuffled[cut:])]
        dice.shuffle(batches)
        answers = await asyncio.gather(*(upload(room, made, p, *b, ahead=clocks[p]) for p, b in batches))
        outcomes: dict[str, set[tuple[bool, str | None]]] = {}
        for answer in answers:
            for one in answer:
                outcomes.setdefault(one["scan_id"], set()).add((one["first"], one["reason"]))
        # None is lost, and a repeated scan keeps its outcome.
        assert outcomes.keys() == {one["scan_id"] for own in scans.values() for one in own}
        assert all(len(outcome) == 1 for outcome in outcomes.values())
        # None is counted twice.
        kinds = [kind for _, kind in await room.events(f"session/{made}")]
        assert kinds.count("attendance-checked-in") == 19 == sum(first for ((first, _),) in outcomes.values())
        rows = await room.get(f"/sessions/{made}/registrations")
        assert sum(row["scanned_at"] is not None for row in rows) == 19
        # Every conflict is listed, with its reason.
        listed = await room.get(f"/sessions/{made}/scans/conflicts")
        assert {one["scan_id"] for one in listed} == {s for s, ((_, reason),) in outcomes.items() if reason}
        reasons = sorted(one["reason"] for one in listed)
        twice = ["ticket-shown-twice"] * 5
        assert reasons == ["registration-cancelled", *twice, "ticket-unknown-here"]


async def test_act_9_a_wrong_clock_is_corrected_and_one_that_jumped_is_listed(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        early, jumped = [await registered(room, made, n) for n in range(2)]
        slow = -timedelta(days=400)
        before = now()
        (one,) = await upload(room, made, "a", scan(early["ticket"], before + slow - 30 * MINUTE), ahead=slow)
        kept = datetime.fromisoformat(one["scanned_at"])
        assert one["first"]
        assert abs(kept - (before - 30 * MINUTE)) < timedelta(seconds=20)
        # The clock was put right between the scan and the upload.
        (one,) = await upload(room, made, "a", scan(jumped["ticket"], before + slow))
        assert (one["first"], one["reason"]) == (False, "too-early-to-check-in")
        decided = {"scan_id": one["scan_id"], "settlement": "checked-in"}
        assert (await room.done(f"/sessions/{made}/scans/settle", decided))["first"]
        assert await room.refused(f"/sessions/{made}/scans/settle", decided) == (409, "scan-already-settled")
        assert await room.get(f"/sessions/{made}/scans/conflicts") == []


async def test_act_9_the_doors_of_a_session_that_was_ended_close_with_it(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        first, second = [await registered(room, made, n) for n in range(2)]
        await room.done(f"/registrations/{first['registration_id']}/check-in", {})
        begun = "update session set starts_at = now() - interval '4 hours' where id = $1"
        await room.conn.execute(begun, UUID(made))
        await room.done(f"/sessions/{made}/end", {"reason": "停电"})
        later = "update session set ended_at = ended_at - interval '3 hours' where id = $1"
        await room.conn.execute(later, UUID(made))
        (one,) = await upload(room, made, "a", scan(second["ticket"], now()))
        assert (one["first"], one["reason"]) == (False, "session-over")


async def test_act_9_a_scan_from_before_an_undo_is_listed_and_settled(serve: Serve) -> None:
    async with serve("activities") as room:
        made, other = await session(room, 5), await session(room, 5)
        here, there = await registered(room, made, 1), await registered(room, other, 2)
        before = now() - MINUTE
        path = f"/registrations/{here['registration_id']}"
        await room.done(f"{path}/check-in", {})
        await room.done(f"{path}/undo-check-in")
        late, strange = await upload(room, made, "b", scan(here["ticket"], before), scan(there["ticket"], now()))
        assert (late["reason"], strange["reason"]) == ("check-in-undone", "ticket-unknown-here")
        settle = f"/sessions/{made}/scans/settle"
        no = {"scan_id": strange["scan_id"], "settlement": "checked-in"}
        assert await room.refused(settle, no) == (422, "ticket-unknown-here")
        for one in (late, strange):
            await room.done(settle, {"scan_id": one["scan_id"], "settlement": "dismissed"})
        (found,) = await upload(room, made, "b", scan(here["ticket"], now()))
        assert found["first"]
        accepted = {"scan_id": found["scan_id"], "settlement": "dismissed"}
        assert await room.refused(settle, accepted) == (422, "scan-is-no-conflict")
        assert await room.refused(settle, no | {"scan_id": str(uuid4())}) == (422, "scan-unknown")
