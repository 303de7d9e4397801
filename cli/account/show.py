"""`jiayuan account show`: the demonstration's accounts on this machine, with the passwords that they were made with."""

import sys

import typer

from deploy.embedded import demonstration
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import data_home

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan account show")
def show() -> None:
    """Print them, to a terminal and nowhere else; a password that was changed since is known to its owner alone."""
    if not sys.stdout.isatty():
        # What a program prints may be kept in a log for ever; what a terminal shows is not.
        sys.stderr.write("not shown: this is no terminal, and what a program prints is kept in its log\n")
        sys.stderr.write(f"  mend: read {data_home() / demonstration.FILE}\n")
        raise typer.Exit(1)
    try:
        kept = demonstration.read(data_home())
    except StartFailed as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from None
    if not kept:
        sys.stderr.write("none was made here\n  mend: make run\n")
        raise typer.Exit(1)
    for name, password in kept.items():
        sys.stdout.write(f"{name:<12} {password}\n")
