"""The edge of a room as a caller meets it: who may, what is JSON, and that a refused value is never echoed."""

from __future__ import annotations

from typing import Any

from prometheus_client import generate_latest

from tests.kit.rooms import Serve
from tests.kit.scenes import ident, person, session

SECRET = "geheim-13812345678"


async def test_without_a_token_that_holds_nothing_is_done(serve: Serve) -> None:
    async with serve("activities") as room:
        old = room.signer.issue("somebody", room.permissions, now=0)
        wrong = {"": "token-missing", "Basic x": "token-missing", "Bearer ": "token-missing"}
        wrong |= {"Bearer x.y.z": "token-invalid", f"Bearer {old}": "token-invalid"}
        for header, code in wrong.items():
            answer = await room.http.get("/venues", headers={"Authorization": header})
            assert (answer.status_code, answer.json()["code"]) == (401, code)


async def test_every_route_declares_a_permission_and_asks_for_it(serve: Serve) -> None:
    for name in ("activities", "inspections", "relief"):
        async with serve(name) as room:
            paths = (await room.http.get("/openapi.json")).json()["paths"]
            anonymous = room.token("nobody", [])
            for path, methods in paths.items():
                for method in methods:
                    url = path.format_map(_Ids())
                    answer = await room.http.request(
                        method, url, headers=anonymous | {"Idempotency-Key": "k" * 8}, json={}
                    )
                    assert answer.status_code == 403, (method, path, answer.text)
                    assert answer.json()["code"] == "permission-missing"


class _Ids(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ident(key)


NOT_JSON = [
    b"",
    b"{",
    b"nonsense",
    b'{"capacity": NaN}',
    b'{"capacity": 1e400}',
    b'{"name": "\\ud800"}',
    b"[" * 40 + b"]" * 40,
    b'{"name": "\xff"}',
]


async def test_what_is_not_json_is_refused(serve: Serve) -> None:
    async with serve("activities") as room:
        headers = room.token() | {"Idempotency-Key": "k" * 8, "Content-Type": "application/json"}
        for body in NOT_JSON:
            answer = await room.http.post("/venues", content=body, headers=headers)
            assert answer.status_code == 422
            assert answer.headers["content-type"] == "application/problem+json"
        assert await room.count("venue") == 0


async def test_a_body_above_64_kib_is_not_read(serve: Serve) -> None:
    async with serve("activities") as room:
        headers = room.token() | {"Idempotency-Key": "k" * 8, "Content-Type": "application/json"}
        for blanks, status in ((65_534, 422), (65_535, 413), (10**7, 413)):
            answer = await room.http.post("/venues", content=b"{}" + b" " * blanks, headers=headers)
            assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["code"] == "body-too-large"


WRONG: list[dict[str, Any]] = [
    {"phone": SECRET},
    {"id_number": "110105194912310021"},
    {"name": SECRET + "\x00"},
    {"name": " "},
    {"name": SECRET * 20},
    {SECRET: 1},
    {"channel": SECRET},
    {"registered_at": SECRET},
    {"registered_at": "1921-07-23T00:00:00Z"},
]


async def test_a_refused_value_is_never_echoed(serve: Serve) -> None:
    async with serve("activities") as room:
        path = f"/sessions/{await session(room, 1)}/registrations"
        for wrong in WRONG:
            answer = await room.post(path, person(1) | wrong)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
            assert SECRET not in answer.text
            assert "110105194912310021" not in answer.text


async def test_a_room_says_that_it_lives_is_ready_and_what_it_counted(serve: Serve) -> None:
    async with serve("activities") as room:
        assert (await room.http.get("/health/live")).json() == {"status": "ok"}
        assert (await room.http.get("/health/ready")).json() == {"status": "ready"}
        await session(room, 1)
        metrics = generate_latest().decode()
        assert 'commands_total{command="schedule_session",outcome="done"}' in metrics
        assert SECRET not in metrics


async def test_a_lock_held_too_long_is_reported_as_a_wait_and_leaves_nothing(serve: Serve) -> None:
    async with serve("activities") as room:
        made = await session(room, 5)
        async with room.conn.transaction():
            await room.conn.execute("select 1 from session where id = $1 for update", made)
            answer = await room.post(f"/sessions/{made}/registrations", person(1), key="k" * 8)
        assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
        assert answer.headers["Retry-After"] == "1"
        assert await room.count("registration") == await room.count("person") == 0
        await room.done(f"/sessions/{made}/registrations", person(1), key="k" * 8)
