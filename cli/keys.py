"""`jiayuan keys FOLDER`: the signing key of tokens, its public half, and the rooms' secrets about people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kernel.keys import KeyFileBroken, ensure_keys

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan keys ./keys")
def keys(folder: Annotated[Path, typer.Argument(help="Made when missing, for its owner alone.")]) -> None:
    """Make the keys that FOLDER lacks; those that are there stay as they are, and one that is broken is named."""
    before = {file.name for file in folder.glob("*")}
    try:
        ensure_keys(folder)
    except KeyFileBroken as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from None
    made = sorted({file.name for file in folder.glob("*")} - before)
    sys.stdout.write(f"made: {', '.join(made) or 'nothing, all are there'}\n")
