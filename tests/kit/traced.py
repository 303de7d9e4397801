"""Runs one of our processes as it is and writes down which of our functions it enters, and when.

python traced.py <file to write> <process>      one line a call: nanoseconds (the machine's monotonic clock), path, name
"""

from __future__ import annotations

import runpy
import sys
import threading
import time
from pathlib import Path
from types import FrameType

REPOSITORY = str(Path(__file__).resolve().parents[2]) + "/"
OURS = tuple(REPOSITORY + package for package in ("contracts/", "gateway/", "kernel/", "services/"))


def main() -> None:
    out = Path(sys.argv[1]).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115 - open as long as the process

    def note(frame: FrameType, event: str, _: object) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(OURS):
            out.write(f"{time.monotonic_ns()} {path.removeprefix(REPOSITORY)} {frame.f_code.co_name}\n")

    threading.setprofile(note)
    sys.setprofile(note)
    sys.argv = ["jiayuan", "serve", sys.argv[2]]
    runpy.run_module("cli.main", run_name="__main__")


if __name__ == "__main__":
    main()
