"""`make test`: every check in turn, each with a headline and its time; all are run, and one failure fails the whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.kit.machine import in_ci, lacks

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TYPED = ["contracts", "kernel", "services", "gateway", "cli", "deploy", "tests"]
SUITES = {
    "unit tests": "tests/unit",
    "contract tests": "tests/contract",
    "integration tests (real Kafka and PostgreSQL)": "tests/integration",
    "end to end (browser)": "tests/e2e",
    "faults, the short run": "tests/faults",
}
LINT: dict[str, list[str]] = {
    "lint": [str(BIN / "ruff"), "check", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "types": [str(BIN / "mypy"), "--strict", *TYPED],
    "walls": [str(BIN / "lint-imports")],
    "dependencies": [str(BIN / "deptry"), "."],
    "generated events are fresh": [sys.executable, "-m", "contracts.generate", "--check"],
    "generated dashboards are fresh": [sys.executable, "-m", "deploy.grafana.generate", "--check"],
    "generated manifests are fresh": [sys.executable, "-m", "deploy.k8s.generate", "--check"],
    "generated OpenAPI and types are fresh": [sys.executable, "-m", "cli.generate", "--check"],
}
DASHBOARD = {"dashboard: lint, units and build": [sys.executable, "-m", "tests.kit.dashboard"]}


def main() -> int:
    """0 when everything held."""
    checks = LINT | _compatibility()
    if "--lint" not in sys.argv[1:]:
        # Before the suites: what the browser sees is built once, and not while a test waits for it.
        checks |= DASHBOARD | {what: [sys.executable, "-m", "pytest", "-q", folder] for what, folder in SUITES.items()}
        if not _say_what_is_missing():
            return 1
    os.environ.setdefault("JIAYUAN_FAULTS", "short")
    outcomes = [(what, *_run(what, command)) for what, command in checks.items()]
    print("\n── summary", flush=True)
    for what, status, took in outcomes:
        print(f"  {'✓' if status == 0 else '✗'} {what}, {took:.0f} s")
    failed = [what for what, status, _ in outcomes if status != 0]
    print(f"{len(failed)} of {len(outcomes)} failed" if failed else f"all {len(outcomes)} held", flush=True)
    return 1 if failed else 0


def _compatibility() -> dict[str, list[str]]:
    """The gate for changed schemas, against what was published last; left out where git does not reach back to it."""
    published = _git(
        "for-each-ref", "--merged=HEAD", "--sort=-creatordate", "--count=1", "--format=%(refname)", "refs/tags"
    )
    if not published and _git("rev-parse", "--is-shallow-repository") != "false":
        print("left out: schemas against earlier ones, because this is no full clone", flush=True)
        return {}
    # Before the first release: against the schemas as they were first written.
    published = published or _git("rev-list", "--reverse", "HEAD", "--", "contracts/schemas").partition("\n")[0]
    command = [sys.executable, "-m", "contracts.compatibility", f"--against={published}"]
    return {"schemas can be read by earlier readers": command}


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


def _run(what: str, command: list[str]) -> tuple[int, float]:
    began = time.monotonic()
    print(f"\n── {what}", flush=True)
    with subprocess.Popen(command, cwd=REPOSITORY) as process:
        try:
            status = process.wait()
        except KeyboardInterrupt:
            # The terminal has told it too; it stops its broker and database before it ends.
            process.send_signal(signal.SIGINT)
            process.wait()
            raise SystemExit(130) from None
    took = time.monotonic() - began
    print(f"── {what}: {'held' if status == 0 else f'failed (status {status})'}, {took:.1f} s", flush=True)
    return status, took


if __name__ == "__main__":
    sys.exit(main())
