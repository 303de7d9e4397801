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
    "generated code is fresh": [sys.executable, "-m", "contracts.generate", "--check"],
}


def main() -> int:
    """0 when everything held."""
    checks = dict(LINT)
    if "--lint" not in sys.argv[1:]:
        checks |= {what: [sys.executable, "-m", "pytest", "-q", folder] for what, folder in SUITES.items()}
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
