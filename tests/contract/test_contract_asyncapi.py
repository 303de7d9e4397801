"""The AsyncAPI document under the official parser."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import pytest

from contracts.catalogue import CATALOGUE

HERE = Path(__file__).resolve().parent / "asyncapi"
DOCUMENT = Path(__file__).resolve().parents[2] / "contracts" / "asyncapi.yaml"


def absent(what: Any) -> NoReturn:
    """In CI a missing tool is a failure: a check that is skipped everywhere checks nothing."""
    if os.environ.get("JIAYUAN_CI") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="module")
def parse() -> Any:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        absent("node is not installed")
    if not (HERE / "node_modules" / "@asyncapi" / "parser").is_dir():
        if npm is None:
            absent("npm is not installed")
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit"],
            cwd=HERE,
            check=False,
            capture_output=True,
            text=True,
            timeout=240,
        )
        if done.returncode != 0:
            absent(f"npm ci failed: {done.stderr[-300:]}")
    return lambda path: subprocess.run(
        [node, "check.mjs", str(path)], cwd=HERE, check=False, capture_output=True, text=True, timeout=60
    )


def test_the_document_is_valid_and_names_every_topic_and_type(parse: Any) -> None:
    done = parse(DOCUMENT)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["version"] == "3.0.0"
    assert found["channels"] == list(CATALOGUE.topics)
    assert found["messages"] == len(CATALOGUE.event_types) + 1


def test_the_parser_would_find_a_mistake(parse: Any, tmp_path: Any) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(DOCUMENT.read_text(encoding="utf-8").replace("action: send", "action: shout", 1))
    done = parse(broken)
    assert done.returncode == 1
    assert "operations/activities/send/activities.organisations" in done.stderr


@pytest.mark.parametrize(("ci", "outcome"), [("1", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_missing_tool_fails_in_ci_and_skips_elsewhere(ci: Any, outcome: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("JIAYUAN_CI", ci)
    with pytest.raises(outcome, match="no node"):
        absent("no node")


def test_the_lock_pins_by_hash_and_holds_no_addresses() -> None:
    lock = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    packages = [body for path, body in lock["packages"].items() if path]
    assert packages
    assert all(body["integrity"].startswith("sha512-") for body in packages)
    assert not any("resolved" in body for body in packages)
