"""A person at the counter: their seats and lines, of what the caller may see; an erased one is unknown."""

from __future__ import annotations

from uuid import UUID, uuid4

from httpx2 import Response

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, activity, session


async def asked(room: Room, path: str, organisation: str | None = None) -> Response:
    """What a caller who reads registrations is answered."""
    token = room.signer.issue(
        "somebody", ["activities:read-registrations"], organisation=UUID(organisation) if organisation else None
    )
    return await room.http.get(f"/people/{path}", headers={"Authorization": f"Bearer {token}"})


async def test_a_person_with_seats_and_lines(serve: Serve) -> None:
    async with serve("activities") as room:
        of = await activity(room)
        wang = {"name": "王红", "phone": "13900005678"}
        early, late, full = [await session(room, 1, of=of, starts=HOUR * n) for n in (1, 5, 9)]
        await room.done(f"/sessions/{full}/registrations", {"name": "李白", "phone": "13900001111"})
        for one in (early, late):
            made = await room.done(f"/sessions/{one}/registrations", wang)
        await room.done(f"/sessions/{full}/waitlist", wang)
        ref = str(await room.conn.fetchval("select subject_ref from person where name = '王红'"))
        person = (await asked(room, ref)).json()
        assert (person["name"], person["phone_end"], person["has_account"]) == ("王红", "5678", False)
        assert [one["session_id"] for one in person["waiting"]] == [full]
        seats = (await asked(room, f"{ref}/registrations")).json()
        assert [one["session_id"] for one in seats] == [late, early]
        rest = (await asked(room, f"{ref}/registrations?before={made['registration_id']}")).json()
        assert [one["session_id"] for one in rest] == [early]
        # Another organisation's people see no one who was not at one of its venues.
        ours = str(uuid4())
        assert (await asked(room, ref, ours)).json()["code"] == "person-unknown"
        assert (await asked(room, f"{ref}/registrations", ours)).json() == []
        await room.done("/organisations", {"organisation_id": ours, "name": "爱心企业", "kind": "partner-unit"})
        place = {"name": "接力站", "kind": "relay-station", "organisation_id": ours}
        venue = (await room.done("/venues", place))["venue_id"]
        await room.conn.execute("update session set venue_id = $1 where id = $2", UUID(venue), UUID(early))
        assert [one["session_id"] for one in (await asked(room, f"{ref}/registrations", ours)).json()] == [early]
        assert (await asked(room, ref, ours)).json()["waiting"] == []
        await room.conn.execute("update person set erased_at = now() where subject_ref = $1", UUID(ref))
        assert (await asked(room, ref)).json()["code"] == "person-unknown"
        assert (await asked(room, f"{ref}/registrations")).json() == []
