"""A route's path is written where the route is declared, and what asks for one names one that there is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gateway.routes import OWN, ROUTES
from tests.unit.house.test_style import named, tracked

SERVING, ASKING = ("services/", "gateway/", "kernel/"), ("cli/", "deploy/", "gateway/")
WHOLE = {route.path for route in ROUTES} - {"/api"}
# A path as a room's client has it (/relief/funds), and as the door has it (/api/relief/funds).
ROOM = re.compile(r"^(?:/api)?/(?:activities|inspections|relief|engagement)/[\w{}/.-]+$")
DECLARED = re.compile(r"^(?:GET|POST|PUT|PATCH|DELETE) (/\S*)$")
# Where the door looks at a path before it looks for a route.
AT_THE_DOOR = {
    "gateway/chain.py": {
        "/api/session",
        "/api/residents",
        "/api/activities/me/erasure",
        "/api/activities/erasures",
    },
}
# One endpoint with two methods; every room makes its own document, and the gateway makes one of them.
TWICE = {"/api/openapi.json"}


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text in the code with its line; what a text takes in is `{}`."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.lineno, node.value


def begins(asked: str, path: str) -> bool:
    """Whether a path with holes may be this route's, or the part of it that others are put together from."""
    theirs, ours = asked.split("/"), path.split("/")
    return len(theirs) <= len(ours) and all(a == b or "{" in a or "{" in b for a, b in zip(theirs, ours, strict=False))


def code(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for path in tracked():
        if path.suffix == ".py" and named(path).startswith(folders):
            yield named(path), ast.parse(path.read_text(encoding="utf-8"))


def unknown(where: str, tree: ast.AST) -> list[str]:
    """A line for each room's path that no route has."""
    found = []
    for line, text in literals(tree):
        asked = text.split("?")[0].rstrip("/")
        if ROOM.match(asked) and not any(begins("/api/" + asked.removeprefix("/api").lstrip("/"), p) for p in WHOLE):
            found.append(f"{where}:{line} asks for {asked}, which is no route: see gateway/routes.json")
    return found


def test_what_serves_writes_a_path_once() -> None:
    """At its declaration; the door's own limits are the exceptions."""
    places: dict[str, list[str]] = {}
    for where, tree in code(*SERVING):
        room = where.split("/")[1] if where.startswith("services/") else ""
        for line, text in literals(tree):
            declared = DECLARED.match(text)
            path = f"/api/{room}{declared[1]}" if declared and room else text
            # One declaration a method; a second text with the same method is a second place.
            key = f"{text.split()[0]} {path}" if declared else path
            if path in WHOLE and path not in AT_THE_DOOR.get(where, set()) | TWICE:
                places.setdefault(key, []).append(f"{where}:{line}")
    # A room's route is declared with its method, one of the gateway's own by FastAPI's decorator.
    own = Counter(route.path for route in ROUTES if route.room == OWN)
    twice = {path: at for path, at in places.items() if len(at) > (1 if " " in path else own[path])}
    assert not twice, f"take it from where it is declared, or from gateway/routes.py: {twice}"
    assert len(places) > 150


def test_what_asks_names_routes_that_there_are() -> None:
    lines = [line for where, tree in code(*ASKING) for line in unknown(where, tree)]
    assert not lines, "\n".join(lines)


def test_a_misspelt_path_is_found() -> None:
    planted = ast.parse('client.post(f"/relief/founds/{fund}/donations"); client.get("/relief/funds?limit=5")')
    assert unknown("planted.py", planted) == [
        "planted.py:1 asks for /relief/founds/{}/donations, which is no route: see gateway/routes.json"
    ]


def test_no_exception_is_needless() -> None:
    for where, paths in AT_THE_DOOR.items():
        written = {text for _, text in literals(ast.parse((Path(__file__).parents[3] / where).read_text("utf-8")))}
        assert paths <= written & WHOLE
