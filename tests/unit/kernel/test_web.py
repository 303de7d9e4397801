"""Strict JSON: how deep it nests, and what is not RFC 8259."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from starlette.types import Message, Scope

from kernel.errors import problem_body
from kernel.problems import answer_with_problems
from kernel.web import JSON_DEPTH_LIMIT, Instant, StrictRequest, StrictRoute

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=20,
)


async def read(body: bytes) -> Any:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return await StrictRequest({"type": "http", "headers": []}, receive).json()


def depth_of(value: Any) -> int:
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    return 0


@given(VALUES, st.booleans())
async def test_whatever_is_json_is_read_as_it_is(value: Any, ascii_only: bool) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only)
    # json.dumps writes lone surrogates only for text that has them, which VALUES does not make.
    if depth_of(value) <= JSON_DEPTH_LIMIT:
        assert await read(body.encode()) == value


@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
async def test_32_levels_are_read_and_33_are_not(brackets: tuple[bytes, bytes]) -> None:
    opening, closing = brackets
    assert await read(opening * 32 + b"1" + closing * 32) is not None
    for levels in (33, 10_000):
        with pytest.raises(json.JSONDecodeError, match="nested too deeply"):
            await read(opening * levels + b"1" + closing * levels)


async def test_brackets_in_text_are_text() -> None:
    text = "[{" * 100 + '\\"['
    assert await read(json.dumps([text]).encode()) == [text]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"NaN", b"[Infinity]", b"1e400", b'"\\ud800"', b'"\xff"', b"'x'", b"[1,]", b"1 2", b'{"a":1,}']
)
async def test_what_is_not_rfc_8259_is_refused(body: bytes) -> None:
    with pytest.raises(json.JSONDecodeError):
        await read(body)


def test_a_problem_has_its_members() -> None:
    assert problem_body(409, "command-in-flight", errors=[]) == {
        "type": "urn:jiayuan:problem:command-in-flight",
        "title": "Conflict",
        "status": 409,
        "code": "command-in-flight",
        "errors": [],
    }


async def test_a_caller_who_leaves_early_is_no_failure_of_ours() -> None:
    """Nothing is raised into the server's log, however the route's body was cut off."""
    app = FastAPI()
    answer_with_problems(app)
    router = APIRouter(route_class=StrictRoute)

    @router.get("/page")
    async def page() -> str:
        return "unreached"

    app.include_router(router)
    sent: list[Message] = []

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http", "method": "GET", "path": "/page", "raw_path": b"/page", "query_string": b"", "headers": [],
        "http_version": "1.1", "scheme": "http", "client": None, "server": None, "root_path": "",
    }  # fmt: skip
    await app(scope, gone, send)
    assert sent[0]["status"] == 400
    assert b"body-incomplete" in sent[1]["body"]


def test_an_instant_is_judged_by_its_day_in_shanghai() -> None:
    """Midnight of 2000 at +14:00 is the evening of 1999-12-31 here."""
    instant = TypeAdapter(Instant)
    for taken in ("2000-01-01T00:00:00+08:00", "1999-12-31T16:00:00Z", "2100-12-31T23:59:59+08:00"):
        assert instant.validate_python(taken)
    for refused in ("2000-01-01T00:00:00+14:00", "2101-01-01T00:00:00+08:00", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(ValidationError):
            instant.validate_python(refused)
