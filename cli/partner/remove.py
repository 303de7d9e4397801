"""`jiayuan partner remove`: a partner reads nothing any more, connected or not."""

import sys
from typing import Annotated

import typer

from cli.partner.grants import GrantRefused, Grants
from cli.running import card_or_exit

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan partner remove international-group --topics relief.projects")
def remove(
    name: Annotated[str, typer.Argument(help="As it was added.")],
    topics: Annotated[
        list[str] | None, typer.Option(help="Take only this topic away, named as it was added; may be given again.")
    ] = None,
) -> None:
    """Take a partner's ACLs and credential away; open connections are refused from their next fetch on."""
    grants = Grants(card_or_exit()["bootstrap"])
    try:
        found = grants.revoke(name, topics) if topics else grants.remove(name)
    except GrantRefused as error:
        sys.stderr.write(f"partner remove: {error}\n")
        raise typer.Exit(2) from None
    if not found:
        what = f"does not read {', '.join(topics)}" if topics else "has no credential here"
        sys.stderr.write(f"partner remove: {name} {what}\n  mend: jiayuan partner list\n")
        raise typer.Exit(1)
    sys.stdout.write(f"{name} reads {', '.join(grants.topics(name)) or 'nothing any more'}\n")
