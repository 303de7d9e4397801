"""`jiayuan partner remove`: a partner reads nothing any more, connected or not."""

import sys
from typing import Annotated

import typer

from cli.partner.grants import Grants
from cli.running import card_or_exit

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan partner remove international-group")
def remove(name: Annotated[str, typer.Argument(help="As it was added.")]) -> None:
    """Take a partner's ACLs and credential away; open connections are refused from their next fetch on."""
    if not Grants(card_or_exit()["bootstrap"]).remove(name):
        sys.stderr.write(f"partner remove: {name} has no credential here\n  mend: jiayuan partner list\n")
        raise typer.Exit(1)
    sys.stdout.write(f"{name} reads nothing any more\n")
