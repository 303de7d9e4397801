"""A log that cannot be written never stops the work: a full disk, a reader that left, a stream that was closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WORK = """
import asyncio, logging, os, sys
from kernel import telemetry
from kernel.relay import Relay

telemetry.configure_logs("test", "info")
log = telemetry.logger("test")
try:
    raise RuntimeError("13812345678")
except RuntimeError:
    log.warning("work", exc_info=True)
logging.getLogger("aiokafka").error("a library's line")
log.info("half an emoji", text="\\ud83d")

async def relay_without_a_database():
    task = asyncio.create_task(Relay("postgresql://nobody@127.0.0.1:9/none", "127.0.0.1:9", "test").run())
    await asyncio.sleep(1.2)
    print("ended" if task.done() else "relay runs", flush=True)
    task.cancel()

asyncio.run(relay_without_a_database())
print("lost", int(telemetry.LOG_LINES_LOST._value.get()), flush=True)
os._exit(0)
"""


def _work(stderr: int) -> str:
    done = subprocess.run([sys.executable, "-c", WORK], stdout=subprocess.PIPE, stderr=stderr, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize("kind", ["full disk", "closed pipe"])
def test_a_log_that_cannot_be_written_stops_nothing_and_the_lost_lines_are_counted(kind: str) -> None:
    if kind == "full disk":
        stderr = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, stderr = os.pipe()
        os.close(reader)
    try:
        runs, lost = _work(stderr).splitlines()
    finally:
        os.close(stderr)
    assert runs == "relay runs"
    # Ours, the library's, the one with half an emoji, and at least two of the relay.
    assert int(lost.split()[1]) >= 5


def test_a_log_that_can_be_written_has_every_line(tmp_path: Path) -> None:
    log = tmp_path / "process.log"
    with log.open("wb") as file:
        runs, lost = _work(file.fileno()).splitlines()
    assert (runs, lost) == ("relay runs", "lost 0")
    text = log.read_text(encoding="utf-8")
    for part in ('"event":"work"', "[phone]", "a library's line", "half an emoji", "relay_database_lost"):
        assert part in text
    assert "13812345678" not in text
