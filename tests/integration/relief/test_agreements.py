"""An agreement is in force when its last party signed, and each party signs once."""

from __future__ import annotations

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ident

PARTIES = [ident("shengping"), ident("changzheng")]


async def drafted(room: Room, parties: list[str] = PARTIES) -> str:
    made: str = (await room.done("/agreements", {"title": "共建", "organisation_ids": parties}))["agreement_id"]
    return made


async def test_the_last_signature_puts_it_in_force_with_two_events(serve: Serve) -> None:
    async with serve("relief") as room:
        agreement = await drafted(room)
        assert await room.get("/needs-hand") == [{"kind": "agreement-awaits-signature", "count": 1}]
        first = await room.done(f"/agreements/{agreement}/sign", {"organisation_id": PARTIES[1]})
        last = await room.done(f"/agreements/{agreement}/sign", {"organisation_id": PARTIES[0]})
        assert (first["state"], last["state"]) == ("draft", "active")
        assert await room.events(f"agreement/{agreement}") == [
            (1, "agreement-drafted"),
            (2, "agreement-signed"),
            (3, "agreement-signed"),
            (4, "agreement-activated"),
        ]
        [view] = await room.get("/agreements")
        assert [p["organisation_id"] for p in view["parties"]] == PARTIES
        assert view["activated_at"] == last["signed_at"] == view["parties"][0]["signed_at"]
        assert await room.get("/needs-hand") == []


async def test_already_signed_and_not_a_party(serve: Serve) -> None:
    async with serve("relief") as room:
        path = f"/agreements/{await drafted(room)}/sign"
        await room.done(path, {"organisation_id": PARTIES[0]})
        assert await room.refused(path, {"organisation_id": PARTIES[0]}) == (409, "already-signed")
        assert await room.refused(path, {"organisation_id": ident("stranger")}) == (422, "not-a-party")
        unknown = f"/agreements/{ident('nothing')}/sign"
        assert await room.refused(unknown, {"organisation_id": PARTIES[0]}) == (404, "agreement-unknown")


async def test_parties_are_two_or_more_and_each_named_once(serve: Serve) -> None:
    async with serve("relief") as room:
        for parties in ([PARTIES[0]], [PARTIES[0]] * 2, []):
            body = {"title": "共建", "organisation_ids": parties}
            assert await room.refused("/agreements", body) == (422, "invalid-request")


async def test_racing_signatures_put_it_in_force_once(serve: Serve) -> None:
    async with serve("relief") as room:
        parties = [ident(f"party {n}") for n in range(8)]
        agreement = await drafted(room, parties)
        path = f"/agreements/{agreement}/sign"
        outcome = await room.race(*((path, {"organisation_id": p}) for p in parties * 3))
        assert outcome == {"done": 8, "already-signed": 16}
        events = await room.events(f"agreement/{agreement}")
        assert [seq for seq, _ in events] == list(range(1, 11))
        assert [kind for _, kind in events][-1] == "agreement-activated"
