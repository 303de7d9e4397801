"""`jiayuan serve <process>`: becomes one process of the product; its settings come from the environment."""

from __future__ import annotations

import gc
import importlib
from typing import Annotated

import typer

from deploy.embedded.processes import PROCESSES, WATCH, named

app = typer.Typer(add_completion=False)
NAMES = ", ".join(process.name for process in (*PROCESSES, WATCH))


@app.command(epilog="Example: JIAYUAN_PORT=9001 … jiayuan serve activities")
def serve(process: Annotated[str, typer.Argument(help=f"One of: {NAMES}.")]) -> None:
    """Run one process in the foreground; settings are JIAYUAN_* variables, and a missing one is named."""
    try:
        row = named(process)
    except KeyError:
        raise typer.BadParameter(f"{process!r} is none of: {NAMES}") from None
    # What is imported stays, so a collection meanwhile finds nothing: without them a process imports a tenth faster.
    gc.disable()
    module = importlib.import_module(row.module)
    gc.enable()
    module.main()
