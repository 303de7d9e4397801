"""`make check` and `make test`: every check runs, side by side where they may; one failure fails the whole.

`--check` is the inner ring, which starts no store and no browser; `--containers` is the part of the integration tests
that .ci/run runs once more on stores in containers. JIAYUAN_LANES says how many checks run at once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from deploy.embedded.tell import Teller
from tests.kit import class_archive, dashboard, lanes
from tests.kit.lanes import Check, Outcome
from tests.kit.machine import in_ci, lacks
from tests.kit.suites import CONTAINERS, SUITES, pytest_of

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TYPED = ["contracts", "kernel", "services", "gateway", "cli", "deploy", "tools", "tests"]
# The longest first, so that no long one runs alone at the end.
CHECKS = (
    Check("unit tests: the house", pytest_of("tests/unit/house")),
    Check("unit tests: the parts", pytest_of("tests/unit", "--ignore=tests/unit/house")),
    Check("types", [str(BIN / "mypy"), "--strict", *TYPED]),
    Check("contract tests", pytest_of("tests/contract")),
    Check("dashboard: lint, types and units", [sys.executable, "-m", "tests.kit.dashboard", *dashboard.UNITS]),
    Check("generated OpenAPI and types are fresh", [sys.executable, "-m", "cli.generate", "--check"]),
    Check("generated events are fresh", [sys.executable, "-m", "contracts.generate", "--check"]),
    Check("generated manifests are fresh", [sys.executable, "-m", "deploy.k8s.generate", "--check"]),
    Check("generated dashboards are fresh", [sys.executable, "-m", "deploy.grafana.generate", "--check"]),
    Check("dependencies", [str(BIN / "deptry"), "."]),
    Check("walls", [str(BIN / "lint-imports")]),
    Check("lint", [str(BIN / "ruff"), "check", "."]),
    Check("format", [str(BIN / "ruff"), "format", "--check", "."]),
)
# What the suites need once, and not while a test waits for it.
PREPARED = (
    Check("dashboard: build", [sys.executable, "-m", "tests.kit.dashboard", dashboard.BUILD]),
    Check("Kafka's classes in an archive", [sys.executable, "-m", "tests.kit.class_archive"]),
)


def main() -> int:
    """0 when everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.run", description=__doc__)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--check", action="store_true", help="only the checks that start nothing")
    part.add_argument("--containers", action="store_true", help="only the tests with stores in containers")
    asked = parser.parse_args()
    began = time.monotonic()
    # In the inner ring a missing store or browser is no matter: nothing there needs one.
    if not _say_what_is_missing() and not asked.check:
        return 1
    if asked.containers:
        os.environ["JIAYUAN_STORES"] = "containers"
        return _summary(_run("tests with stores in containers", CONTAINERS, 1), time.monotonic() - began)
    # Before anything that reads them: two checks must not install the same packages at once.
    if not _fetch_packages():
        return 1
    cores = len(os.sched_getaffinity(0))
    outcomes = _run("checks that start nothing", [*CHECKS, *_compatibility()], cores)
    if not asked.check:
        outcomes += _run("what the suites need", PREPARED, cores)
        class_archive.use()
        # Three at once on two cores were no faster, and pages came seconds late.
        outcomes += _run("suites on real stores", SUITES, cores)
    return _summary(outcomes, time.monotonic() - began)


def _run(headline: str, checks: Sequence[Check], at_once: int) -> list[Outcome]:
    print(f"\n── {headline}", flush=True)
    return lanes.run(checks, int(os.environ.get("JIAYUAN_LANES", at_once)), REPOSITORY)


def _summary(outcomes: list[Outcome], took: float) -> int:
    print("\n── summary", flush=True)
    for one in outcomes:
        print(f"  {'✓' if one.status == 0 else '✗'} {one.what}, {one.seconds:.0f} s")
    failed = sum(one.status != 0 for one in outcomes)
    held = f"{failed} of {len(outcomes)} failed" if failed else f"all {len(outcomes)} held"
    print(f"{held}, {took:.0f} s", flush=True)
    return 1 if failed else 0


def _fetch_packages() -> bool:
    """The dashboard's packages, where a Node is here; only in CI it must be."""
    log = REPOSITORY / "var" / "npm.log"
    log.parent.mkdir(exist_ok=True)
    try:
        node.fetch(dashboard.FOLDER, log, Teller())
    except StartFailed as error:
        print(f"left out: {error}", flush=True)
        return error.part == "node" and not in_ci()
    return True


def _compatibility() -> list[Check]:
    """The gate for changed schemas, against what was published last; left out where git does not reach back to it."""
    published = _git(
        "for-each-ref", "--merged=HEAD", "--sort=-creatordate", "--count=1", "--format=%(refname)", "refs/tags"
    )
    if not published and _git("rev-parse", "--is-shallow-repository") != "false":
        print("left out: schemas against earlier ones, because this is no full clone", flush=True)
        return []
    # Before the first release: against the schemas as they were first written.
    published = published or _git("rev-list", "--reverse", "HEAD", "--", "contracts/schemas").partition("\n")[0]
    command = [sys.executable, "-m", "contracts.compatibility", f"--against={published}"]
    return [Check("schemas can be read by earlier readers", command)]


def _git(*arguments: str) -> str:
    """What git says, or nothing where it fails: no checkout, or no git."""
    try:
        done = subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _say_what_is_missing() -> bool:
    missing = lacks()
    for line in missing:
        print(f"{'MISSING' if in_ci() else 'will be skipped'}: {line}", flush=True)
    return not (missing and in_ci())


if __name__ == "__main__":
    sys.exit(main())
