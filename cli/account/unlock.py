"""`jiayuan account unlock`: forget every failed guess at an account."""

import sys
from typing import Annotated

import typer

from cli.account.database import on_accounts
from gateway import audit, guesses
from gateway.storage import SQL
from kernel.db import Connection

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan account unlock operator")
def unlock(name: Annotated[str, typer.Argument(help="The username.")]) -> None:
    """Let the owner of an account in at once when other people's wrong guesses lock it."""

    async def by_name(conn: Connection) -> None:
        row = await conn.fetchrow(*SQL["account-of-name"](username=name))
        async with conn.transaction():
            await guesses.unlock(conn, name)
            await audit.record(conn, "guesses-forgotten", by=audit.MACHINE, account=row["id"] if row else None)

    on_accounts(by_name)
    sys.stdout.write(f"{name}: no guess is counted any more\n")
