"""`jiayuan reset`: gives up all data of the embedded run, after asking."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.embedded import runfile
from deploy.embedded.places import data_home
from deploy.embedded.postgres_account import outside

app = typer.Typer(add_completion=False)
# What marks a folder as ours: without one of these it is somebody else's, whatever JIAYUAN_HOME says.
MARKS = ("ports.json", "run.lock")


@app.command(epilog="Example: jiayuan reset --yes")
def reset(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Wipe the databases, the topics, the keys and the logs of this data folder."""
    home = data_home()
    if runfile.holder(home) is not None:
        sys.stderr.write(f"reset: {home} is in use\n  mend: make stop\n")
        raise typer.Exit(1)
    if not any((home / mark).exists() for mark in MARKS):
        _say(as_json, wiped=False, text=f"Nothing to wipe in {home}.")
        return
    if not yes:
        typer.confirm(f"Wipe all data in {home} ({_size(home) / 1e6:.0f} MB)?", abort=True, err=True)
    shutil.rmtree(home)
    # The database's files lie elsewhere when root started it from a closed folder.
    for folder in outside(home).parent.glob(f"{outside(home).name}*"):
        shutil.rmtree(folder, ignore_errors=True)
    _say(as_json, wiped=True, text=f"Wiped {home}.")


def _size(home: Path) -> int:
    return sum(file.lstat().st_size for file in home.rglob("*") if file.is_file())


def _say(as_json: bool, *, wiped: bool, text: str) -> None:
    sys.stdout.write(json.dumps({"wiped": wiped, "text": text}) + "\n" if as_json else text + "\n")
