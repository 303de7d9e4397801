"""`jiayuan account reset`: a one-time password for who lost theirs, or had it stolen."""

import sys
from typing import Annotated

import typer

from cli.account.database import on_accounts
from cli.account.hand import PasswordFile, check_place, hand
from gateway import accounts
from kernel.errors import NotFound

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan account reset li.na")
def reset(name: Annotated[str, typer.Argument(help="The username.")], password_file: PasswordFile = None) -> None:
    """Every session of the account ends, its browsers are strangers again, failed guesses are forgotten."""
    check_place(password_file)
    try:
        password = on_accounts(lambda conn: accounts.reset(conn, name))
    except NotFound:
        sys.stderr.write(f"account reset: there is no {name}\n  mend: jiayuan account list\n")
        raise typer.Exit(1) from None
    hand(name, password, password_file)
