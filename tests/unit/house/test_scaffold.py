"""`python -m tools.new` writes a command as the house has it, refuses what is unclear, and overwrites nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.house.test_queries import ASKED
from tests.unit.house.test_style import REPOSITORY
from tools.new import DONE, Unclear, command, left

PATHS = ["activities/sessions/transfer", "inspections/samples/send_back", "relief/funds/merge"]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_written_is_clean_and_complete(path: str, tmp_path: Path) -> None:
    files = command(REPOSITORY, path)
    written = {tmp_path / file.relative_to(REPOSITORY): text for file, text in files.items()}
    for file, text in written.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    python = [file for file in written if file.suffix == ".py"]
    config = f"--config={REPOSITORY / 'pyproject.toml'}"
    # The order is not used before the rule is written.
    for how in (["check", "--ignore=ARG001"], ["format", "--check"]):
        done = subprocess.run([sys.executable, "-m", "ruff", *how, config, *python], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode()
    asked = {name for text in files.values() for name in ASKED.findall(text)}
    (sql,) = (text for file, text in files.items() if file.suffix == ".sql")
    assert asked
    assert all(f"-- name: {name}\n" in sql for name in asked)


def test_what_is_written_keeps_what_was_there() -> None:
    sql = REPOSITORY / "services/activities/sessions/sessions.sql"
    before = sql.read_text(encoding="utf-8")
    assert command(REPOSITORY, PATHS[0])[sql].startswith(before.rstrip("\n"))
    assert sql.read_text(encoding="utf-8") == before


def test_a_new_command_imports_what_the_kernel_has() -> None:
    """The template is held against the tree: a name that moved makes this red and not the next engineer."""
    (text,) = (
        text
        for file, text in command(REPOSITORY, PATHS[0]).items()
        if file.parent.name == "sessions" and file.suffix == ".py"
    )
    for node in ast.parse(text).body:
        if isinstance(node, ast.ImportFrom) and node.module:
            module = __import__(node.module, fromlist=["*"])
            assert all(hasattr(module, name.name) for name in node.names), node.module


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("transfer", "is not <room>/<aggregate>/<verb>"),
        ("activities/../x", "is not <room>/<aggregate>/<verb>"),
        ("nowhere/sessions/transfer", "none of the rooms: activities, inspections, relief"),
        (
            "activities/nothing/transfer",
            "has no aggregate nothing; it has: "
            "alliance, calendar, door, needs, people, residents, search, sessions, venues",
        ),
        ("activities/sessions/register", "services/activities/sessions/register.py is there already"),
        ("activities/sessions/import", "Python's own"),
    ],
)
def test_what_is_unclear_is_refused_before_anything_is_written(path: str, says: str) -> None:
    with pytest.raises(Unclear, match=re.escape(says)):
        command(REPOSITORY, path)


def test_what_is_left_is_what_contributing_says() -> None:
    steps = left(REPOSITORY, "activities")
    assert any(step.startswith("Who may call it: `tests/e2e/authorisation.yaml`") for step in steps)
    assert not any(step.startswith(DONE) for step in steps)
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f". {done}" in text for done in DONE)
