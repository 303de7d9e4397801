"""慈善法 art. 72, 79: while an emergency lasts, disclosures are due every five days."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.kit.guards import broken_by
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ORGANISATION, at, now

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day(days: int) -> str:
    """A day in Shanghai, so many from today."""
    return (now().astimezone(SHANGHAI) + timedelta(days=days)).date().isoformat()


async def opened(room: Room, days: int, **more: object) -> str:
    about = {"title": "福民", "purpose": "general", "programme": "x", "organisation_id": ORGANISATION}
    body = about | {"opened_at": at(now() + timedelta(days=days))} | more
    return str((await room.done("/funds", body))["fund_id"])


async def test_while_an_emergency_lasts_a_disclosure_is_due_every_five_days(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await opened(room, -20)
        [before] = await room.get("/disclosures")
        assert (before["emergency"], before["overdue"]) == (None, False)
        path, flood = f"/funds/{money}/emergency", {"reason": "natural-disaster"}
        late = flood | {"declared_at": at(now() + timedelta(hours=1))}
        assert await room.refused(path, late) == (422, "declared-in-the-future")
        assert (await room.refused(path, {"reason": "rain"}))[0] == 422
        assert await room.refused(f"{path}/end") == (409, "emergency-not-declared")
        await room.done(path, flood)
        [lasts] = await room.get("/disclosures")
        assert (lasts["emergency"], lasts["due_on"], lasts["overdue"]) == ("natural-disaster", day(5), False)
        assert (await room.get("/funds"))[0]["emergency"] == "natural-disaster"
        assert await room.refused(path, flood) == (409, "emergency-already-declared")
        again = """insert into emergency (fund_id, reason, declared_at, declared_by)
        select id, 'public-health', now(), 'x' from fund"""
        assert await broken_by(room.conn, again) == "emergency-already-declared"
        await room.done(f"{path}/end")
        [after] = await room.get("/disclosures")
        assert (after["emergency"], after["due_on"]) == (None, before["due_on"])
        assert [verb for _, verb in await room.events(f"fund/{money}")] == [
            "fund-opened", "emergency-declared", "emergency-ended",
        ]  # fmt: skip
        await room.done(path, flood)


async def test_a_fund_opened_for_an_emergency_six_days_ago_is_overdue_until_it_is_disclosed(serve: Serve) -> None:
    async with serve("relief") as room:
        money = await opened(room, -6, emergency="public-health")
        [due] = await room.get("/disclosures")
        assert (due["emergency"], due["due_on"], due["overdue"]) == ("public-health", day(-1), True)
        await room.done(f"/funds/{money}/disclosures", {"document": "五日公告"})
        [due] = await room.get("/disclosures")
        assert (due["due_on"], due["overdue"]) == (day(5), False)
        await room.done(f"/funds/{money}/close")
        assert await room.refused(f"/funds/{money}/emergency", {"reason": "public-health"}) == (422, "fund-closed")
        assert await room.refused(f"/funds/{money}/emergency/end") == (422, "fund-closed")
