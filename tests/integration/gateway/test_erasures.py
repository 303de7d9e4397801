"""An erasure reaches every room, also when the gateway ends between two of them, and leaves what the law keeps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from gateway.accounts import add_account
from gateway.erasures import Erasures
from gateway.forward import Answer, RoomUnavailable
from kernel import failpoints
from kernel import keys as key_files
from kernel.auth import Signer
from kernel.db import open_pool
from services.relief.people.erase import forget_asked
from services.relief.reactions import run_by_clock
from tests.kit.holding import tables_with
from tests.kit.rooms import Room, Serve
from tests.kit.scenes import fund, id_number, ident, now, round_, session
from tests.kit.stores import Database

PERSON = {"name": "欧阳金丝雀", "phone": "13917420599", "id_number": id_number(59_997)}
BY_COUNTER = {"person": {k: PERSON[k] for k in ("name", "phone")}, "reason": "asked-in-person"}


@dataclass
class Rooms:
    """The rooms in this process, behind the way that the gateway asks; `away` do not answer."""

    open: dict[str, Room]
    away: set[str] = field(default_factory=set)

    async def ask(
        self, room: str, method: str, path: str, query: bytes, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        """As gateway.forward.Rooms."""
        if room in self.away:
            raise RoomUnavailable(room, "room-unavailable")
        answer = await self.open[room].http.request(method, path, headers=headers, content=body)
        return Answer(answer.status_code, [], answer.content)

    async def holding(self, text: str) -> list[str]:
        """The tables of all rooms that hold this text anywhere."""
        return [f"{name}.{t}" for name, room in self.open.items() for t in await tables_with(room.conn, text)]


@pytest.fixture
async def rooms(serve: Serve) -> AsyncIterator[Rooms]:
    """Three rooms that know the person: a seat given back, a nomination, a payment."""
    async with AsyncExitStack() as stack:
        names = ("activities", "inspections", "relief")
        opened = {name: await stack.enter_async_context(serve(name)) for name in names}
        activities, inspections, relief = opened.values()
        made = await activities.done(f"/sessions/{await session(activities, 5)}/registrations", PERSON)
        await activities.done(f"/registrations/{made['registration_id']}/cancel")
        choice = {"establishment_id": ident("noodles"), "category": "noodles"}
        await inspections.done(f"/rounds/{await round_(inspections)}/nominations", PERSON | choice)
        wish = {"amount_fen": 10, "purpose": "medical", "payee": PERSON}
        await relief.done(f"/funds/{await fund(relief, 100)}/disbursements", wish, who="submitter")
        yield Rooms(opened)


@pytest.fixture
async def erasures(rooms: Rooms, database: Database, keys: Path) -> AsyncIterator[Erasures]:
    """The gateway's part, with an account of the person."""
    pool = await open_pool(database("gateway"), connections=2)
    yield Erasures(pool, rooms, Signer(keys / key_files.SIGNING_KEY))
    await pool.close()


async def settle(relief: Room) -> None:
    """The payment is rejected, so nothing is open any more, and a month has passed."""
    [one] = await relief.get("/disbursements")
    await relief.done(f"/disbursements/{one['disbursement_id']}/reject", who="approver")
    await relief.conn.execute("update disbursement set requested_at = requested_at - interval '31 days'")


async def test_the_counter_erases_somebody_in_every_room(rooms: Rooms, erasures: Erasures) -> None:
    activities, _, relief = rooms.open.values()
    assert len(await rooms.holding(PERSON["name"])) == 3
    await settle(relief)
    made = await activities.done("/erasures", BY_COUNTER)
    # The gateway ends between two rooms, and comes back before relief does: the one that is there last finishes.
    failpoints.arm("erasure.between_rooms:1:raise")
    try:
        with pytest.raises(failpoints.FailpointReached):
            await erasures.erase_open()
    finally:
        failpoints.arm("")
    rooms.away = {"relief"}
    with pytest.raises(RoomUnavailable):
        await erasures.erase_open()
    assert [t.split(".")[0] for t in await rooms.holding(PERSON["name"])] == ["relief"]
    receipt = await activities.get(f"/public/erasures/{made['erasure_id']}")
    assert (receipt["done_at"], list(receipt["rooms"])) == (None, ["activities"])
    rooms.away = set()
    assert [await erasures.erase_open() for _ in range(2)] == [1, 0]
    for known in (PERSON["name"], PERSON["phone"]):
        assert await rooms.holding(known) == []
    receipt = await activities.get(f"/public/erasures/{made['erasure_id']}")
    assert receipt["done_at"] is not None
    assert {room: part["erased"] for room, part in receipt["rooms"].items()} == {
        "activities": {"person": 1}, "inspections": {"person": 1}, "relief": {"person": 1}, "gateway": {"account": 0}
    }  # fmt: skip
    # Counts stay, and nothing that led to the person is left.
    assert [await room.count("person") for room in rooms.open.values()] == [1, 1, 1]
    await run_by_clock(relief.app.state.pool, now(), forget_asked)
    assert [await room.count("person_identifier") for room in rooms.open.values()] == [0, 0, 0]
    assert await activities.count("erasure", "marks <> '{}' or account is not null") == 0


async def test_who_is_still_to_be_paid_is_erased_when_nothing_is_open(rooms: Rooms, erasures: Erasures) -> None:
    activities, _, relief = rooms.open.values()
    made = await activities.done("/erasures", BY_COUNTER)
    await erasures.erase_open()
    receipt = await activities.get(f"/public/erasures/{made['erasure_id']}")
    assert receipt["rooms"]["relief"] == {"erased": {"person": 0}, "kept": ["open-payment"]}
    assert await rooms.holding(PERSON["name"]) == ["relief.person"]
    await settle(relief)
    await run_by_clock(relief.app.state.pool, now(), forget_asked)
    assert await rooms.holding(PERSON["name"]) == []


async def test_an_account_goes_with_its_person_only_where_the_counter_confirmed_it(
    rooms: Rooms, erasures: Erasures, database: Database
) -> None:
    activities, _, relief = rooms.open.values()
    await settle(relief)
    attend = {"permissions": {"activities:attend"}}
    async with erasures._pool.acquire() as conn:
        squatter, account = [
            str(await add_account(conn, name, PERSON["name"], "a long password", ["resident"], None))
            for name in ("squatter", "owner")
        ]
    made = await activities.done(
        "/me/registrations", {"session_id": await session(activities, 5), "person": PERSON}, who=squatter, **attend
    )
    assert await activities.refused("/me/erasure", who=squatter, **attend) == (422, "still-registered")
    await activities.done(f"/me/registrations/{made['registration_id']}/cancel", who=squatter, **attend)
    await activities.done("/me/erasure", who=squatter, **attend)
    await erasures.erase_open()
    # What the account claimed to be is for the counter alone.
    assert await rooms.holding(PERSON["name"]) == ["activities.person", "inspections.person", "relief.person"]
    await activities.done("/residents", {"account_id": account, "person": PERSON})
    await activities.done("/me/erasure", who=account, **attend)
    await erasures.erase_open()
    assert await rooms.holding(PERSON["name"]) == []
    async with erasures._pool.acquire() as conn:
        assert await tables_with(conn, PERSON["name"]) == []


async def test_no_one_else_may_ask_a_room(rooms: Rooms) -> None:
    order = {"erasure_id": str(uuid4()), "marks": []}
    for room in (rooms.open["inspections"], rooms.open["relief"]):
        assert await room.refused("/erasures", order) == (403, "permission-missing")
    answer = await rooms.open["activities"].http.get("/erasures/open", headers=rooms.open["activities"].token())
    assert answer.status_code == 403
