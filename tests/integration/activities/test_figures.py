"""A figure opens to the rows that add up to it, and to no others."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.kit.rooms import Serve
from tests.kit.scenes import ORGANISATION, person, session

ALL = {"from": "2020-01-01", "to": "2099-01-01"}


async def test_a_figure_is_the_sum_of_its_rows(serve: Serve) -> None:
    async with serve("activities") as room:
        one, other = await session(room, 9), await session(room, 9)
        for n in range(5):
            await room.done(f"/sessions/{one}/registrations", person(n))
        again = await room.done(f"/sessions/{other}/registrations", person(0))
        await room.done(f"/registrations/{again['registration_id']}/cancel")
        found = await room.get("/figures/registrations", **ALL)
        assert (
            (found["total"], found["count"]) == (6, 6) == (sum(r["value"] for r in found["rows"]), len(found["rows"]))
        )
        assert {r["aggregate"] for r in found["rows"]} == {f"session/{one}", f"session/{other}"}
        assert (await room.get("/figures/people_registered", **ALL))["total"] == 5
        assert (await room.get("/figures/cancellations", **ALL))["total"] == 1
        assert (await room.get("/figures/registrations", **ALL, organisation=ORGANISATION))["total"] == 6
        assert (await room.get("/figures/registrations", **ALL, programme="other"))["count"] == 0
        page = await room.get("/figures/registrations", **ALL, skip=5, limit=3)
        assert (page["total"], len(page["rows"])) == (6, 1)
        answer = await room.http.get("/figures/nonsense", params=ALL, headers=room.token())
        assert (answer.status_code, answer.json()["code"]) == (404, "figure-unknown")


async def test_people_of_an_organisation_open_their_own_rows_alone(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 9)
        await room.done(f"/sessions/{made}/registrations", person(1))

        async def ask(whose: UUID, **narrowed: str) -> tuple[int, object]:
            token = room.signer.issue("manager", {"activities:read"}, organisation=whose)
            headers = {"Authorization": f"Bearer {token}"}
            answer = await room.http.get("/figures/registrations", params=ALL | narrowed, headers=headers)
            return answer.status_code, answer.json().get("total", answer.json().get("code"))

        own, other = UUID(str(ORGANISATION)), uuid4()
        assert await ask(own) == await ask(own, organisation=str(own)) == (200, 1)
        assert await ask(other) == (200, 0)
        assert await ask(other, organisation=str(own)) == (403, "another-organisation")
