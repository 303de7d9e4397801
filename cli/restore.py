"""`jiayuan restore`: the databases as they were at a chosen second, a new timeline, and figures told anew."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.timeline import NewTimeline, new_timeline
from deploy.embedded import runfile
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from deploy.embedded.places import data_home
from deploy.embedded.postgres import Postgres
from deploy.embedded.processes import PROCESSES
from deploy.embedded.tell import Teller

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to, the seconds it took, and where the old data lies."""

    timeline: NewTimeline
    seconds: float
    old: Path


@app.command(epilog="Example: jiayuan restore --at 2026-11-23T09:15:00+08:00")
def restore(
    at: Annotated[str | None, typer.Option(help="RFC 3339 with its offset; without it, the last that is kept.")] = None,
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
        done = put_back(home, moment, Teller())
    except StartFailed as error:
        sys.stderr.write(f"restore: {error}\n")
        raise typer.Exit(1) from None
    finally:
        lock.release()
    sys.stdout.write(f"restored in {done.seconds:.1f} s; the old data is in {done.old}\n{done.timeline.told()}")


def _moment(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise typer.BadParameter("not a time such as 2026-11-23T09:15:00+08:00") from None
    if moment.tzinfo is None:
        raise typer.BadParameter("a time without its offset is nobody's time: add +08:00")
    return moment


def put_back(home: Path, at: datetime | None, teller: Teller) -> Restored:
    """Restore the database of `home`, with its broker's help begin a new timeline, and stop both again.

    Raises StartFailed: nothing was backed up before `at`, or the log ends before it.
    """
    began = time.monotonic()
    postgres, kafka = Postgres(home, teller), Kafka(home, teller)
    backup = postgres.found_archive().newest_before(at)
    if backup is None:
        raise StartFailed("restore", "no backup was finished before that time", mend="jiayuan backup, once a day")
    try:
        with teller.step(f"replaying the log since {backup.folder.name}"):
            old = postgres.recover(backup, at)
        with teller.step("starting Kafka"):
            kafka.start()
        databases = sorted({row.database for row in PROCESSES if row.database})
        dsns = {name: postgres.dsn(name) for name in databases}
        with teller.step("a new timeline"):
            begun = new_timeline(dsns, kafka.bootstrap)
    finally:
        kafka.stop()
        postgres.stop()
    return Restored(begun, time.monotonic() - began, old)
