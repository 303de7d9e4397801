"""`jiayuan restore`: the databases as they were at a chosen second, a new timeline, and figures published anew."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import asyncpg
import typer

from cli.timeline import NewTimeline, new_timeline
from deploy.embedded import runfile
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from deploy.embedded.places import data_home
from deploy.embedded.postgres import Postgres
from deploy.embedded.processes import DATABASES
from deploy.embedded.recovery import Aside, restoring
from deploy.embedded.tell import Teller
from kernel.kafka import KafkaError

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to, the seconds it took, and where the old life lies."""

    timeline: NewTimeline
    seconds: float
    aside: Aside


@app.command(epilog="Example: jiayuan restore --at 2026-11-23T09:15:00+08:00")
def restore(
    at: Annotated[str | None, typer.Option(help="RFC 3339 with its offset; without it, the last that is kept.")] = None,
    archive: Annotated[Path | None, typer.Option(help="Of an earlier life, as an earlier restore named it.")] = None,
) -> None:
    """Put every database back to one second, all of them to the same; the product must be down. Then: jiayuan up."""
    home = data_home()
    moment = _moment(at)
    if runfile.holder(home) is not None:
        sys.stderr.write(f"restore: {home} is in use\n  mend: make stop\n")
        raise typer.Exit(1)
    lock = runfile.RunLock(home)
    lock.take()
    try:
        done = put_back(home, moment, Teller(), archive)
    except (StartFailed, OSError, asyncpg.PostgresError, KafkaError) as error:
        why = str(error) if isinstance(error, StartFailed) else type(error).__name__
        sys.stderr.write(f"restore: {why}\n  everything is as it was before\n")
        raise typer.Exit(1) from None
    finally:
        lock.release()
    sys.stdout.write(f"restored in {done.seconds:.1f} s\n{done.timeline.text()}")
    sys.stdout.write(f"what was before lies in {done.aside.data} and {done.aside.archive}\n")


def _moment(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter("not a time such as 2026-11-23T09:15:00+08:00") from None
    if moment.tzinfo is None:
        raise typer.BadParameter("a time without its offset could be any time: add +08:00")
    return moment


def put_back(home: Path, at: datetime | None, teller: Teller, archive: Path | None = None) -> Restored:
    """Restore the database of `home`, with its broker's help begin a new timeline, and stop both again.

    Raises StartFailed, asyncpg.PostgresError, KafkaError; then everything is as it was before.
    """
    began = time.monotonic()
    postgres, kafka = Postgres(home, teller), Kafka(home, teller)
    teller.line("  … replaying the log")
    with restoring(postgres, home, at, archive) as aside:
        try:
            with teller.step("starting Kafka"):
                kafka.start()
            with teller.step("a new timeline"):
                begun = new_timeline({name: postgres.dsn(name) for name in DATABASES}, kafka.bootstrap)
        finally:
            kafka.stop()
    return Restored(begun, time.monotonic() - began, aside)
