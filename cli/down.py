"""`jiayuan down`: ends a running product and waits until nothing of it is left."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from typing import Annotated

import typer

from deploy.embedded import runfile
from deploy.embedded.child import poll
from deploy.embedded.places import data_home

app = typer.Typer(add_completion=False)
PATIENCE_SECONDS = 120.0


@app.command(epilog="Example: jiayuan down")
def down(as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False) -> None:
    """Stop the product that runs on this data folder; its data stays."""
    home = data_home()
    began = time.monotonic()
    holder = runfile.holder(home)
    if holder is None:
        runfile.remove(home)
        _say(as_json, stopped=False, text=f"Nothing runs on {home}.")
        return
    os.kill(holder, signal.SIGTERM)
    if not poll(lambda: runfile.holder(home) != holder, PATIENCE_SECONDS, every=0.1):
        # Its children are tied to it: the kernel ends them with it.
        os.kill(holder, signal.SIGKILL)
        poll(lambda: runfile.holder(home) != holder, 10.0, every=0.1)
        _say(as_json, stopped=True, text=f"It did not stop in {PATIENCE_SECONDS:.0f} s and was killed.")
        raise typer.Exit(1)
    _say(as_json, stopped=True, text=f"Stopped (pid {holder}), {time.monotonic() - began:.1f} s.")


def _say(as_json: bool, *, stopped: bool, text: str) -> None:
    sys.stdout.write(json.dumps({"stopped": stopped, "text": text}) + "\n" if as_json else text + "\n")
