"""`jiayuan account list`: every account with its roles, its last sign-in, and whether it is disabled."""

import sys

import typer

from cli.account.database import on_accounts
from gateway.storage import SQL
from kernel.db import Connection, Row

app = typer.Typer(add_completion=False)
PAGE = 500


@app.command(name="list", epilog="Example: jiayuan account list")
def list_() -> None:
    """By name; no password is anywhere to be listed."""

    async def every(conn: Connection) -> list[Row]:
        found: list[Row] = []
        while True:
            page = await conn.fetch(*SQL["list-accounts"](username=found[-1]["username"] if found else "", limit=PAGE))
            found += page
            if len(page) < PAGE:
                return found

    for row in on_accounts(every):
        seen = f"{row['last_sign_in_at']:%Y-%m-%d %H:%M} UTC" if row["last_sign_in_at"] else "never"
        state = "disabled" if row["disabled_at"] else f"last sign-in {seen}"
        of = f" of {row['organisation_id']}" if row["organisation_id"] else ""
        sys.stdout.write(f"{row['username']:<24} {', '.join(row['roles'])}{of}; {state}\n")
