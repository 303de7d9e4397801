"""What `plan` and `apply` have to say: the table of differences, and the way to the cluster."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from confluent_kafka import KafkaException

from cli.running import card_or_exit
from cli.topics.cluster import Cluster
from cli.topics.difference import Change, Wishes, difference
from contracts.catalogue import CATALOGUE
from kernel.kafka import access

NOTHING, REFUSED, WOULD_CHANGE = 0, 1, 2
MARKS = {"create": "+", "set": "~", "grow": "~", "refused": "✗", "reported": "·"}

Bootstrap = Annotated[
    str | None, typer.Option(envvar="JIAYUAN_KAFKA", help="host:port[,host:port]; else what `jiayuan up` runs here.")
]
Replication = Annotated[int | None, typer.Option(min=1, help="Copies of each partition; else the brokers' default.")]
MinInsync = Annotated[int | None, typer.Option(min=1, help="Copies in sync before a record is acknowledged.")]
Shorter = Annotated[bool, typer.Option("--allow-shorter-retention", help="Let records expire sooner than they do.")]


def reach(bootstrap: str | None) -> Cluster:
    """The cluster that was named, or the one that runs here; ends the command where there is none."""
    brokers = bootstrap or card_or_exit()["bootstrap"]
    return Cluster(brokers, access(brokers))


def compare(cluster: Cluster, wishes: Wishes) -> list[Change]:
    """Every difference between the catalogue and the cluster; ends the command when no broker answers."""
    try:
        present = cluster.topics()
    except KafkaException as error:
        sys.stderr.write(f"topics: no broker agrees: {error.args[0].name()}\n")
        raise typer.Exit(REFUSED) from None
    return difference(CATALOGUE.topics.values(), present, wishes)


def show(changes: Sequence[Change]) -> None:
    """The differences as a table."""
    from rich.console import Console
    from rich.table import Table

    if not changes:
        sys.stdout.write(f"The cluster has the catalogue's {len(CATALOGUE.topics)} topics as they are to be.\n")
        return
    table = Table("", "topic", "what", "present", "wanted", "why")
    for change in changes:
        mark = MARKS[change.verdict]
        table.add_row(mark, change.topic, change.what, change.present, change.wanted, change.why)
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def status(changes: Sequence[Change]) -> int:
    """1 when something is refused, 2 when something would change, 0 otherwise; what is only reported is neither."""
    verdicts = {change.verdict for change in changes}
    if "refused" in verdicts:
        return REFUSED
    return WOULD_CHANGE if any(change.safe for change in changes) else NOTHING
