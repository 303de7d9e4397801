"""Registers the kit's fixtures for every test, and says at the top what this machine lacks."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.kit.machine import CONTAINERS, lacks

# A loaded machine is slow and not wrong: no property is gated by time.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = ["tests.kit.stores", "tests.kit.rooms"]


def pytest_report_header() -> list[str]:
    lines = [f"would be skipped: {line}" for line in lacks()]
    if CONTAINERS:
        from tests.kit.containers import described

        lines += described()
    return lines


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In a run with containers: what uses the shared stores, and nothing that kills a store of its own."""
    if not CONTAINERS:
        return
    chosen = [item for item in items if _uses_containers(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _uses_containers(item)])
    items[:] = chosen


def _uses_containers(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    # A data folder or a broker of its own is for processes of its own, which are killed or wound back.
    is_about_processes = item.get_closest_marker("faults") or "integration/embedded" in item.path.as_posix()
    return bool({"kafka", "postgres"} & fixtures) and not {"home", "broker"} & fixtures and not is_about_processes
