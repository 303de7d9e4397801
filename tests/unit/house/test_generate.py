"""A route that the gateway does not know is no silence in a generated file but a line that says what to do."""

from __future__ import annotations

from typing import Any

import pytest

from cli import generate
from gateway.routes import ROUTES

Documents = tuple[dict[str, Any], dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def documents() -> Documents:
    """Made once: what the gateway's table names does not change them."""
    return generate.documents()


def test_every_route_of_a_room_has_its_row(documents: Documents) -> None:
    assert generate.without_a_row(documents[1]) == []


def test_a_route_without_a_row_fails_and_says_what_to_do(
    documents: Documents, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    route = ("GET", "/api/relief/funds")
    monkeypatch.setattr(generate, "documents", lambda: documents)
    monkeypatch.setattr(generate, "ROUTES", [r for r in ROUTES if (r.method, r.path) != route])
    assert generate.main(["--check"]) == 1
    said = capsys.readouterr().out
    assert "relief: GET /funds has no row in gateway/routes.py" in said
    assert 'add ("GET", "/funds"' in said
