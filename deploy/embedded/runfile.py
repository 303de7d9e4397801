"""The running product's card: one run a home (a file lock), and a private file that says where everything is."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from typing import Any

from deploy.embedded.failure import StartFailed
from deploy.embedded.places import open_home, write_private

FILE = "run.json"


class RunLock:
    """Held by the process that runs a home; the kernel frees it however that process ends."""

    def __init__(self, home: Path) -> None:
        self._path = home / "run.lock"
        self._descriptor: int | None = None

    def take(self) -> None:
        """Raises StartFailed when another process runs this home."""
        open_home(self._path.parent)
        # Close-on-exec is Python's default: a child must not inherit the lock and outlive us with it.
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise StartFailed(
                "up",
                f"already running on {self._path.parent} (pid {holder(self._path.parent)})",
                mend="stop that one first: make stop",
            ) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def holder(home: Path) -> int | None:
    """The pid of the process that runs this home now, or None when none does."""
    path = home / "run.lock"
    if not path.exists():
        return None
    with path.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(file.read() or 0) or None
    return None


def write(home: Path, card: dict[str, Any]) -> None:
    """Readable for its owner alone: it holds passwords."""
    write_private(home / FILE, json.dumps(card, indent=1, sort_keys=True))


def read(home: Path) -> dict[str, Any] | None:
    """The card, or None when there is none."""
    try:
        card: dict[str, Any] = json.loads((home / FILE).read_text())
    except (OSError, ValueError):
        return None
    return card


def remove(home: Path) -> None:
    (home / FILE).unlink(missing_ok=True)
