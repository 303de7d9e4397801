"""A restore as one step: the old life is put aside whole, the copy is replayed, and what is cut off is put back.

Each life of the database has an archive of its own. A copy of a life that was left is no start for the next one, and a
second restore to a later second of the first life needs that life's whole log; so a restore puts data and archive aside
together, under names that say when, and the new life begins with a copy of its own.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.embedded import postgres_remains
from deploy.embedded.archive import Archive
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import write_private
from deploy.embedded.postgres import Postgres

MARK = "restore-unfinished.json"


@dataclass(frozen=True, slots=True)
class Aside:
    """Where the old life's data and archive lie."""

    data: Path
    archive: Path


def refuse_unfinished(home: Path) -> None:
    """Raises StartFailed where a restore was cut off: the databases are of no known moment."""
    if (home / MARK).exists():
        raise StartFailed("restore", "a restore of this home was cut off", mend="jiayuan restore, once more")


@contextmanager
def restoring(postgres: Postgres, home: Path, at: datetime | None, archive: Path | None) -> Iterator[Aside]:
    """Inside, the database of `home` runs as it was at `at`, or at the end of its log; at the end it is stopped.

    Whatever is raised inside, the old life is put back. Raises StartFailed: nothing was copied before `at`, or the log
    ends before it. `archive` is that of an earlier life; without it, the last one's.
    """
    undo(home)
    data = postgres.data_folder()
    chosen = Archive(archive) if archive else Archive(postgres.archive.folder)
    if chosen.newest_before(at) is None:
        raise StartFailed("restore", f"no copy in {chosen.folder} was finished before that time", mend="jiayuan backup")
    stamp = f"before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    aside = Aside(data.with_name(f"{data.name}-{stamp}"), data.with_name(f"{data.name}-archive-{stamp}"))
    kept = {str(data): str(aside.data), str(postgres.archive.folder): str(aside.archive)}
    write_private(home / MARK, json.dumps(kept))
    try:
        data.rename(aside.data)
        if postgres.archive.folder.exists():
            postgres.archive.folder.rename(aside.archive)
        source = Archive(archive) if archive else Archive(aside.archive)
        # What the lost server had not handed over, where it is left.
        source.complete(aside.data / "pg_wal")
        backup = source.newest_before(at)
        assert backup is not None
        postgres.recover(source, backup, at)
        yield aside
        # The new life's own start; its log is kept from here on.
        postgres.back_up(datetime.now(UTC))
        postgres.stop()
    except BaseException:
        postgres.stop()
        undo(home)
        raise
    (home / MARK).unlink()


def undo(home: Path) -> None:
    """Put the old life back where a restore was cut off; nothing where none was."""
    mark = home / MARK
    if not mark.exists():
        return
    kept = {Path(place): Path(aside) for place, aside in json.loads(mark.read_text()).items()}
    for place, aside in kept.items():
        # The server of a restore that was killed may still work in what is to be thrown away.
        postgres_remains.clear(place)
        if aside.exists():
            if place.exists():
                shutil.rmtree(place)
            aside.rename(place)
    mark.unlink()
