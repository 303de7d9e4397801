"""`jiayuan import`: a file that is sent again is applied again, also after another file of the same feed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from deploy.embedded.stack import Stack


def feed(file: Path, score: int) -> Path:
    """A LIVES feed of one business with this score."""
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("businesses.csv", f"business_id,name\n1,{file.parent.name}\n")
        made.writestr("inspections.csv", f"business_id,score,date\n1,{score},20210708\n")
    return file


def imported(home: Path, name: str, file: Path) -> dict[str, Any]:
    """The report of the command as an operator runs it; it must exit 0."""
    command = ["import", "lives", str(file), "--feed", name, "--risk-class", "C", "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", *command],
        env=os.environ | {"JIAYUAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
    report: dict[str, Any] = json.loads(done.stdout)
    return report


async def test_the_same_file_is_applied_again_after_another_one(stack: Stack, tmp_path: Path) -> None:
    """A key made of the content alone answered the first import's reply, and the score stayed the other file's."""
    name = f"again-{uuid4().hex[:8]}"
    one, other = feed(tmp_path / "one.zip", 90), feed(tmp_path / "other.zip", 70)
    reported = [await asyncio.to_thread(imported, stack.home, name, file) for file in (one, other, one)]
    assert [(t["added"], t["changed"], t["unchanged"]) for t in reported] == [(1, 0, 0), (0, 1, 0), (0, 1, 0)]
