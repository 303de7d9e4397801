"""`jiayuan resume`: the readers go on after Kafka lost records that they had not applied."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated

import asyncpg
import typer

from cli.timeline import TimelineSettings
from cli.verify.answers import keys_on_the_topic
from deploy.embedded.own_loop import in_own_loop
from kernel import timeline
from kernel.settings import load
from services.engagement.revise import republish

app = typer.Typer(add_completion=False)


@app.command("resume", epilog="Example: jiayuan down; jiayuan resume; jiayuan up")
def command(
    all_stopped: Annotated[
        bool, typer.Option("--all-stopped", help="A cluster's databases and brokers, and no process runs.")
    ] = False,
) -> None:
    """Publish again what Kafka lost before it was applied; the product must be down. Nothing is counted twice."""
    if all_stopped:
        settings = load(TimelineSettings)
        again = resumed(settings.database_urls, settings.kafka)
    else:
        again = _embedded()
    sys.stdout.write(f"{again} events go out once more; every reader goes on at the ends of its topics\n")


def _embedded() -> int:
    # Not at the top: an image has no packages that start and end processes.
    from deploy.embedded import runfile
    from deploy.embedded.places import data_home
    from deploy.embedded.processes import DATABASES
    from deploy.embedded.stack import Stack

    home = data_home()
    if runfile.holder(home) is not None:
        sys.stderr.write(f"resume: {home} is in use\n  mend: make stop\n")
        raise typer.Exit(1)
    with Stack(home, only=["kafka", "postgres"]) as stores:
        return resumed({name: stores.dsn(name) for name in DATABASES}, stores.bootstrap)


def resumed(dsns: Mapping[str, str], bootstrap: str) -> int:
    """How many events go out once more, and every figure with them. Raises asyncpg.PostgresError, KafkaError."""
    found: list[int] = []

    async def resume() -> None:
        found.append(await timeline.resume(dsns, bootstrap))
        conn = await asyncpg.connect(dsns["engagement"], timeout=10)
        try:
            await conn.execute("set statement_timeout = 0")
            # The compacted topic may be gone as well; a figure that is published twice does no harm.
            await republish(conn, await keys_on_the_topic(bootstrap), datetime.now(UTC))
        finally:
            await conn.close()

    in_own_loop(resume)
    return found[0]
