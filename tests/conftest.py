"""Registers the kit's fixtures for every test, and says at the top what this machine lacks."""

from __future__ import annotations

from tests.kit.machine import lacks

pytest_plugins = ["tests.kit.stores", "tests.kit.rooms"]


def pytest_report_header() -> list[str]:
    return [f"would be skipped: {line}" for line in lacks()]
