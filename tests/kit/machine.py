"""What this machine lacks for the whole suite, and what its absence means: a skip at home, a failure in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from typing import NoReturn

import pytest

from deploy.embedded import java, node, postgres_binaries
from deploy.embedded.failure import StartFailed

# Which provider gives the tests their stores: processes of this machine, or real containers.
CONTAINERS = os.environ.get("JIAYUAN_STORES", "process") == "containers"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def in_ci() -> bool:
    """JIAYUAN_CI=1: a missing broker, database or browser fails the run."""
    return os.environ.get("JIAYUAN_CI") == "1"


def chromium() -> str | None:
    """The machine's browser."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def lacks() -> list[str]:
    """One line for each missing thing: what would be skipped, and why."""
    checks: list[tuple[str, Callable[[], object]]] = [
        ("tests with a real Kafka", java.find),
        ("tests with a real PostgreSQL", postgres_binaries.find),
        ("the dashboard's build and its tests", node.find),
        ("tests in a browser", _need_chromium),
        ("tests with the SDKs of Go and Java, and with kcat", _need_clients),
    ]
    lines = []
    for what, check in checks:
        try:
            check()
        except StartFailed as error:
            lines.append(f"{what}: {error.why}")
    return lines


def _need_chromium() -> None:
    if chromium() is None:
        raise StartFailed("chromium", "no Chromium on this machine")


def _need_clients() -> None:
    absent = [name for name in ("go", "java", "javac", "kcat") if shutil.which(name) is None]
    if absent:
        raise StartFailed("clients", f"no {', '.join(absent)} on this machine")


def missing(why: str) -> NoReturn:
    """Skips the test; in CI it fails."""
    if in_ci():
        pytest.fail(why)
    pytest.skip(why)
