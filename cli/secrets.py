"""`jiayuan secrets FOLDER`: passwords and keys for a run in containers, each container's in a folder of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.handout import Addresses, hand_out
from kernel.keys import KeyFileBroken

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan secrets /secrets --bootstrap kafka-1:9092,kafka-2:9092,kafka-3:9092")
def secrets(
    folder: Annotated[Path, typer.Argument(help="Has one folder a container, all volumes of their own.")],
    postgres: Annotated[str, typer.Option(help="host:port of the database.")] = "postgres:5432",
    bootstrap: Annotated[str, typer.Option(help="host:port[,host:port] of the brokers.")] = "kafka-1:9092",
    gateway: Annotated[str, typer.Option(help="The gateway's address inside.")] = "http://gateway:8080",
    partners: Annotated[str, typer.Option(help="host:port[,host:port] as partners reach them.")] = "127.0.0.1:19091",
) -> None:
    """Make what FOLDER lacks; what is there stays as it is. Nothing of it is printed."""
    addresses = Addresses(postgres=postgres, bootstrap=bootstrap, gateway=gateway, partners=partners)
    try:
        written = hand_out(folder, addresses)
    except KeyFileBroken as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(1) from None
    sys.stdout.write(f"{len(written)} files written\n")
