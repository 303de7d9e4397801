"""The running product's card, for verbs that speak to it."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import typer

from deploy.embedded import runfile
from deploy.embedded.places import data_home

# Where a run that is not this machine's own (containers) keeps its card.
CARD = "JIAYUAN_CARD"


def card_or_exit() -> dict[str, Any]:
    """Where everything is; ends the command with a mend when nothing runs here."""
    if named := os.environ.get(CARD):
        return _card_of_containers(Path(named))
    home = data_home()
    card = runfile.read(home)
    if card is None or runfile.holder(home) is None:
        sys.stderr.write(f"nothing runs in {home}\n  mend: make run (in another terminal), or jiayuan up --detach\n")
        raise typer.Exit(1)
    _sign_in(card)
    return card


def _sign_in(card: dict[str, Any]) -> None:
    """To the run's own broker as its processes do."""
    if own := card.get("kafka"):
        # Not at the top: it takes a while, and not every verb comes so far.
        from kernel.kafka import KafkaAccess, sign_in

        sign_in(card["bootstrap"], KafkaAccess(**own, ca=None))


def _card_of_containers(file: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads(file.read_text())
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{CARD}: no card: {type(error).__name__}\n")
        raise typer.Exit(1) from None
    return card
