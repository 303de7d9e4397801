"""`jiayuan topics apply`: does what is safe to a cluster's topics, and says what it refused."""

import sys

import typer
from confluent_kafka import KafkaException

from cli.topics.difference import Wishes
from cli.topics.report import REFUSED, Bootstrap, MinInsync, Replication, Shorter, compare, reach, show
from contracts.catalogue import CATALOGUE

app = typer.Typer(add_completion=False)


@app.command(epilog="Example: jiayuan topics apply --bootstrap broker:9092 --replication 3 --min-insync 2")
def apply(
    bootstrap: Bootstrap = None,
    replication: Replication = None,
    min_insync: MinInsync = None,
    allow_shorter_retention: Shorter = False,
) -> None:
    """Create topics and change settings where no record and no order is lost; exit 1 if something was refused."""
    cluster = reach(bootstrap)
    changes = compare(cluster, Wishes(replication, min_insync, allow_shorter_retention))
    show(changes)
    done = 0
    for change in (c for c in changes if c.safe):
        try:
            cluster.apply(change, CATALOGUE.topics[change.topic], replication)
        except KafkaException as error:
            sys.stderr.write(f"topics apply: {change.topic}: the broker refused: {error.args[0].name()}\n")
            raise typer.Exit(REFUSED) from None
        done += 1
    refused = sum(change.verdict == "refused" for change in changes)
    sys.stdout.write(f"{done} applied, {refused} refused\n")
    raise typer.Exit(REFUSED if refused else 0)
