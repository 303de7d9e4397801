"""`jiayuan access`: gives each process's Kafka user what contracts/topics.yaml says, and takes anything else."""

from __future__ import annotations

import sys

import typer

from deploy.access import grant
from kernel.kafka import access as own_access
from kernel.settings import EnvironmentSettings, load

app = typer.Typer(add_completion=False)


class Cluster(EnvironmentSettings):
    """Where the brokers are."""

    kafka: str


@app.command(epilog="Example: JIAYUAN_KAFKA=… JIAYUAN_KAFKA_USER=platform … jiayuan access")
def access() -> None:
    """Make the ACLs of every process on a cluster whose authorizer denies by default."""
    kafka = load(Cluster).kafka
    missing = grant(kafka, own_access(kafka))
    sys.stdout.write(f"{missing} ACLs were missing\n")
