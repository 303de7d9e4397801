"""A program that hangs: it answers nothing, refuses nothing, and goes on later as if nothing had been."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator

import psutil


@contextlib.contextmanager
def stopped(pid: int | None) -> Iterator[None]:
    """SIGSTOP for a process and everything it started; all of it goes on at the end."""
    assert pid is not None
    leader = psutil.Process(pid)
    group = [leader, *leader.children(recursive=True)]
    for process in group:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for process in group:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGCONT)
