"""The dashboard's own checks with the Node that `make run` would take: its scripts, and the build that is served.

python -m tests.kit.dashboard lint types test build
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import REPOSITORY
from deploy.embedded.tell import Teller
from tests.kit.machine import in_ci

FOLDER = REPOSITORY / "dashboard"
UNITS = ("lint", "types", "test")
BUILD = "build"


def main() -> int:
    """0 when everything held, or when there is no Node here; in CI there must be one."""
    with tempfile.TemporaryDirectory(prefix="jiayuan-checks-") as folder:
        return _checks(sys.argv[1:], Path(folder) / "npm.log")


def _checks(scripts: list[str], log: Path) -> int:
    try:
        runtime = node.fetch(FOLDER, log, Teller())
    except StartFailed as error:
        print(f"left out: {error}", flush=True)
        return 1 if in_ci() or error.part != "node" else 0
    environment = {**os.environ, **node.environment(runtime)}
    for script in (script for script in scripts if script != BUILD):
        done = subprocess.run([*runtime.npm, "run", "--silent", script], cwd=FOLDER, env=environment, check=False)
        if done.returncode != 0:
            return done.returncode
    return _build(log) if BUILD in scripts else 0


def _build(log: Path) -> int:
    try:
        node.build(FOLDER, log, Teller())
    except StartFailed as error:
        print(error, flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
