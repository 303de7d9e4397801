"""What the house asks of every file: size, a first sentence, no machine's traces; of every route and every metric."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from gateway import log, people, signin
from gateway.api import router as gateway_router
from gateway.routes import OWN, ROUTES
from kernel.web import declared_permission

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGES = ("contracts", "kernel", "services", "gateway", "cli", "deploy")
GENERATED = re.compile(r"contracts/events/|dashboard/src/api/schema\.d\.ts$|(services/)?[a-z]+/schema\.sql$")
LONGEST_FILE, LONGEST_FUNCTION = 300, 60
# A sheet of small rules in the order in which they override one another.
LONGER = {"dashboard/src/styles/page.css"}
CODE = {".py", ".ts", ".tsx", ".sql", ".css"}
# Where the machine that wrote a file would show, and where packages come from: both are settings, never contents.
TRACES = re.compile(
    r"/(?:root|work|home/[a-z]+)/(?!\.)[a-z]|registry\.npmjs\.org|files\.pythonhosted\.org|pypi\.org/simple|repo1?\.maven"
)
ROOMS = ("activities", "inspections", "relief", "engagement")


@cache
def tracked() -> list[Path]:
    """The repository's files."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [REPOSITORY / name for name in listed.stdout.decode().split("\0") if name and (REPOSITORY / name).is_file()]


@cache
def written() -> list[Path]:
    """Code that somebody wrote."""
    found = [path for path in tracked() if path.suffix in CODE and not GENERATED.match(named(path))]
    assert len(found) > 200
    return found


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def test_no_file_is_longer_than_a_reader_keeps_in_mind() -> None:
    long = {named(p): n for p in written() if (n := p.read_text(encoding="utf-8").count("\n")) > LONGEST_FILE}
    assert long.keys() <= LONGER, long


def test_no_function_is_longer_than_a_page() -> None:
    long = {}
    for path in (p for p in written() if p.suffix == ".py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{named(path)}:{node.name}"] = lines
    assert long == {}


def test_every_module_opens_with_a_sentence() -> None:
    silent = []
    for path in (p for p in written() if p.suffix == ".py"):
        tree = parsed(path)
        if tree.body and not (ast.get_docstring(tree) or "").strip():
            silent.append(named(path))
    assert silent == []


def test_no_module_is_named_for_being_without_a_purpose() -> None:
    purposeless = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
    found = [named(p) for p in written() if p.stem in purposeless or p.parent.name in purposeless]
    assert found == []


def test_no_file_tells_of_a_machine_or_of_where_packages_come_from() -> None:
    reported = {}
    for path in tracked():
        if path == Path(__file__).resolve():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        if found := TRACES.search(text):
            reported[named(path)] = found[0]
    assert reported == {}


def test_the_search_for_traces_finds_them() -> None:
    for trace in ("/ro" + "ot/x", "/wo" + "rk/main", "/ho" + "me/li/x", "https://registry.npm" + "js.org/a"):
        assert TRACES.search(f"see {trace}")


@pytest.mark.parametrize("room", ROOMS)
def test_every_route_of_a_room_declares_a_permission_of_that_room(room: str) -> None:
    routes = [r for r in import_module(f"services.{room}.api").router.routes if isinstance(r, APIRoute)]
    assert routes
    for route in routes:
        assert (declared_permission(route) or "").startswith(f"{room}:"), route.path


def test_every_route_of_the_gateways_own_is_in_the_table() -> None:
    routes = [*gateway_router.routes, *log.router.routes, *people.router.routes, *signin.router.routes]
    own = {(m, r.path) for r in routes if isinstance(r, APIRoute) for m in r.methods or ()}
    assert own == {(r.method, r.path) for r in ROUTES if r.room == OWN}


def test_every_metric_has_its_name_in_one_file() -> None:
    kinds = {"Counter", "Gauge", "Histogram", "Summary", "Info", "Enum"}
    found = set()
    for path in (p for p in written() if p.suffix == ".py" and named(p).startswith(PACKAGES)):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module == "prometheus_client":
                found |= {named(path) for alias in node.names if alias.name in kinds}
            if isinstance(node, ast.Import) and any(a.name.startswith("prometheus_client") for a in node.names):
                found.add(named(path))
    assert found == {"kernel/telemetry.py"}
