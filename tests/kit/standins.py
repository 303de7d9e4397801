"""A table of stand-in processes, and a program that runs them with the stores until it is asked to stop.

python -m tests.kit.standins <home>      prints a line when everything is ready
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from deploy.embedded.processes import Process
from deploy.embedded.stack import Stack

STANDIN = Path(__file__).with_name("standin.py")


def standin(name: str, ready_after: str = "0") -> Process:
    """A row for the table of processes."""
    command = (sys.executable, str(STANDIN), ready_after)
    return Process(name, "none", frozenset(), command=command)


def main() -> None:
    asked = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: asked.set())
    table = [standin("one"), standin("gateway")]
    with Stack(Path(sys.argv[1]), only=["one", "gateway", "kafka", "postgres"], table=table):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        asked.wait()


if __name__ == "__main__":
    main()
