"""Each wall of the house stands: a planted violation is caught and named, and no hand-written list is out of date."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGES = ("contracts", "kernel", "services", "gateway", "cli", "deploy")
LINTER = Path(sys.executable).with_name("lint-imports")


def contracts() -> dict[str, dict[str, Any]]:
    """The import contracts by id."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(LINTER), "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages and of what judges them."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(REPOSITORY / package, copy / package, ignore=shutil.ignore_patterns("__pycache__", "*.log"))
    shutil.copy(REPOSITORY / "pyproject.toml", copy)
    return copy


def test_the_house_as_it_stands_breaks_no_wall(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout
    assert f"{len(contracts())} kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("file", "line", "wall", "named"),
    [
        ("services/relief/projects/claim.py", "import services.activities.sessions", "rooms", "services.relief"),
        (
            "services/activities/sessions/queries.py",
            "from gateway import roles",
            "rooms",
            "services.activities.sessions.queries",
        ),
        ("gateway/overview.py", "import services.engagement.storage", "rooms", "gateway.overview"),
        ("services/inspections/draws/rules.py", "import asyncpg", "pure", "services.inspections.draws.rules"),
        ("services/engagement/fold.py", "import kernel.db", "pure", "services.engagement.fold"),
        ("kernel/room.py", "import services.relief.api", "stack", "kernel.room"),
        ("contracts/envelope.py", "import kernel.calendar", "stack", "contracts.envelope"),
        ("gateway/chain.py", "import services.activities.api", "rooms", "gateway.chain"),
        ("services/relief/api.py", "import cli.main", "stack", "services.relief.api"),
        ("kernel/consumer.py", "import faust", "faust", "kernel.consumer"),
        ("services/engagement/revise.py", "import faust", "faust", "services.engagement.revise"),
        ("services/relief/funds/queries.py", "import aiokafka", "kafka", "services.relief.funds.queries"),
        ("kernel/relay.py", "from aiokafka import AIOKafkaProducer", "kafka", "kernel.relay"),
        (
            "services/activities/sessions/rules.py",
            "import services.activities.sessions.queries",
            "aggregates",
            "sessions.rules",
        ),
        ("services/relief/helpers.py", '"""Things that found no place."""', "grammar", "helpers"),
    ],
)
def test_a_planted_violation_is_caught_and_named(house: Path, file: str, line: str, wall: str, named: str) -> None:
    planted = house / file
    before = planted.read_text(encoding="utf-8") if planted.exists() else None
    planted.write_text(f"{before or ''}\n{line}\n", encoding="utf-8")
    try:
        done = lint(house)
    finally:
        if before is None:
            planted.unlink()
        else:
            planted.write_text(before, encoding="utf-8")
    assert done.returncode == 1, done.stdout
    assert f"{contracts()[wall]['name']} BROKEN" in done.stdout
    assert named in done.stdout.partition("Broken contracts")[2]


def _modules(folder: str) -> set[str]:
    """The modules and packages directly in a folder, by import path."""
    found = set()
    for path in (REPOSITORY / folder).iterdir():
        is_module = path.suffix == ".py" and path.stem != "__init__"
        if is_module or (path / "__init__.py").exists():
            found.add(f"{folder.replace('/', '.')}.{path.stem}")
    return found


def test_the_lists_written_by_hand_name_every_kernel_module_and_every_room() -> None:
    by_id = contracts()
    rooms = _modules("services")
    assert set(by_id["rooms"]["modules"]) == rooms | {"gateway"}
    assert set(by_id["grammar"]["containers"]) == rooms
    assert {c.removesuffix(".*") for c in by_id["aggregates"]["containers"]} == rooms - {"services.engagement"}
    kafka = set(by_id["kafka"]["source_modules"])
    assert {m for m in kafka if m.startswith("kernel.")} == _modules("kernel") - {"kernel.kafka"}
    assert kafka >= {p for p in PACKAGES if p != "kernel"}
    faust = set(by_id["faust"]["source_modules"])
    assert faust >= {"contracts", "kernel", "gateway", "cli", "deploy"} | (rooms - {"services.engagement"})
    reported = {m for m in faust if m.startswith("services.engagement.")}
    assert reported == _modules("services/engagement") - {"services.engagement.stream"}


def _imported(path: Path) -> set[str]:
    """What a module imports from the rooms, by module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            within = [f"{node.module}.{a.name}" for a in node.names]
            found |= {m if (REPOSITORY / (m.replace(".", "/") + ".py")).exists() else node.module for m in within}
    return {name for name in found if name.startswith("services.")}


def _breaches(planted: dict[str, set[str]] | None = None) -> dict[str, set[str]]:
    """Pure modules of the rooms with what they import that is not pure."""
    pure = {
        path.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", "."): path
        for pattern in contracts()["pure"]["source_modules"]
        for path in REPOSITORY.glob(pattern.replace(".", "/") + ".py")
    }
    assert len(pure) > 15, "no module is looked at"
    imported = {name: _imported(path) for name, path in pure.items()} | (planted or {})
    return {name: asked - pure.keys() for name, asked in imported.items() if asked - pure.keys()}


def test_rules_ask_nothing_but_rules() -> None:
    assert _breaches() == {}, "mend: a rule is given what it needs; the verb that asks it loads and stores"
    planted = {"services.activities.sessions.rules": {"services.activities.sessions.cancel"}}
    assert _breaches(planted) == planted
