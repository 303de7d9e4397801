"""The gateway's route table is what commands, queries and endpoints declare, and a stale one is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import generate
from gateway.routes import ANYONE, OWN, ROUTES, SIGNED_IN, Route, read


def test_the_table_is_what_is_declared() -> None:
    assert list(ROUTES) == generate.declared()


def test_a_route_stands_once() -> None:
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


def test_a_rooms_route_takes_a_permission_of_that_room() -> None:
    for route in ROUTES:
        if route.room != OWN:
            assert route.permission.startswith(f"{route.room}:"), route
        else:
            assert route.permission in (ANYONE, SIGNED_IN) or ":" in route.permission, route


def test_a_route_says_what_it_does() -> None:
    assert [route.path for route in ROUTES if not route.says.endswith(".")] == []


def test_what_only_the_gateway_asks_is_not_in_the_table() -> None:
    assert not [route for route in ROUTES if route.permission.endswith(":erase")]


def test_a_table_without_a_declared_route_is_stale(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "routes.json"
    stale.write_text(generate.table(r for r in ROUTES if r.path != "/api/relief/funds"), encoding="utf-8")
    monkeypatch.setattr(generate, "TABLE", stale)
    monkeypatch.setattr(generate, "REPOSITORY", tmp_path)
    assert generate.settle_table(check=True)
    said = capsys.readouterr().out
    assert '"/api/relief/funds"' in said
    assert "mend: make generate" in said
    generate.settle_table(check=False)
    assert read(stale) == ROUTES
    assert all(isinstance(route, Route) for route in read(stale))
