"""`jiayuan backup`: a whole copy of the running product's databases; from the first on, every change is kept too."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Annotated

import asyncpg
import typer

from cli.running import card_or_exit
from deploy.embedded.places import data_home
from deploy.embedded.postgres import Postgres

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan backup --keep 7, once a day")
def backup(
    keep: Annotated[int, typer.Option(help="Whole copies to keep; older ones and their log are dropped.", min=1)] = 7,
) -> None:
    """Copy the databases while they run, and keep the log of changes since, so that any second can be restored."""
    card_or_exit()
    postgres = Postgres.running(data_home())
    try:
        made = postgres.back_up(datetime.now(UTC))
    except (OSError, asyncpg.PostgresError) as error:
        sys.stderr.write(f"backup: {type(error).__name__}: nothing was kept\n")
        raise typer.Exit(1) from None
    dropped = postgres.archive.keep(keep)
    size = sum(file.lstat().st_size for file in made.folder.rglob("*") if file.is_file())
    sys.stdout.write(f"{made.folder} ({size / 1e6:.0f} MB), restorable from {made.ended_at.isoformat()}\n")
    for name in dropped:
        sys.stdout.write(f"dropped {name}\n")
