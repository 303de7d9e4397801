"""Which addresses the dashboard answers: its pages and its files, and nothing that a program would ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gateway.dashboard import Dashboard

DASHBOARD = Path(__file__).resolve().parents[3] / "dashboard" / "src"
PLACES = sorted(DASHBOARD.glob("rooms/*/*/place.ts"))
PAGES = [
    address
    for file in PLACES
    for address in re.findall(r'^\s+to: "([^"]+)"', file.read_text(encoding="utf-8"), re.MULTILINE)
]


def test_there_are_pages() -> None:
    assert "/" in PAGES
    assert "/public/rounds/$roundId/draw" in PAGES


@pytest.mark.parametrize("path", [*PAGES, "/no/such/page"])
def test_a_page_is_answered_by_the_router(path: str) -> None:
    assert Dashboard.is_page(path.replace("$", ""))


@pytest.mark.parametrize(
    "path",
    ["/schemas", "/schemas/", "/schemas/relief/fund-opened", "//schemas", "/api", "/api-docs/", "/assets/x", "/health",
     "/metrics", "/robots.txt", "/.well-known/security.txt", "/relief/cases.json"],
)  # fmt: skip
def test_what_a_program_asks_for_is_no_page(path: str) -> None:
    assert not Dashboard.is_page(path)
