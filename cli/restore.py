"""`jiayuan restore`: the databases as they were at a chosen second, a new timeline, and figures told anew."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import asyncpg
import typer

from cli.verify.told import keys_on_the_topic
from deploy.embedded import runfile
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.places import data_home
from deploy.embedded.postgres import Postgres
from deploy.embedded.processes import PROCESSES
from deploy.embedded.tell import Teller
from kernel import timeline
from services.engagement.revise import retell

app = typer.Typer(add_completion=False)
# Of the timelines before: what the new one has told already is no sign of how much was saved.
NEWEST = "select max(occurred_at) from outbox where store_epoch < (select epoch from store)"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to: the last fact that is there, the seconds it took, and where the old data lies."""

    newest: datetime | None
    seconds: float
    begun: timeline.Begun
    gone: int
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
    newest = done.newest.isoformat() if done.newest else "none"
    sys.stdout.write(f"restored in {done.seconds:.1f} s; the newest fact is of {newest}\n")
    sys.stdout.write(f"store epochs {done.begun.epochs}; {done.begun.published_again} events go out once more\n")
    sys.stdout.write(f"{done.gone} figures of lost facts are told as none; the old data is in {done.old}\n")


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
        found: list[tuple[timeline.Begun, int, datetime | None]] = []

        async def begin() -> None:
            begun = await timeline.begin(dsns, kafka.bootstrap)
            found.append((begun, await _retell(dsns["engagement"], kafka.bootstrap), await _newest(dsns)))

        with teller.step("a new timeline"):
            in_own_loop(begin)
    finally:
        kafka.stop()
        postgres.stop()
    begun, gone, newest = found[0]
    return Restored(newest, time.monotonic() - began, begun, gone, old)


async def _retell(dsn: str, bootstrap: str) -> int:
    conn = await asyncpg.connect(dsn, timeout=10)
    try:
        await conn.execute("set statement_timeout = 0")
        return await retell(conn, await keys_on_the_topic(bootstrap), datetime.now(UTC))
    finally:
        await conn.close()


async def _newest(dsns: Mapping[str, str]) -> datetime | None:
    """When the last fact that is there was committed, in any room."""
    found = []
    for dsn in dsns.values():
        conn = await asyncpg.connect(dsn, timeout=10)
        try:
            found.append(await conn.fetchval(NEWEST))
        finally:
            await conn.close()
    return max((at for at in found if at is not None), default=None)
