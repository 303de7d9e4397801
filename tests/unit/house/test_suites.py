"""Every test on real stores is in exactly one suite of `make test`, and what runs in containers is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.kit.suites import CONTAINED, SUITES

REPOSITORY = Path(__file__).resolve().parents[3]


def files_of(command: list[str]) -> list[str]:
    """The test files that a pytest command of the suites names, its left-out ones taken away."""
    arguments = command[command.index("-q") + 1 :]
    left_out = {a.partition("=")[2] for a in arguments if a.startswith("--ignore=")}
    assert all((REPOSITORY / path).is_file() for path in left_out), left_out
    found: list[str] = []
    for path in (REPOSITORY / a for a in arguments if not a.startswith("--")):
        assert path.exists(), path
        files = sorted(path.rglob("test_*.py")) if path.is_dir() else [path]
        found += [name for f in files if (name := f.relative_to(REPOSITORY).as_posix()) not in left_out]
    return found


def test_every_file_is_in_one_suite() -> None:
    times = Counter(name for suite in SUITES for name in files_of(list(suite.command)))
    there = {
        path.relative_to(REPOSITORY).as_posix()
        for folder in ("integration", "e2e", "faults")
        for path in (REPOSITORY / "tests" / folder).rglob("test_*.py")
    }
    assert times.keys() == there, "add the folder to tests/kit/suites.py"
    assert {name: n for name, n in times.items() if n != 1} == {}


def test_what_runs_in_containers_is_there() -> None:
    assert [path for path in CONTAINED if not (REPOSITORY / path).exists()] == []
