"""A route that the gateway does not know is no silence in a generated file but a line that says what to do."""

from __future__ import annotations

import pytest

from cli import generate
from gateway.routes import ROUTES


def test_every_route_of_a_room_has_its_row() -> None:
    _, rooms = generate.documents()
    assert generate.without_a_row(rooms) == []


def test_a_route_without_a_row_fails_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    route = ("GET", "/api/relief/funds")
    monkeypatch.setattr(generate, "ROUTES", [r for r in ROUTES if (r.method, r.path) != route])
    assert generate.main(["--check"]) == 1
    said = capsys.readouterr().out
    assert "relief: GET /funds has no row in gateway/routes.py" in said
    assert 'add ("GET", "/funds"' in said
