"""A room's replicas take turns; one that is gone or hangs up is followed by the next, and nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from deploy.embedded.places import kept_port
from gateway.forward import Rooms, RoomUnavailable

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
KEY = {"idempotency-key": "once-and-only"}


@asynccontextmanager
async def replica(answer: Answer) -> AsyncIterator[str]:
    """A server that answers everything with `answer`; its address."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def rooms(*urls: str, deadline: float = 5) -> AsyncIterator[Rooms]:
    made = Rooms({"relief": ",".join(urls)}, deadline)
    try:
        yield made
    finally:
        await made.close()


def counting(seen: list[str], name: str) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        seen.append(f"{name} {request.method}")
        return web.Response(text=name)

    return answer


def hanging_up(seen: list[str]) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        seen.append(f"cut {request.method}")
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    return answer


async def test_replicas_take_turns() -> None:
    seen: list[str] = []
    async with replica(counting(seen, "a")) as a, replica(counting(seen, "b")) as b, rooms(a, b) as asked:
        for _ in range(6):
            await asked.ask("relief", "GET", "/funds", b"", {})
    assert sorted(seen) == ["a GET"] * 3 + ["b GET"] * 3


async def test_a_replica_that_is_gone_costs_no_request(home: Path) -> None:
    seen: list[str] = []
    gone = f"http://127.0.0.1:{kept_port(home, 'gone')}"
    async with replica(counting(seen, "a")) as a, rooms(gone, a) as asked:
        answers = [await asked.ask("relief", "POST", "/funds", b"", {}, b"{}") for _ in range(4)]
    assert [answer.status for answer in answers] == [200] * 4
    assert seen == ["a POST"] * 4, "what was never sent may go to another, key or no key"


@pytest.mark.parametrize(("method", "headers"), [("GET", {}), ("POST", KEY)])
async def test_what_does_no_harm_twice_goes_to_the_next(method: str, headers: dict[str, str]) -> None:
    seen: list[str] = []
    async with replica(hanging_up(seen)) as cut, replica(counting(seen, "a")) as a, rooms(cut, a) as asked:
        assert (await asked.ask("relief", method, "/funds", b"", headers, b"{}")).status == 200
    assert seen[-1] == f"a {method}"


async def test_a_lone_address_is_tried_again_when_a_kept_connection_hung_up() -> None:
    seen: list[str] = []
    whole, cut = counting(seen, "a"), hanging_up(seen)

    async def first_cut(request: web.Request) -> web.StreamResponse:
        return await (whole if seen else cut)(request)

    async with replica(first_cut) as one, rooms(one) as asked:
        assert (await asked.ask("relief", "POST", "/funds", b"", KEY, b"{}")).status == 200
    assert seen == ["cut POST", "a POST"]


async def test_what_may_have_been_done_is_not_sent_again_without_a_key() -> None:
    seen: list[str] = []
    async with replica(hanging_up(seen)) as cut, replica(counting(seen, "a")) as a, rooms(cut, a) as asked:
        with pytest.raises(RoomUnavailable, match="room-unavailable"):
            await asked.ask("relief", "POST", "/funds", b"", {}, b"{}")
    assert seen == ["cut POST"]


async def test_past_the_deadline_no_one_else_is_asked() -> None:
    seen: list[str] = []

    async def slow(request: web.Request) -> web.Response:
        seen.append(f"slow {request.method}")
        await asyncio.sleep(5)
        return web.Response()

    async with replica(slow) as one, replica(counting(seen, "a")) as a, rooms(one, a, deadline=0.3) as asked:
        with pytest.raises(RoomUnavailable, match="deadline-exceeded"):
            await asked.ask("relief", "POST", "/funds", b"", KEY, b"{}")
    assert seen == ["slow POST"]


async def test_a_room_without_an_address_is_away() -> None:
    async with rooms("http://127.0.0.1:9") as asked:
        with pytest.raises(RoomUnavailable, match="room-unavailable"):
            await asked.ask("nowhere", "GET", "/", b"", {})
