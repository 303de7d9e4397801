"""A one-time password goes to a terminal or into a file for its owner alone, and into no log."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kernel.files import write_whole

PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="Write the one-time password here, for its owner alone.")
]


def check_place(file: Path | None) -> None:
    """Before anything is done: where the password could go nowhere, nothing is done."""
    if file is None and not sys.stdout.isatty():
        sys.stderr.write("this is no terminal, and what a program prints is kept in its log\n")
        sys.stderr.write("  mend: --password-file FILE\n")
        raise typer.Exit(1)


def hand(name: str, password: str, file: Path | None) -> None:
    """Tell the password once."""
    if file is None:
        sys.stdout.write(f"{name}: one-time password {password}, to be changed at the first sign-in\n")
        return
    write_whole(file, f"{password}\n".encode())
    sys.stdout.write(f"{name}: its one-time password is in {file}, to be changed at the first sign-in\n")
