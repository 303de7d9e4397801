"""One child process: its own session, output into a log file, tied to the life of this process."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

LOG_LIMIT = 20_000_000
TETHER = Path(__file__).with_name("tether.py")


@dataclass(frozen=True)
class Account:
    """A system user that a child runs as."""

    name: str
    uid: int
    gid: int


class _Nursery:
    """The one thread all children are forked from.

    The kernel ties a child to the thread that forked it, not to the process: a child started from a
    short-lived worker thread would be killed as soon as that thread ended.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._owner = 0

    def start(self, argv: Sequence[str], **options: object) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jiayuan-nursery")
                self._owner = os.getpid()
            pool = self._pool
        return pool.submit(lambda: subprocess.Popen(list(argv), **options)).result()  # type: ignore[call-overload, no-any-return]


_nursery = _Nursery()


class Child:
    """A program that can be started again and again with the same arguments."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        account: Account | None = None,
        orphan_signal: signal.Signals = signal.SIGKILL,
    ) -> None:
        self.argv = list(argv)
        self.log = log
        self.env = dict(env) if env is not None else None
        self.cwd = cwd
        self.account = account
        self.orphan_signal = orphan_signal
        self._process: subprocess.Popen[bytes] | None = None
        self.log_offset = 0
        """Where in the log the present life begins."""

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None and self.alive() else None

    @property
    def returncode(self) -> int | None:
        return self._process.returncode if self._process is not None else None

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Forks the program; it says nothing about its readiness."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        keep_log_small(self.log)
        user = f"{self.account.uid}:{self.account.gid}" if self.account else "-"
        tied = [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), str(int(self.orphan_signal)), user]
        with self.log.open("ab") as output:
            self.log_offset = output.tell()
            self._process = _nursery.start(
                [*tied, *self.argv],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.cwd,
                env=self.env,
                # Ctrl-C at the terminal goes to the foreground group: only the supervisor may hear it,
                # because it must stop its children in order.
                start_new_session=True,
            )

    def wait(self, timeout: float | None = None) -> int | None:
        """The exit status, or None when it still lives after the timeout (seconds)."""
        if self._process is None:
            return None
        try:
            return self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """SIGKILL, and the body is buried."""
        process = self._process
        if process is not None:
            process.kill()
            process.wait()
            _sweep(process.pid)

    def stop(self, number: signal.Signals = signal.SIGTERM, timeout: float = 10.0) -> bool:
        """Asks, waits, then kills; False when it had to be killed."""
        process = self._process
        if process is None or process.poll() is not None:
            return True
        process.send_signal(number)
        if self.wait(timeout) is not None:
            _sweep(process.pid)
            return True
        self.kill()
        return False

    def life_log(self) -> str:
        """What the present life has written so far."""
        try:
            with self.log.open("rb") as file:
                file.seek(self.log_offset)
                return file.read().decode("utf-8", "replace")
        except OSError:
            return ""


def _sweep(session: int) -> None:
    """Ends what the child itself had started and left behind in its session (npm's helpers)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(session, signal.SIGKILL)


def keep_log_small(log: Path) -> None:
    """Puts a log of more than 20 MB aside, one generation, so that years of runs do not fill the disk."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


def poll(condition: Callable[[], bool], timeout: float, every: float = 0.05) -> bool:
    """Asks a callable until it is true or the timeout (seconds) has passed."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True
