"""Fixtures: one real Kafka and one real PostgreSQL a session, and a fresh migrated database a test.

Two providers: processes of this machine, and with JIAYUAN_STORES=containers real containers. What kills a broker or a
database has its own as processes and is left out of a run with containers.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import asyncpg
import pytest

from deploy.embedded import java, postgres_binaries
from deploy.embedded.child import poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.postgres import Postgres
from deploy.embedded.postgres_roles import owner_of
from deploy.embedded.stack import Stack
from tests.kit.machine import CONTAINERS, missing

Database = Callable[[str], str]
MEMORY = Path("/dev/shm")
# What the stores of several suites at once may write; a container's usual 64 MB are not enough.
MEMORY_BYTES = 4 << 30
_numbers = itertools.count(1)


class Broker(Protocol):
    """A broker that the session shares."""

    @property
    def bootstrap(self) -> str: ...


class Server(Protocol):
    """A database server that the session shares."""

    def dsn(self, database: str, role: str | None = None) -> str: ...

    def owner_dsn(self, room: str, database: str | None = None) -> str: ...

    def admin_dsn(self, database: str = "postgres") -> str: ...

    def ensure_databases(self, names: Sequence[str]) -> None: ...


def in_memory() -> Path | None:
    """Where the machine keeps files in memory, when there is room; None means the usual temporary folder.

    A database is copied for each test: that takes a twentieth of the time there, and a killed process loses as little.
    """
    try:
        return MEMORY if shutil.disk_usage(MEMORY).free >= MEMORY_BYTES and os.access(MEMORY, os.W_OK) else None
    except OSError:
        return None


@contextmanager
def throwaway_home(parent: Path | None = None) -> Iterator[Path]:
    """A data folder outside the repository that the database's user can reach, removed at the end.

    Campaigns take the default, a disk: its waits belong to what they try.
    """
    home = Path(tempfile.mkdtemp(prefix="jiayuan-test-", dir=parent))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def need_java() -> None:
    try:
        java.find()
    except StartFailed as error:
        missing(error.why)


def need_postgres() -> None:
    try:
        postgres_binaries.find()
    except StartFailed as error:
        missing(error.why)


@contextmanager
def running_kafka() -> Iterator[Kafka]:
    """A broker of its own with an empty log, ended with the block."""
    need_java()
    with throwaway_home(in_memory()) as folder:
        own = Kafka(folder)
        own.start()
        try:
            yield own
        finally:
            own.stop()


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder for one test."""
    with throwaway_home(in_memory()) as folder:
        yield folder


@pytest.fixture(scope="session")
def kafka() -> Iterator[Broker]:
    """A running broker, shared by the session: use topics and groups of your own."""
    if CONTAINERS:
        from tests.kit import containers

        with containers.kafka() as contained:
            yield contained
        return
    with running_kafka() as broker:
        yield broker


@pytest.fixture(scope="session")
def kafka_to_empty() -> Iterator[Kafka]:
    """A broker beside the shared one, for `broker` alone."""
    with running_kafka() as own:
        yield own


@pytest.fixture
def broker(kafka_to_empty: Kafka) -> Kafka:
    """A broker without a topic: every position begins at 0, and what a test does not make is missing."""
    empty(kafka_to_empty.bootstrap)
    return kafka_to_empty


def empty(bootstrap: str) -> None:
    """Delete every topic but Kafka's own; returns when the broker names none of them."""
    from confluent_kafka.admin import AdminClient

    from deploy.access import options
    from kernel.kafka import access

    admin = AdminClient(options(bootstrap, access(bootstrap)))

    def left() -> list[str]:
        return [name for name in admin.list_topics(timeout=30).topics if not name.startswith("__")]

    if present := left():
        for deleted in admin.delete_topics(present).values():
            deleted.result(30)
    assert poll(lambda: not left(), 30), left()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A running server, shared by the session; a killed process loses nothing in it, only a killed machine would."""
    if CONTAINERS:
        from tests.kit import containers

        with containers.postgres() as contained:
            yield contained
        return
    need_postgres()
    with throwaway_home(in_memory()) as folder:
        server = Postgres(folder, durable=False)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def migrated_rooms() -> set[str]:
    """The rooms whose own database has been migrated, to be copied from."""
    return set()


@pytest.fixture
def database(postgres: Server, migrated_rooms: set[str]) -> Iterator[Database]:
    """`database("activities")` answers the DSN of a fresh, migrated database as that room's role."""
    made: list[str] = []

    def make(room: str) -> str:
        if room not in migrated_rooms:
            _migrate(postgres, room)
            migrated_rooms.add(room)
        name = f"{room}_{next(_numbers)}"
        # No one may be connected to the template while it is copied; tests only ever see copies.
        statements = [f'CREATE DATABASE "{name}" TEMPLATE "{room}" OWNER "{owner_of(room)}"']
        statements.append(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
        statements.append(f'GRANT CONNECT ON DATABASE "{name}" TO "{room}"')
        _execute(postgres, statements)
        made.append(name)
        return postgres.dsn(name, role=room)

    yield make
    if made:
        _execute(postgres, [f'DROP DATABASE "{name}" WITH (FORCE)' for name in made])


@pytest.fixture
def owned(database: Database, postgres: Server) -> Database:
    """`owned("activities")` answers the DSN of a fresh, migrated database as the role that owns its tables."""
    return lambda room: postgres.owner_dsn(room, database(room).rsplit("/", 1)[1])


def _migrate(postgres: Server, room: str) -> None:
    from kernel.migrations import migrate_all

    async def migrate() -> None:
        await migrate_all({room: postgres.owner_dsn(room)})

    postgres.ensure_databases([room])
    in_own_loop(migrate)


def _execute(postgres: Server, statements: list[str]) -> None:
    async def execute() -> None:
        connection = await asyncpg.connect(postgres.admin_dsn())
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    in_own_loop(execute)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The whole product, ready, without the demonstration's data."""
    need_java()
    need_postgres()
    with throwaway_home(in_memory()) as folder, Stack(folder, quiet=True) as running:
        yield running
