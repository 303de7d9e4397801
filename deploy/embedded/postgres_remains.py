"""What a killed postmaster leaves behind: children that outlive it a moment, a pid file that may lie."""

from __future__ import annotations

from pathlib import Path

import psutil

from deploy.embedded.failure import StartFailed

PATIENCE_SECONDS = 5.0
# A fast shutdown writes out what memory holds.
SHUTDOWN_SECONDS = 20.0


def clear(data: Path) -> None:
    """Waits for processes that still work in this cluster, ends those that linger, removes a stale pid file.

    Children of a killed postmaster hold the shared memory until they notice; a start before that is refused.
    The pid in the file may by now be another program's of the same user, which would pass for a server.
    """
    left = workers(data)
    if _serving(left):
        # An orphan is asked to end when its parent dies, which takes a moment; another's server does not end.
        psutil.wait_procs(left, timeout=SHUTDOWN_SECONDS)
        left = workers(data)
    if _serving(left):
        raise StartFailed("postgres", f"another server already works on {data}", mend="stop it first: jiayuan down")
    _, lingering = psutil.wait_procs(left, timeout=PATIENCE_SECONDS)
    for process in lingering:
        process.kill()
    psutil.wait_procs(lingering, timeout=PATIENCE_SECONDS)
    (data / "postmaster.pid").unlink(missing_ok=True)


def workers(data: Path) -> list[psutil.Process]:
    """PostgreSQL's processes of this cluster: each of them has its folder as working directory."""
    found = []
    for process in psutil.process_iter(["name", "cwd"]):
        name, cwd = process.info["name"], process.info["cwd"]
        if name and name.startswith("postgres") and cwd and Path(cwd) == data.resolve():
            found.append(process)
    return found


def _serving(family: list[psutil.Process]) -> bool:
    return any(_is_postmaster(process, family) for process in family)


def _is_postmaster(process: psutil.Process, family: list[psutil.Process]) -> bool:
    """A live one has children of the family; an orphan has none. A child is never anyone's parent here."""
    try:
        return any(other.ppid() == process.pid for other in family)
    except psutil.NoSuchProcess:
        return False
