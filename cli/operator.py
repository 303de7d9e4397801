"""`jiayuan operator FOLDER`: the first account; its password lies in a file of FOLDER that its owner alone can read."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from gateway.accounts import ensure_operator
from kernel.settings import EnvironmentSettings, load

app = typer.Typer(add_completion=False)
FILE = "password"


class Accounts(EnvironmentSettings):
    """Where accounts are kept: the gateway's database."""

    database_url: str


@app.command(epilog="Example: JIAYUAN_DATABASE_URL=… jiayuan operator ./secrets")
def operator(
    folder: Annotated[Path, typer.Argument(help="Where the password is kept; made when missing.")],
    show: Annotated[bool, typer.Option("--show", help="Print the password, to a terminal and nowhere else.")] = False,
) -> None:
    """Make the operator's account, or set it to the password that FOLDER keeps."""
    if show:
        _show(folder / FILE)
        return
    name, _ = asyncio.run(ensure_operator(load(Accounts).database_url, folder))
    sys.stdout.write(f"{name}: its password is in {folder / FILE}\n")


def _show(file: Path) -> None:
    """What a container prints is kept in its log for ever; what a terminal shows is not."""
    if not sys.stdout.isatty():
        sys.stderr.write("not shown: this is no terminal, and what a program prints is kept in its log\n")
        raise typer.Exit(1)
    sys.stdout.write(file.read_text(encoding="ascii").strip() + "\n")
