"""Real containers for the stores of the tests, by testcontainers: PostgreSQL as it comes, Kafka by a class of ours.

Chosen by JIAYUAN_STORES=containers. Images are settings whose default is the official one; what ran is printed.
"""

from __future__ import annotations

import io
import os
import secrets
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast
from urllib.parse import quote

# Before testcontainers reads them. Its reaper is an image of its own, and needs the engine's socket inside: what a
# test run leaves behind is ended with the run's engine (.ci/run). Ports are asked of the engine, not of a network.
os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
os.environ.setdefault("TESTCONTAINERS_CONNECTION_MODE", "docker_host")

import docker
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import LogMessageWaitStrategy

from deploy.embedded.jars import KAFKA_VERSION
from deploy.embedded.own_loop import in_own_loop
from deploy.embedded.postgres_roles import ensure_databases, owner_of

KAFKA_IMAGE = os.environ.get("JIAYUAN_KAFKA_IMAGE", f"apache/kafka:{KAFKA_VERSION}")
POSTGRES_IMAGE = os.environ.get("JIAYUAN_POSTGRES_IMAGE", "postgres:15-bookworm")
LOOPBACK = ("127.0.0.1",)
CLIENTS, DATABASE = 9092, 5432


class KafkaContainer(DockerContainer):
    """One broker of an apache/kafka image: testcontainers' own class is for another vendor's image alone.

    What it advertises is the mapped port, which is known only once the container runs: its start waits for a script.
    """

    def __init__(self, image: str) -> None:
        super().__init__(image)
        on_loopback(self, CLIENTS)
        settings = {
            "NODE_ID": "1",
            "PROCESS_ROLES": "broker,controller",
            "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
            "LISTENERS": f"PLAINTEXT://:{CLIENTS},CONTROLLER://:9093",
            "LISTENER_SECURITY_PROTOCOL_MAP": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
            "INTER_BROKER_LISTENER_NAME": "PLAINTEXT",
            "AUTO_CREATE_TOPICS_ENABLE": "false",
            "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
            "OFFSETS_TOPIC_NUM_PARTITIONS": "4",
            "TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
            "TRANSACTION_STATE_LOG_MIN_ISR": "1",
            "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        }
        for name, value in settings.items():
            self.with_env(f"KAFKA_{name}", value)
        self.with_env("KAFKA_HEAP_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
        wait = "until [ -e /tmp/written ]; do sleep 0.1; done; exec /bin/bash /tmp/start"
        self.with_command(["/bin/bash", "-c", wait])

    def start(self) -> KafkaContainer:
        """Returns when the broker serves."""
        super().start()
        advertised = f"export KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://{self.bootstrap}\nexec /etc/kafka/docker/run\n"
        # In this order: a script that is half there must not be run.
        self.get_wrapped_container().put_archive("/tmp", _archive(start=advertised, written=""))
        LogMessageWaitStrategy("Kafka Server started").with_startup_timeout(120).wait_until_ready(self)
        return self

    @property
    def bootstrap(self) -> str:
        """host:port for clients."""
        return f"127.0.0.1:{self.get_exposed_port(CLIENTS)}"


class ContainedPostgres:
    """A server in a container, asked as deploy.embedded.postgres.Postgres is asked."""

    def __init__(self, container: PostgresContainer) -> None:
        self._container = container
        self._passwords: dict[str, str] = {}

    def dsn(self, database: str, role: str | None = None) -> str:
        """The address of a database as its room's role; `role` when it is not named after its room."""
        role = role or database
        return self._dsn(role, self._password(role), database)

    def owner_dsn(self, room: str, database: str | None = None) -> str:
        """The address as the role that owns the room's tables."""
        return self.dsn(database or room, role=owner_of(room))

    def admin_dsn(self, database: str = "postgres") -> str:
        """The address as superuser."""
        return self._dsn(self._container.username, self._container.password, database)

    def ensure_databases(self, names: Sequence[str]) -> None:
        """One role and one database a room, each closed to the other roles."""
        in_own_loop(lambda: ensure_databases(self.admin_dsn(), names, self._password))

    def _dsn(self, role: str, password: str, database: str) -> str:
        port = self._container.get_exposed_port(DATABASE)
        return f"postgresql://{quote(role)}:{quote(password)}@127.0.0.1:{port}/{quote(database)}"

    def _password(self, role: str) -> str:
        return self._passwords.setdefault(role, secrets.token_urlsafe(24))


@contextmanager
def kafka() -> Iterator[KafkaContainer]:
    """A broker in a container, gone with the block."""
    with KafkaContainer(KAFKA_IMAGE) as broker:
        yield broker


@contextmanager
def postgres() -> Iterator[ContainedPostgres]:
    """A database server in a container, gone with the block."""
    container = PostgresContainer(POSTGRES_IMAGE, username="postgres", password=secrets.token_urlsafe(24))
    on_loopback(container, DATABASE)
    # As the embedded one: it survives the death of a process, not that of the machine.
    settings = ("fsync=off", "full_page_writes=off", "max_connections=200", "timezone=UTC", "log_error_verbosity=terse")
    container.with_command(["postgres", *(part for setting in settings for part in ("-c", setting))])
    with container as server:
        yield ContainedPostgres(server)


def on_loopback(container: DockerContainer, port: int) -> None:
    """Publish a port under a free one of loopback: testcontainers would take every address of the machine."""
    # Its type knows numbers alone; what is here goes to the engine's client as it is, which takes an address too.
    cast(dict[str, object], container.ports)[str(port)] = LOOPBACK


def described() -> list[str]:
    """One line an image: its name, and what is really behind that name here."""
    client = docker.from_env()
    try:
        return [
            f"stores: containers, {name} ({client.images.get(name).short_id})" for name in (KAFKA_IMAGE, POSTGRES_IMAGE)
        ]
    except docker.errors.ImageNotFound as error:
        return [f"stores: containers, to be pulled: {error.explanation}"]
    finally:
        client.close()


def _archive(**files: str) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(text.encode()), 0o644
            tar.addfile(entry, io.BytesIO(text.encode()))
    return packed.getvalue()
