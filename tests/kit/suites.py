"""The suites on real stores: which tests run in one process, and which of them once more on stores in containers.

Each process has its own Kafka and PostgreSQL, or its own product, so any two may run at the same time. They are cut so
that each takes about as long as the others; tests/unit/house/test_suites.py holds that no test file is forgotten.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tests.kit.lanes import Check

REPOSITORY = Path(__file__).resolve().parents[2]
INTEGRATION, E2E = "tests/integration", "tests/e2e"
ROOMS = ("activities", "inspections", "relief", "gateway")
PLUMBING = ("kernel", "topics", "engagement")
PROCESSES = ("embedded",)
# With stores in containers. The other tests run on the same code and SQL with stores from packages; these are the ones
# by which a store as a container could differ: every way to Kafka, every migration, each room's guards in SQL, its
# figures and its model.
CONTAINED = (
    "tests/integration/kernel",
    "tests/integration/topics",
    "tests/integration/engagement/test_revise.py",
    "tests/integration/gateway/test_rates.py",
    "tests/integration/activities/test_figures.py",
    "tests/integration/activities/test_guards.py",
    "tests/integration/activities/test_session_model.py",
    "tests/integration/inspections/test_chain.py",
    "tests/integration/inspections/test_guards.py",
    "tests/integration/relief/test_fund_model.py",
    "tests/integration/relief/test_guards.py",
    "tests/integration/relief/test_ledger.py",
)


def pytest_of(*paths: str) -> list[str]:
    """The command that runs these tests in one process."""
    return [sys.executable, "-m", "pytest", "-q", *paths]


def _integration(folders: Sequence[str]) -> list[str]:
    return pytest_of(*(f"{INTEGRATION}/{folder}" for folder in folders))


def _pages() -> list[str]:
    """The files of tests/e2e that open pages; the others ask at the door."""
    files = sorted((REPOSITORY / E2E).glob("test_*.py"))
    return [f"{E2E}/{path.name}" for path in files if "from playwright" in path.read_text(encoding="utf-8")]


# The longest first, so that no long one runs alone at the end; beside what keeps a browser busy, what waits for stores.
SUITES = [
    Check("end to end: pages in a browser", pytest_of(*_pages())),
    Check("integration: rooms on PostgreSQL", _integration(ROOMS)),
    Check("faults in short: operations", pytest_of("tests/faults/test_short_operations.py")),
    Check("end to end: at the door", pytest_of(E2E, *(f"--ignore={path}" for path in _pages()))),
    Check("integration: plumbing on Kafka and PostgreSQL", _integration(PLUMBING)),
    Check("integration: processes and their stores", _integration(PROCESSES)),
    Check(
        "faults in short: the campaigns",
        pytest_of("tests/faults", "--ignore=tests/faults/test_short_operations.py"),
    ),
]
# Not quiet: what the stores run on stands at the head.
CONTAINERS = [Check("integration: stores in containers", [sys.executable, "-m", "pytest", *CONTAINED])]
