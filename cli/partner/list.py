"""`jiayuan partner list`: who reads which topics."""

import json
import sys
from typing import Annotated

import typer

from cli.partner.grants import Grants
from cli.running import card_or_exit

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan partner list --json")
def list_partners(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Partners with a credential, and what each may read."""
    grants = Grants(card_or_exit()["bootstrap"])
    found = {name: grants.topics(name) for name in grants.names()}
    if as_json:
        sys.stdout.write(json.dumps(found) + "\n")
    elif not found:
        sys.stdout.write("No partner has a credential. Make one: jiayuan partner add NAME --topics 'activities.*'\n")
    for name, topics in found.items() if not as_json else ():
        sys.stdout.write(f"{name:<40} {', '.join(topics) or 'nothing'}\n")
