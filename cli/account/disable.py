"""`jiayuan account disable`: an account signs in no more."""

import sys
from typing import Annotated

import typer

from cli.account.database import on_accounts
from gateway import accounts
from kernel.db import Connection
from kernel.errors import NotFound

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan account disable li.na")
def disable(name: Annotated[str, typer.Argument(help="The username.")]) -> None:
    """No sign-in any more; its sessions end within seconds, and the keys of programs that it made."""

    async def by_name(conn: Connection) -> None:
        await accounts.disable(conn, await accounts.id_of(conn, name))

    try:
        on_accounts(by_name)
    except NotFound:
        sys.stderr.write(f"account disable: there is no {name}\n  mend: jiayuan account list\n")
        raise typer.Exit(1) from None
    sys.stdout.write(f"{name} signs in no more\n")
