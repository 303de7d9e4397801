"""Programs that check data and start nothing: the machine's own, else what deploy/fetch_tools.sh unpacked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.kit.machine import missing

REPOSITORY = Path(__file__).resolve().parents[2]
UNPACKED = REPOSITORY / ".tools" / "usr" / "bin"


def tool(name: str) -> str:
    """Where the program is. Without it the test is skipped; in CI it fails."""
    found = shutil.which(name) or shutil.which(name, path=str(UNPACKED))
    return found or missing(f"no {name} on this machine; deploy/fetch_tools.sh gets it")


def check(*command: str, cwd: Path = REPOSITORY) -> str:
    """Run a check; what it said. Raises AssertionError with that where it refused."""
    done = subprocess.run(
        [tool(command[0]), *command[1:]], cwd=cwd, capture_output=True, text=True, timeout=240, check=False
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    return output
