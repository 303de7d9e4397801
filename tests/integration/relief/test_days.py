"""A day that a caller gives is bounded, so that no rule counts past the end of the calendar."""

from __future__ import annotations

from tests.kit.rooms import Serve
from tests.kit.scenes import ORGANISATION, household, ident, project

OUT_OF_REACH = ("9999-12-31", "9999-11-30", "2101-01-01", "1999-12-31", "0001-01-01")


async def test_a_day_out_of_reach_is_refused_and_leaves_nothing(serve: Serve) -> None:
    async with serve("relief") as room:
        parties = {"title": "共建协议", "organisation_ids": [ORGANISATION, ident("partner")]}
        share = {"organisation_id": ORGANISATION, "amount_fen": 1}
        claims = f"/projects/{await project(room, 100)}/claims"
        for day in OUT_OF_REACH:
            for path, body in (
                ("/cases", household(1) | {"starts_on": day}),
                ("/living-standards", {"valid_from": day, "monthly_fen": 1, "document": "沪民"}),
                ("/agreements", parties | {"starts_on": day}),
                ("/agreements", parties | {"ends_on": day}),
                (claims, share | {"due_on": day}),
            ):
                assert await room.refused(path, body) == (422, "invalid-request"), (path, day)
        for table in ("relief_case", "agreement", "claim"):
            assert await room.count(table) == 0
