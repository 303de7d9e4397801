"""The command line as a person or a script meets it, in processes of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.embedded import runfile
from deploy.embedded.places import kept_port

REPOSITORY = Path(__file__).resolve().parents[3]
VERBS = ["up", "down", "reset", "serve", "doctor"]


def jiayuan(home: Path, *words: str, answer: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *words],
        cwd=REPOSITORY,
        env=os.environ | {"JIAYUAN_HOME": str(home)},
        input=answer,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_shows_an_example(home: Path, verb: str) -> None:
    assert f"jiayuan {verb}" in jiayuan(home, verb, "--help").stdout.split("Example:")[1]


@pytest.mark.parametrize("how", [[], ["--detach"]])
def test_a_second_up_says_so_and_exits_1(home: Path, how: list[str]) -> None:
    running = runfile.RunLock(home)
    running.take()
    card = {"pid": os.getpid(), "urls": {}}
    runfile.write(home, card)
    try:
        done = jiayuan(home, "up", *how)
        # What runs there is another's: its card stays, and nothing says that it was stopped.
        assert runfile.read(home) == card
    finally:
        running.release()
    assert done.returncode == 1
    assert "nothing is left running" not in done.stdout + done.stderr
    assert f"already running on {home} (pid {os.getpid()})" in done.stderr


@pytest.mark.parametrize("how", [[], ["--detach"]])
def test_a_taken_port_is_said_before_anything_is_started(home: Path, how: list[str]) -> None:
    with socket.create_server(("127.0.0.1", kept_port(home, "test"))) as server:
        port = server.getsockname()[1]
        done = jiayuan(home, "up", "--no-demo", "--port", str(port), *how)
    assert done.returncode == 1
    assert f"gateway: port {port} is taken" in done.stderr
    assert "make run PORT=" in done.stderr
    assert not (home / "logs" / "kafka.log").exists()


def test_down_with_nothing_running_is_no_error(home: Path) -> None:
    done = jiayuan(home, "down", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["stopped"] is False


def test_reset_asks_first(home: Path) -> None:
    kept_port(home, "kafka")
    refused = jiayuan(home, "reset", answer="n\n")
    assert refused.returncode == 1
    assert (home / "ports.json").exists()
    assert jiayuan(home, "reset", answer="y\n").returncode == 0
    assert not home.exists()


def test_reset_leaves_a_folder_that_is_not_ours(home: Path) -> None:
    (home / "thesis.txt").write_text("years of work")
    assert json.loads(jiayuan(home, "reset", "--yes", "--json").stdout)["wiped"] is False
    assert (home / "thesis.txt").exists()


def test_reset_refuses_while_it_runs(home: Path) -> None:
    running = runfile.RunLock(home)
    running.take()
    try:
        done = jiayuan(home, "reset", "--yes")
    finally:
        running.release()
    assert done.returncode == 1
    assert "in use" in done.stderr


def test_doctor_says_what_it_found(home: Path) -> None:
    done = jiayuan(home, "doctor", "--port", "0", "--json")
    findings = {finding["what"]: finding for finding in json.loads(done.stdout)}
    assert {
        "Python",
        "Java",
        "PostgreSQL",
        "Node",
        "Kafka's jars",
        "Disk",
        "Gateway's port",
        "Working calendar",
    } == set(findings)
    lacking = [finding for finding in findings.values() if finding["needed"] and not finding["ok"]]
    assert done.returncode == (1 if lacking else 0)
    assert all(finding["mend"] for finding in lacking)


def test_serve_names_the_processes_it_knows(home: Path) -> None:
    done = jiayuan(home, "serve", "kitchen")
    assert done.returncode == 2
    assert "engagement-stream" in done.stderr
