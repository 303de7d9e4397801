"""`jiayuan roles`: each room's database, the role that owns it, and the processes' role that owns nothing."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import asyncpg
import typer

from deploy.embedded.postgres_roles import ensure_databases
from deploy.embedded.processes import DATABASES
from deploy.handout import SUPERUSER

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan roles /secrets/postgres --postgres postgres:5432")
def roles(
    passwords: Annotated[Path, typer.Argument(help="A file a role, with its password; `postgres` is the superuser's.")],
    postgres: Annotated[str, typer.Option(help="host:port of the database.")] = "postgres:5432",
) -> None:
    """Make what the server lacks, before `jiayuan migrate`; a database that its processes owned is carried over."""

    def of(role: str) -> str:
        return (passwords / role).read_text()

    admin = f"postgresql://{SUPERUSER}:{of(SUPERUSER)}@{postgres}/postgres"
    try:
        asyncio.run(ensure_databases(admin, DATABASES, of))
    except (OSError, asyncpg.PostgresError) as error:
        # Never its text: a statement that fails is quoted in it, passwords and all.
        sys.stderr.write(f"roles: {type(error).__name__}\n")
        raise typer.Exit(1) from None
    sys.stdout.write(f"{len(DATABASES)} databases have their roles\n")
