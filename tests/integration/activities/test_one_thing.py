"""One organisation, venue and need by its id: the same as in its list; another id is unknown."""

from __future__ import annotations

from uuid import uuid4

from tests.kit.rooms import Serve
from tests.kit.scenes import ORGANISATION, activity, ident


async def test_one_thing_is_what_its_list_says_of_it(serve: Serve) -> None:
    async with serve("activities") as room:
        await activity(room)
        await room.done("/organisations", {"name": "另一单位", "kind": "business"})
        await room.done("/venues", {"name": "另一阵地", "kind": "service-station"})
        made_need = (await room.done("/needs", {"title": "修门", "category": "repair"}))["need_id"]
        await room.done("/needs", {"title": "修灯", "category": "repair"})
        made = {
            "organisations": ORGANISATION,
            "venues": ident("venue"),
            "needs": made_need,
        }
        for many, one in made.items():
            [listed] = [row for row in await room.get(f"/{many}") if row[f"{many.removesuffix('s')}_id"] == one]
            assert await room.get(f"/{many}/{one}") == listed, many
            answer = await room.http.get(f"/{many}/{uuid4()}", headers=room.token())
            assert (answer.status_code, answer.json()["code"]) == (404, f"{many.removesuffix('s')}-unknown")
