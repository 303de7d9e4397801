"""`jiayuan topics plan`: what `apply` would do to a cluster's topics, and what it would refuse."""

import typer

from cli.topics.difference import Wishes
from cli.topics.report import Bootstrap, MinInsync, Replication, Shorter, compare, reach, show, status

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan topics plan --bootstrap broker:9092 --replication 3 --min-insync 2")
def plan(
    bootstrap: Bootstrap = None,
    replication: Replication = None,
    min_insync: MinInsync = None,
    allow_shorter_retention: Shorter = False,
) -> None:
    """Hold the catalogue against a cluster; exit 0: nothing differs, 2: something would change, 1: refused."""
    changes = compare(reach(bootstrap), Wishes(replication, min_insync, allow_shorter_retention))
    show(changes)
    raise typer.Exit(status(changes))
