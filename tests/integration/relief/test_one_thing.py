"""One fund, project, agreement and case by its id: the same as in its list; another id is unknown."""

from __future__ import annotations

from uuid import uuid4

from tests.kit.rooms import Serve
from tests.kit.scenes import fund, granted, ident, project


async def test_one_thing_is_what_its_list_says_of_it(serve: Serve) -> None:
    async with serve("relief") as room:
        parties = {"title": "共建", "organisation_ids": [ident("one"), ident("other")]}
        made = {
            "funds": await fund(room, 500),
            "projects": await project(room, 900),
            "agreements": (await room.done("/agreements", parties))["agreement_id"],
            "cases": await granted(room, 1),
        }
        await fund(room)
        await project(room, 100)
        for many, one in made.items():
            [listed] = [row for row in await room.get(f"/{many}") if one in row.values()]
            assert await room.get(f"/{many}/{one}") == listed, many
            answer = await room.http.get(f"/{many}/{uuid4()}", headers=room.token())
            assert (answer.status_code, answer.json()["code"]) == (404, f"{many.removesuffix('s')}-unknown")
