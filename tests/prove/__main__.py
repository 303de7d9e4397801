"""`make prove`: every guarantee in turn, each with its load, its faults, its figure; and each check against a bad part.

`python -m tests.prove [--short] [--only NAME …] [--skip-planted]`; logs lie in the folder that the first line names.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.prove.planted import PLANTED, turns_red
from tests.prove.rows import BY_NAME, ROWS, Row

REPOSITORY = Path(__file__).resolve().parents[2]
COUNTED = re.compile(r"(\d+) passed")


def main() -> int:
    """0 when every row holds and every planted part was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="smaller loads, where a row has them")
    parser.add_argument("--only", nargs="+", choices=sorted(BY_NAME), help="these rows, and their planted parts")
    parser.add_argument("--skip-planted", action="store_true")
    asked = parser.parse_args()
    logs = Path(tempfile.mkdtemp(prefix="jiayuan-prove-"))
    print(f"logs: {logs}", flush=True)
    rows = [row for row in ROWS if not asked.only or row.name in asked.only]
    outcomes = [_prove(row, asked.short, logs) for row in rows]
    if not asked.skip_planted:
        outcomes += [_plant(number, logs) for number, p in enumerate(PLANTED) if p.row in {r.name for r in rows}]
    broken = outcomes.count(False)
    print(f"{broken} of {len(outcomes)} do not hold" if broken else f"all {len(outcomes)} hold", flush=True)
    return 1 if broken else 0


def _prove(row: Row, short: bool, logs: Path) -> bool:
    command = row.short if short and row.short else row.command
    environment = os.environ | ({} if short else row.environment) | {"CI": "true"}
    began = time.monotonic()
    log = logs / f"{row.name}.log"
    with log.open("w") as out:
        status = subprocess.run(
            command, cwd=REPOSITORY, env=environment, stdout=out, stderr=subprocess.STDOUT, check=False
        ).returncode
    figure, counted = _figure(log.read_text(encoding="utf-8", errors="replace"))
    holds = status == 0 and counted
    load = f"{row.load}{', short' if short and row.short else ''}"
    _tell(holds, row.name, row.guarantee, load, row.faults, f"{figure}, {time.monotonic() - began:.0f} s")
    return holds


def _figure(output: str) -> tuple[str, bool]:
    """What the command says of itself, and whether it looked at anything: none of its tests was left out."""
    if found := COUNTED.findall(output):
        skipped = re.findall(r"(\d+) skipped", output)
        return f"{found[-1]} tests" + (f", {skipped[-1]} left out" if skipped else ""), not skipped
    rows = [line for line in output.splitlines() if line.startswith(("holds", "BROKEN"))]
    reported = [re.sub(r"\s{2,}", " ", line) for line in rows]
    return "; ".join(reported) or output[-200:].replace("\n", " "), bool(rows)


def _plant(number: int, logs: Path) -> bool:
    planted = PLANTED[number]
    seen, first = turns_red(planted, logs / f"planted-{number}.log")
    _tell(seen, planted.row, f"with {planted.what}, the check turns red", "a copy of the product", "planted", first)
    return seen


def _tell(holds: bool, name: str, guarantee: str, load: str, faults: str, figure: str) -> None:
    print(f"{'holds ' if holds else 'BROKEN'} {name:<14} {guarantee}", flush=True)
    print(f"       {'':<14} load: {load} · faults: {faults}\n       {'':<14} {figure}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
