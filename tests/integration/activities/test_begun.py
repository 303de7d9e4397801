"""Who is expected: people registered for a session that has begun, and people who came already (ACT-25)."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from contracts.catalogue import CATALOGUE
from services.activities.sessions.clock import sweep
from services.engagement.fold import Tally, fold
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import HOUR, activity, now, person, session

ALL = {"from": "2020-01-01", "to": "2099-01-01"}
# The room's clock has to look at a session that begins in an hour.
LATER = timedelta(hours=2)


async def counted(room: Room, metric: str) -> int:
    """A figure by the room's recount, which must be what the fold makes of the room's events."""
    recounted: int = (await room.get(f"/figures/{metric}", **ALL))["total"]
    rows = await room.conn.fetch("select type, data from outbox order by id")
    tally = fold(Tally(), [msgspec.json.decode(row["data"], type=CATALOGUE.event_class(row["type"])) for row in rows])
    sums = sum(by for (_, name), by in tally.sums.items() if name == metric)
    people = {subject for (_, name, subject), times in tally.people.items() if name == metric and times}
    assert sums + len(people) == recounted
    return recounted


async def test_a_registration_for_tonight_does_not_lower_the_rate(serve: Serve) -> None:

    async with serve("activities") as room:
        made = await session(room, 9)
        path = f"/sessions/{made}/registrations"
        first, second, third = [(await room.done(path, person(n)))["registration_id"] for n in range(3)]
        await room.done(f"/registrations/{third}/cancel")
        assert await counted(room, "expected") == 0
        # A person who is at the door is expected, although the session has not begun.
        await room.done(f"/registrations/{first}/check-in", {})
        assert (await counted(room, "attended"), await counted(room, "expected")) == (1, 1)
        pool = room.app.state.pool
        assert await sweep(pool, now()) == 0
        assert [await sweep(pool, now() + LATER) for _ in range(2)] == [1, 0]
        assert await counted(room, "expected") == 2
        # From here on each one counts at once.
        await room.done(path, person(4))
        assert await counted(room, "expected") == 3
        await room.done(f"/registrations/{second}/cancel")
        assert await counted(room, "expected") == 2
        begun = [kind for _, kind in await room.events(f"session/{made}") if kind == "session-started"]
        assert begun == ["session-started"]


async def test_act_8_an_undone_check_in_leaves_every_figure_as_it_was(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 9)
        path = f"/registrations/{(await room.done(f'/sessions/{made}/registrations', person(1)))['registration_id']}"
        for expected in (0, 1):
            await room.done(f"{path}/check-in", {})
            assert (await counted(room, "attended"), await counted(room, "expected")) == (1, 1)
            assert await counted(room, "people_attended") == 1
            await room.done(f"{path}/undo-check-in")
            # Before the session begins the check-in was the only reason to expect this person (ACT-25).
            assert (await counted(room, "attended"), await counted(room, "expected")) == (0, expected)
            assert await counted(room, "people_attended") == 0
            await sweep(room.app.state.pool, now() + LATER)


async def test_a_session_of_a_draft_does_not_begin(serve: Serve) -> None:

    async with serve("activities") as room:
        await session(room, 9, of=await activity(room, published=False), starts=-HOUR)
        assert await sweep(room.app.state.pool, now()) == 0
