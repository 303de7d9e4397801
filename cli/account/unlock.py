"""`jiayuan account unlock`: forget every failed guess at an account."""

import sys
from typing import Annotated

import typer

from cli.account.database import on_accounts
from gateway import guesses

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan account unlock operator")
def unlock(name: Annotated[str, typer.Argument(help="The username.")]) -> None:
    """Let the owner of an account in at once when other people's wrong guesses lock it."""
    on_accounts(lambda conn: guesses.unlock(conn, name))
    sys.stdout.write(f"{name}: no guess is counted any more\n")
