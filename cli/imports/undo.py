"""`jiayuan import undo`: what a feed listed and the office did not take over is removed."""

import asyncio
import sys
from typing import Annotated
from uuid import uuid4

import typer

from cli.demo.client import Client, DemoFailed
from cli.imports.send import Importer
from cli.running import card_or_exit

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan import undo sf-2026")
def undo(feed: Annotated[str, typer.Argument(help="The name that the import was given.")]) -> None:
    """Remove what an import listed; businesses that the office took over stay."""
    card = card_or_exit()
    try:
        removed, kept = asyncio.run(_undo(card["urls"]["gateway"], card["dsns"]["gateway"], feed))
    except DemoFailed as error:
        sys.stderr.write(f"import: {error}\n")
        raise typer.Exit(1) from None
    sys.stdout.write(f"{removed} removed, {kept} kept because they were taken over\n")


async def _undo(url: str, dsn: str, feed: str) -> tuple[int, int]:
    removed = 0
    async with Client(url.rstrip("/"), Importer(dsn)) as client:
        while True:
            undone = await client.post(f"/inspections/imports/{feed}/undo", run=uuid4().hex)
            assert undone is not None, "an undo answers, or is refused"
            removed += undone["removed"]
            if not undone["left"]:
                return removed, undone["kept"]
