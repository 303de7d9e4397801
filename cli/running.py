"""The running product's card, for verbs that speak to it."""

import sys
from typing import Any

import typer

from deploy.embedded import runfile
from deploy.embedded.places import data_home


def card_or_exit() -> dict[str, Any]:
    """Where everything is; ends the command with a mend when nothing runs here."""
    home = data_home()
    card = runfile.read(home)
    if card is None or runfile.holder(home) is None:
        sys.stderr.write(f"nothing runs in {home}\n  mend: make run (in another terminal), or jiayuan up --detach\n")
        raise typer.Exit(1)
    return card
