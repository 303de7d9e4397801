"""Backups of the embedded database: whole copies, the log of every change since, and the way back to a chosen second.

PostgreSQL's own way, continuous archiving (its manual, chapter 26.3), with the low-level calls instead of
pg_basebackup, which the packaged database does not bring along.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import shlex
import shutil
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from deploy.embedded.child import Account, Child
from deploy.embedded.own_loop import in_own_loop

# At most this much is lost with the disk: a segment with a change in it is handed over after so many seconds.
HAND_OVER_SECONDS = 15
# These are of the running server alone, or come from the log.
LEFT_OUT = ("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_subtrans")
ABOUT = "backup.json"
# A full disk, or a folder that cannot be written to, must not hold a backup for ever.
HANDED_OVER_SECONDS = 300
# Segments of the log and histories of its lives, and nothing else that lies beside them.
SEGMENT = re.compile(r"[0-9A-F]{24}|[0-9A-F]{8}\.history")


@dataclass(frozen=True, slots=True)
class Backup:
    """One whole copy; nothing before `ended_at` can be restored from it."""

    folder: Path
    ended_at: datetime


class Archive:
    """The folder beside the data that holds copies and log; the database's user writes the log there itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wal = folder / "wal"

    def settings(self) -> dict[str, str]:
        """What the server needs to hand its log over. Until the first backup there is no place for it."""
        wal = shlex.quote(str(self.wal))
        # First under another name: a segment that was cut off by a crash is never taken for a whole one.
        command = f"test ! -d {wal} || (gzip -c %p > {wal}/%f.part && mv {wal}/%f.part {wal}/%f.gz)"
        return {"archive_mode": "on", "archive_timeout": str(HAND_OVER_SECONDS), "archive_command": command}

    def open(self, account: Account | None) -> None:
        """Make the folder, for the database's user."""
        for folder in (self.folder, self.wal):
            folder.mkdir(mode=0o700, exist_ok=True)
            if account is not None:
                os.chown(folder, account.uid, account.gid)

    def backups(self) -> list[Backup]:
        """Whole copies, oldest first; one that was not finished is none."""
        return [
            Backup(about.parent, datetime.fromisoformat(json.loads(about.read_text())["ended_at"]))
            for about in sorted(self.folder.glob(f"copy-*/{ABOUT}"))
        ]

    def copy(self, data: Path, admin_dsn: str, at: datetime) -> Backup:
        """Copy the data folder of a running server whole. Raises OSError, asyncpg.PostgresError."""
        target = self.folder / f"copy-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        ended: list[datetime] = []

        async def bracket() -> None:
            conn = await asyncpg.connect(admin_dsn)
            try:
                await conn.execute("select pg_backup_start($1, fast => true)", target.name)
                _copy(data, target / "data")
                # Waits until the log that the copy needs is handed over.
                stop = "select labelfile from pg_backup_stop(wait_for_archive => true)"
                label = await conn.fetchval(stop, timeout=HANDED_OVER_SECONDS)
                (target / "data" / "backup_label").write_text(label)
                ended.append(await conn.fetchval("select clock_timestamp()"))
            finally:
                await conn.close()

        try:
            in_own_loop(bracket)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        (target / ABOUT).write_text(json.dumps({"ended_at": ended[0].isoformat()}))
        return Backup(target, ended[0])

    def newest_before(self, at: datetime | None) -> Backup | None:
        """The copy to start from for `at`; the newest of all for the end of the log."""
        fit = [backup for backup in self.backups() if at is None or backup.ended_at <= at]
        return fit[-1] if fit else None

    def keep(self, copies: int) -> list[str]:
        """Drop all but the newest copies, and log that none of those needs; answers the names dropped."""
        backups = self.backups()
        for folder in set(self.folder.glob("copy-*")) - {backup.folder for backup in backups}:
            # Cut off in the middle: nothing can be restored from it.
            shutil.rmtree(folder)
        dropped = backups[:-copies] if copies else []
        for backup in dropped:
            shutil.rmtree(backup.folder)
        left = self.backups()
        if dropped and left:
            first = _first_segment(left[0].folder / "data" / "backup_label")
            for segment in self.wal.glob("????????????????????????.gz"):
                if segment.name[8:24] < first[8:24]:
                    segment.unlink()
        return [backup.folder.name for backup in dropped]

    def complete(self, log: Path) -> None:
        """Take in what a lost server had not handed over yet; `log` is its pg_wal, which need not be there."""
        self.wal.mkdir(mode=0o700, exist_ok=True)
        for segment in (path for path in log.glob("*") if SEGMENT.fullmatch(path.name)):
            kept = self.wal / f"{segment.name}.gz"
            if not kept.exists():
                with segment.open("rb") as source, gzip.open(kept, "wb", compresslevel=1) as target:
                    shutil.copyfileobj(source, target)
                kept.chmod(0o644)

    def lay_out(self, backup: Backup, data: Path, at: datetime | None) -> list[str]:
        """Make `data` the copy, set to replay the log to `at`, or to its end; returns the settings to reset then."""
        shutil.copytree(backup.folder / "data", data, symlinks=True)
        settings = {
            "restore_command": f"gunzip -c {shlex.quote(str(self.wal))}/%f.gz > %p",
            "recovery_target_action": "promote",
        }
        if at is not None:
            settings["recovery_target_time"] = at.astimezone(UTC).isoformat(sep=" ")
        with (data / "postgresql.auto.conf").open("a") as conf:
            for key, value in settings.items():
                quoted = value.replace("'", "''")
                conf.write(f"{key} = '{quoted}'\n")
        (data / "recovery.signal").touch()
        return list(settings)


def begin_hand_over(server: Child) -> None:
    """Let a server that was started count its HAND_OVER_SECONDS: it is asked to read its settings again.

    Since PostgreSQL 15 the process that ends a segment in time starts before the log is replayed, has nothing to do yet
    and sleeps to the first checkpoint, five minutes later. Any signal wakes it.
    """
    # One that ended meanwhile is seen by what waits for it.
    with contextlib.suppress(ProcessLookupError):
        if (pid := server.pid) is not None:
            os.kill(pid, signal.SIGHUP)


def _copy(data: Path, target: Path) -> None:
    """Files that go while we copy are the log's business; what is torn, the log mends."""

    def one(source: str, to: str) -> str:
        try:
            return shutil.copy2(source, to)
        except FileNotFoundError:
            return to

    def left_out(folder: str, names: list[str]) -> set[str]:
        kept = {name for name in names if name.startswith(("pgsql_tmp", ".s.PGSQL"))}
        if Path(folder) == data:
            kept |= set(LEFT_OUT)
        return kept & set(names)

    shutil.copytree(data, target, ignore=left_out, copy_function=one, symlinks=True)
    # Folders that the server wants to find, empty.
    for name in LEFT_OUT[2:]:
        (target / name).mkdir(mode=0o700)
    (target / "pg_wal" / "archive_status").mkdir(mode=0o700)


def _first_segment(label: Path) -> str:
    """`START WAL LOCATION: 0/2000028 (file 000000010000000000000002)`."""
    return label.read_text().partition("(file ")[2].partition(")")[0]
