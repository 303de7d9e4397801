"""A restore that is cut off leaves the old life as it was, and until then nothing starts on half of one."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded import archive
from deploy.embedded.child import poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import REPOSITORY, write_private
from deploy.embedded.postgres import Postgres
from deploy.embedded.recovery import MARK, restoring, undo
from deploy.embedded.stack import Stack
from tests.kit.stores import need_postgres

# Dies inside the restore as a killed machine would: nothing of ours is asked any more.
CUT_OFF = """
import os, sys
from pathlib import Path
from deploy.embedded.postgres import Postgres
from deploy.embedded.recovery import restoring
home = Path(sys.argv[1])
with restoring(Postgres(home), home, None, None):
    os._exit(9)
"""


def asked(server: Postgres, sql: str) -> list[int]:
    async def ask() -> list[int]:
        conn = await asyncpg.connect(server.admin_dsn())
        try:
            return [row[0] for row in await conn.fetch(sql)]
        finally:
            await conn.close()

    return asyncio.run(ask())


@pytest.fixture
def lived_in(home: Path) -> Iterator[Postgres]:
    """A database with one row before its copy, one after it, and a log that has both; stopped."""
    need_postgres()
    (home / "logs").mkdir()
    server = Postgres(home)
    server.start()
    try:
        asked(server, "create table life as select 1 as n")
        server.back_up(datetime.now(UTC))
        asked(server, "insert into life values (2)")
        server.stop()
        yield server
    finally:
        server.stop()


def rows(home: Path) -> list[int]:
    server = Postgres(home)
    server.start()
    try:
        return asked(server, "select n from life order by n")
    finally:
        server.stop()


def test_what_is_raised_in_a_restore_puts_the_old_life_back(home: Path, lived_in: Postgres) -> None:
    copies = lived_in.archive.backups()
    with pytest.raises(ZeroDivisionError), restoring(Postgres(home), home, None, None):
        raise ZeroDivisionError
    assert not (home / MARK).exists()
    assert rows(home) == [1, 2]
    assert lived_in.archive.backups() == copies


def test_a_killed_restore_keeps_everything_shut_until_the_next_one_puts_it_back(home: Path, lived_in: Postgres) -> None:
    killed = subprocess.run([sys.executable, "-c", CUT_OFF, str(home)], cwd=REPOSITORY, check=False, timeout=120)
    assert killed.returncode == 9
    with pytest.raises(StartFailed, match="cut off"), Stack(home, quiet=True, only=["postgres"]):
        pass
    with restoring(Postgres(home), home, None, None) as aside:
        assert aside.data.exists()
    assert rows(home) == [1, 2]
    assert len(lived_in.archive.backups()) == 1, "the new life begins with a copy of its own"


def test_the_server_of_a_restore_that_was_cut_off_has_ended_before_the_old_life_is_put_back(
    home: Path, lived_in: Postgres
) -> None:
    data = lived_in.data_folder()
    old = data.with_name("old-life")
    data.rename(old)
    write_private(home / MARK, json.dumps({str(data): str(old)}))
    orphan = Postgres(home)
    orphan.start()
    end = threading.Timer(1, orphan.stop)
    end.start()
    undo(home)
    assert not orphan.alive()
    end.join()
    assert rows(home) == [1, 2]


def test_data_that_lies_outside_the_home_comes_back_with_its_archive(home: Path) -> None:
    outside = home / "elsewhere"
    kept = {outside / name: outside / f"{name}-before" for name in ("data", "data-archive")}
    for place, aside in kept.items():
        aside.mkdir(parents=True)
        (aside / "of-the-old-life").touch()
        place.mkdir()
    (home / "postgres").symlink_to(outside / "data")
    write_private(home / MARK, json.dumps({str(place): str(aside) for place, aside in kept.items()}))
    undo(home)
    assert all((place / "of-the-old-life").exists() for place in kept)
    assert not (home / MARK).exists()


def test_a_second_before_any_copy_is_refused_and_changes_nothing(home: Path, lived_in: Postgres) -> None:
    with (
        pytest.raises(StartFailed, match="no copy"),
        restoring(Postgres(home), home, datetime(2020, 1, 1, tzinfo=UTC), None),
    ):
        pass
    assert rows(home) == [1, 2]


def test_a_second_after_the_logs_end_is_refused_and_puts_back(home: Path, lived_in: Postgres) -> None:
    with (
        pytest.raises(StartFailed),
        restoring(Postgres(home), home, datetime(2099, 1, 1, tzinfo=UTC), None),
    ):
        pass
    assert rows(home) == [1, 2]
    assert not (home / MARK).exists()


def test_a_server_that_ends_before_it_is_asked_how_far_it_is_is_a_failed_start(lived_in: Postgres) -> None:
    with pytest.raises(StartFailed, match="while it replayed"):
        asyncio.run(lived_in._promoted([]))


def test_a_server_that_was_started_again_hands_its_log_over_in_time(
    lived_in: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL 15 began to count only with the first checkpoint, five minutes later: so much was lost with a disk."""
    monkeypatch.setattr(archive, "HAND_OVER_SECONDS", 1)
    handed_over = set(lived_in.archive.wal.glob("*.gz"))
    lived_in.start()
    asked(lived_in, "insert into life values (3)")
    assert poll(lambda: set(lived_in.archive.wal.glob("*.gz")) > handed_over, 15), lived_in.log.read_text()
