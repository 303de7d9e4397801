"""`jiayuan account enable`: let a disabled account sign in again."""

import sys
from typing import Annotated

import typer

from cli.account.database import on_accounts
from gateway import accounts
from kernel.db import Connection
from kernel.errors import NotFound

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan account enable li.na")
def enable(name: Annotated[str, typer.Argument(help="The username.")]) -> None:
    """It signs in with the password that it had; sessions and keys that ended stay ended."""

    async def by_name(conn: Connection) -> None:
        await accounts.enable(conn, await accounts.id_of(conn, name))

    try:
        on_accounts(by_name)
    except NotFound:
        sys.stderr.write(f"account enable: there is no {name}\n  mend: jiayuan account list\n")
        raise typer.Exit(1) from None
    sys.stdout.write(f"{name} may sign in again\n")
