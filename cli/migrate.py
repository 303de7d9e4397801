"""`jiayuan migrate [ROOM]`: brings a room's database up to date, once, before its processes start."""

from __future__ import annotations

import asyncio
import sys
from typing import Annotated

import typer
from pydantic import Field

from kernel.migrations import FOLDERS, RoleMissing, migrate_all
from kernel.settings import EnvironmentSettings, load

app = typer.Typer(add_completion=False)
NAMES = ", ".join(FOLDERS)


class OneDatabase(EnvironmentSettings):
    """The database of the room that is named."""

    database_url: str


class EveryDatabase(EnvironmentSettings):
    """Where all of them are one job's to bring up: JSON, a room's name to its address."""

    database_urls: dict[str, str] = Field(min_length=1)


@app.command(epilog="Example: JIAYUAN_DATABASE_URL=… jiayuan migrate activities")
def migrate(room: Annotated[str | None, typer.Argument(help=f"One of: {NAMES}; none: every room.")] = None) -> None:
    """Apply the migrations that a room's database lacks; JIAYUAN_DATABASE_URL says where it is.

    Without a room: every one that JIAYUAN_DATABASE_URLS names, as JSON.
    """
    databases = load(EveryDatabase).database_urls if room is None else {room: load(OneDatabase).database_url}
    if unknown := databases.keys() - FOLDERS.keys():
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: none of: {NAMES}")
    try:
        applied = asyncio.run(migrate_all(databases))
    except RoleMissing as error:
        sys.stderr.write(
            f"migrate: the role {error} of the processes is not there yet\n  mend: make it, or start this again\n"
        )
        raise typer.Exit(1) from None
    for name, names in applied.items():
        sys.stdout.write(f"{name}: {len(names)} applied\n")
