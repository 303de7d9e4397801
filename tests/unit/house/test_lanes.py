"""Checks run side by side: no more than may, every one to its end, and a failure shows all that it said."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.kit.lanes import Check, run

REPOSITORY = Path(__file__).resolve().parents[3]
WAITS = """
import time
try:
    open("begun", "w").close()
    time.sleep(60)
finally:
    open("ended", "w").close()
"""
# A run in the background of a shell ignores interrupts, and so would everything that it starts.
INTERRUPTED = """
import signal, sys
from pathlib import Path
from tests.kit.lanes import Check, run
signal.signal(signal.SIGINT, signal.default_int_handler)
run([Check("waits", [sys.executable, "-c", sys.argv[2]])], 1, Path(sys.argv[1]))
"""


def python(what: str, code: str) -> Check:
    return Check(what, [sys.executable, "-c", code])


def test_one_that_fails_stops_no_other_and_shows_what_it_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = python("fails", "print('first line'); print('why'); raise SystemExit(3)")
    holding = python("holds", "print('noise'); print('SKIPPED [1] here'); print('2 passed')")
    outcomes = {one.what: one.status for one in run([failing, holding], 2, tmp_path)}
    assert outcomes == {"fails": 3, "holds": 0}
    said = capsys.readouterr().out
    assert "first line\nwhy" in said
    assert "SKIPPED [1] here\n2 passed" in said
    assert "noise" not in said


def test_what_a_check_compiles_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "compiled_once.py").touch()
    (done,) = run([python("imports", "import compiled_once")], 1, tmp_path)
    assert done.status == 0
    assert list(tmp_path.glob("__pycache__/compiled_once.*.pyc"))


@pytest.mark.parametrize(("at_once", "met"), [(1, False), (2, True)])
def test_so_many_run_at_once(tmp_path: Path, at_once: int, met: bool) -> None:
    """Two that wait for each other's file: side by side they meet, one after the other they do not."""
    code = (
        "import pathlib, sys, time; pathlib.Path('{own}').touch(); end = time.monotonic() + {wait}\n"
        "while not pathlib.Path('{other}').exists():\n"
        "    time.sleep(0.01)\n"
        "    if time.monotonic() > end: raise SystemExit(1)"
    )
    wait = 60 if met else 0.1
    pair = [
        python("a", code.format(own="a", other="b", wait=wait)),
        python("b", code.format(own="b", other="a", wait=wait)),
    ]
    assert (sum(one.status for one in run(pair, at_once, tmp_path)) == 0) is met


def test_an_interrupt_lets_each_end_what_it_began(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(tmp_path), WAITS],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    while not (tmp_path / "begun").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130
    assert (tmp_path / "ended").exists()
