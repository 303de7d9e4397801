"""What the embedded run says to the person who started it: a line a step, what it is and how long it took."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Teller:
    """Prints whole lines from any thread; a quiet one says nothing but what went wrong."""

    def __init__(self, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.quiet = quiet
        self._stream = stream
        self._lock = threading.Lock()

    @property
    def stream(self) -> TextIO:
        # Looked up at each line, so that a test runner's capture is honoured. Standard error, because
        # `--json` owns standard output.
        return self._stream if self._stream is not None else sys.stderr

    def line(self, text: str) -> None:
        if not self.quiet:
            self._write(text)

    def trouble(self, text: str) -> None:
        """A line that is said even when quiet: a process died, a step failed."""
        self._write(text)

    def _write(self, text: str) -> None:
        with self._lock:
            try:
                self.stream.write(text + "\n")
                self.stream.flush()
            except (OSError, ValueError):
                # The terminal went away (closed pipe, closed capture); the run goes on.
                return

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Says what begins and, when it is done, how long it took; an error passes through untouched."""
        began = time.monotonic()
        self.line(f"  … {what}")
        try:
            yield
        except BaseException:
            self.line(f"  ✗ {what} failed after {seconds(began)}")
            raise
        self.line(f"  ✓ {what}, {seconds(began)}")


def seconds(began: float) -> str:
    """Time since a monotonic instant, for people."""
    return f"{time.monotonic() - began:.1f} s"
