"""Keeps one part alive: starts it again when it dies, later and later, and says so."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from deploy.embedded.failure import StartFailed
from deploy.embedded.tell import Teller, seconds

FIRST_DELAY = 0.25
LONGEST_DELAY = 15.0
GOOD_LIFE = 30.0


class Part(Protocol):
    """A broker, a database or one of our processes."""

    name: str
    log: Path

    @property
    def pid(self) -> int | None: ...
    def alive(self) -> bool: ...
    def ready(self) -> bool: ...
    def start(self) -> None: ...
    def await_ready(self) -> None: ...
    def stop(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float | None = None) -> int | None: ...


class Keeper:
    """A thread for one part. The delay doubles with each death and starts over after a life of 30 s."""

    def __init__(self, part: Part, teller: Teller, came_back: Callable[[], None] = lambda: None) -> None:
        self.part = part
        self._came_back = came_back
        self._teller = teller
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._keep, name=f"keeper-{part.name}", daemon=True)

    def watch(self) -> None:
        """From now on; the part has been started."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the watch, then the part."""
        self._ending.set()
        self.part.stop()
        if self._thread.is_alive():
            self._thread.join()
        # The thread may have been in the middle of a start when the part was stopped.
        self.part.stop()

    def _keep(self) -> None:
        delay = FIRST_DELAY
        while True:
            born = time.monotonic()
            status = self.part.wait()
            if self._ending.is_set():
                return
            if time.monotonic() - born > GOOD_LIFE:
                delay = FIRST_DELAY
            self._teller.trouble(
                f"  ! {self.part.name} died ({_cause(status)}) after {seconds(born)}; "
                f"started again in {delay:.2g} s (log: {self.part.log})"
            )
            delay = self._revive(delay)

    def _revive(self, delay: float) -> float:
        """Tries until it stands or the watch ends; answers the next delay."""
        while not self._ending.wait(delay):
            delay = min(delay * 2, LONGEST_DELAY)
            began = time.monotonic()
            try:
                self.part.start()
                self.part.await_ready()
            except (StartFailed, OSError) as error:
                if self._ending.is_set():
                    break
                first = str(error).splitlines()[0]
                if self.part.alive():
                    # It lives and may yet become ready: its death, not its slowness, is what we answer.
                    self._teller.trouble(f"  ! {first}; it is left alone (log: {self.part.log})")
                    break
                self._teller.trouble(f"  ! {first}; next try in {delay:.2g} s (log: {self.part.log})")
                continue
            # A full disk may keep the card from being written; the part is back all the same, and stays watched.
            with contextlib.suppress(OSError):
                self._came_back()
            self._teller.trouble(f"  ✓ {self.part.name} is back (pid {self.part.pid}), {seconds(began)}")
            break
        return delay


def _cause(status: int | None) -> str:
    if status is None:
        return "never started"
    return f"signal {-status}" if status < 0 else f"status {status}"
