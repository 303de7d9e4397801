"""PostgreSQL has no room left: who asks is answered to come again, and nothing is half done."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.kit.rooms import Room, Serve
from tests.kit.scenes import ident

FUND = {"title": "帮困", "purpose": "general", "programme": "full", "organisation_id": ident("organisation")}
# SQLSTATE 53100, by the server itself: where a file cannot grow, and where it is seen at COMMIT only.
FULL = """
create function no_room_left() returns trigger language plpgsql as $$
begin
    raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
end $$;
"""
AT_ONCE = "create trigger full_disk before insert on {table} for each row execute function no_room_left()"
AT_COMMIT = (
    "create constraint trigger full_disk after insert on {table} deferrable initially deferred"
    " for each row execute function no_room_left()"
)
WRITTEN = ("fund", "outbox", "idempotency")


async def rows(room: Room) -> dict[str, int]:
    """How many rows there are of what a command writes."""
    return {table: await room.count(table) for table in WRITTEN}


@pytest.mark.parametrize(("table", "when"), [("fund", AT_ONCE), ("outbox", AT_ONCE), ("outbox", AT_COMMIT)])
async def test_a_full_disk_is_answered_503_and_leaves_nothing(serve: Serve, table: str, when: str) -> None:
    async with serve("relief") as room:
        before, key = await rows(room), str(uuid4())
        await room.conn.execute(FULL + when.format(table=table))
        answer = await room.post("/funds", FUND, key=key)
        assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
        assert answer.headers["content-type"] == "application/problem+json"
        assert int(answer.headers["retry-after"]) >= 1
        assert "No space" not in answer.text
        assert await rows(room) == before
        # What is read needs no room.
        assert (await room.http.get("/projects", headers=room.token())).status_code == 200
        await room.conn.execute(f"drop trigger full_disk on {table}")
        done = await room.done("/funds", FUND, key=key)
        assert await room.done("/funds", FUND, key=key) == done
        after = await rows(room)
        assert (after["fund"], after["outbox"]) == (before["fund"] + 1, before["outbox"] + 1)
