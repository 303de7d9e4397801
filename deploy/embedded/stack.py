"""The whole product on this machine: starts every part in order, keeps it alive, stops it in order."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from deploy.embedded import prepare, runfile
from deploy.embedded.child import poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.kafka import Kafka
from deploy.embedded.places import kept_port, open_home, port_is_free
from deploy.embedded.postgres import Postgres, plain_environment
from deploy.embedded.processes import PROCESSES, Need, Process
from deploy.embedded.recovery import refuse_unfinished
from deploy.embedded.service import Service
from deploy.embedded.supervisor import Keeper, Part
from deploy.embedded.tell import Teller


class Stack:
    """`with Stack(home) as stack:` is the product, ready; leaving the block leaves no process behind.

    `only` names the processes wanted ("kafka" and "postgres" count as such); what those need is started too.
    `gateway_port` 0 means any free port. `table` lets tests run processes of their own.
    """

    def __init__(
        self,
        home: Path,
        gateway_port: int = 0,
        only: Sequence[str] | None = None,
        quiet: bool = False,
        *,
        table: Sequence[Process] = PROCESSES,
        teller: Teller | None = None,
    ) -> None:
        self.home = home
        self.teller = teller or Teller(quiet=quiet)
        # The demonstration's people, as they were made: username → password.
        self.passwords: dict[str, str] = {}
        self.is_loaded = False
        self._gateway_port = gateway_port
        self._processes = [row for row in table if only is None or row.name in only]
        self._needs: frozenset[Need] = frozenset().union(*(row.needs for row in self._processes))
        self._with_kafka = only is None or "kafka" in only or "kafka" in self._needs
        self._with_postgres = only is None or "postgres" in only or "postgres" in self._needs
        self._databases = sorted({row.database for row in self._processes if row.database})
        self._kafka = Kafka(home, self.teller)
        self._postgres = Postgres(home, self.teller)
        self._ports: dict[str, int] = {}
        self._metrics_ports: dict[str, int] = {}
        self._services: dict[str, Service] = {}
        self._keepers: list[Keeper] = []
        self._lock = runfile.RunLock(home)
        self._holds_home = False
        self._card_lock = threading.Lock()

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.down()

    def up(self) -> None:
        """Everything started and ready, or nothing left of it and StartFailed raised."""
        self._lock.take()
        self._holds_home = True
        try:
            open_home(self.home)
            refuse_unfinished(self.home)
            (self.home / "logs").mkdir(exist_ok=True)
            # All ports before anything else: a taken one is known in a moment, not after the broker's start.
            self._ports = {row.name: self._port(row) for row in self._processes}
            self._metrics_ports = {row.name: kept_port(self.home, f"{row.name}-metrics") for row in self._processes}
            self._start_stores()
            self._prepare()
            self._start_services()
            self.write_card()
        except BaseException:
            self.down()
            raise

    def write_card(self) -> None:
        """Tells other commands where everything is; again whenever a process came back under another pid."""
        with self._card_lock:
            runfile.write(self.home, self.card())

    def down(self) -> None:
        """Gateway, rooms, engagement, stream, then Kafka, then Postgres; safe to call twice.

        A stack that never got the home does nothing: what runs there is another's, and so is its card.
        """
        if not self._holds_home:
            return
        watched = {keeper.part.name for keeper in self._keepers}
        # Services that never came under watch, because the start failed before: they need the stores to end well.
        for service in reversed(self._services.values()):
            if service.name not in watched:
                service.stop()
        for keeper in reversed(self._keepers):
            with self.teller.step(f"stopping {keeper.part.name}"):
                keeper.stop()
        self._keepers.clear()
        # A store whose start failed half-way.
        self._kafka.stop()
        self._postgres.stop()
        runfile.remove(self.home)
        self._holds_home = False
        self._lock.release()

    @property
    def holds_home(self) -> bool:
        """Whether this stack runs its home, from the lock to the end of `down`."""
        return self._holds_home

    @property
    def bootstrap(self) -> str:
        """The broker's host:port."""
        return self._kafka.bootstrap

    def url(self, process: str) -> str:
        """http://host:port of one of our processes. Raises KeyError."""
        return self._services[process].url

    def dsn(self, room: str) -> str:
        """A room's database as that room's role."""
        return self._postgres.dsn(room)

    def pid(self, process: str) -> int | None:
        """None while it is dead."""
        return self._part(process).pid

    def log(self, process: str) -> Path:
        return self._part(process).log

    def kill(self, process: str) -> None:
        """SIGKILL; the supervisor will start it again."""
        self._part(process).kill()

    def wait_ready(self, process: str, timeout: float = 60.0) -> None:
        """Returns when the process is ready. Raises TimeoutError after `timeout` seconds."""
        if not poll(self._part(process).ready, timeout, every=0.1):
            raise TimeoutError(f"{process} is not ready after {timeout:.0f} s, log: {self.log(process)}")

    def card(self) -> dict[str, Any]:
        """What run.json says."""
        parts = self._parts()
        return {
            "pid": os.getpid(),
            "ready": self.is_loaded,
            "pids": {part.name: part.pid for part in parts},
            "logs": {part.name: str(part.log) for part in parts},
            "ports": {name: service.port for name, service in self._services.items()},
            "urls": {name: service.url for name, service in self._services.items()},
            "metrics": {name: f"http://127.0.0.1:{port}/metrics" for name, port in self._metrics_ports.items()},
            "dsns": {name: self.dsn(name) for name in self._databases},
            "bootstrap": self.bootstrap if self._with_kafka else None,
            "kafka": self._kafka.access.model_dump(include={"user", "password", "mechanism"})
            if self._with_kafka
            else None,
            "partners": self._kafka.partners if self._with_kafka else None,
            "accounts": self.passwords,
        }

    def _part(self, name: str) -> Part:
        return {part.name: part for part in self._parts()}[name]

    def _parts(self) -> list[Part]:
        stores: list[Part] = []
        if self._with_postgres:
            stores.append(self._postgres)
        if self._with_kafka:
            stores.append(self._kafka)
        return [*stores, *self._services.values()]

    def _start_stores(self) -> None:
        """Side by side: the broker takes seconds, the database less than one."""

        def start(part: Part, what: str) -> None:
            with self.teller.step(what):
                part.start()

        wanted: list[tuple[Part, str]] = []
        if self._with_postgres:
            wanted.append((self._postgres, "starting PostgreSQL"))
        if self._with_kafka:
            wanted.append((self._kafka, "starting Kafka"))
        with ThreadPoolExecutor(2) as pool:
            futures = [pool.submit(start, *one) for one in wanted]
        for future in futures:
            future.result()
        for part, _ in wanted:
            self._watch(part)

    def _prepare(self) -> None:
        if self._databases:
            self._postgres.ensure_databases(self._databases)
            prepare.databases({name: self._postgres.owner_dsn(name) for name in self._databases}, self.teller)
        if "kafka" in self._needs:
            prepare.topics(self.bootstrap, self.teller)
        if "keys" in self._needs:
            prepare.keys(self._keys, self._needs)
        if "accounts" in self._needs:
            self.passwords = prepare.accounts(self.dsn("gateway"), self.home)
        if "dashboard" in self._needs:
            prepare.dashboard(self.home / "logs" / "dashboard-build.log", self.teller)

    @property
    def _keys(self) -> Path:
        return self.home / "keys"

    def _start_services(self) -> None:
        for row in self._processes:
            environment = self._environment(row)
            log = self.home / "logs" / f"{row.name}.log"
            work = self.home / "work" / row.name
            self._services[row.name] = Service(row, self._ports[row.name], log, work, environment)
        for service in self._services.values():
            service.start()
        for service in self._services.values():
            with self.teller.step(f"{service.name} on {service.url}"):
                service.await_ready()
        for service in self._services.values():
            self._watch(service)

    def _port(self, row: Process) -> int:
        if row.name != "gateway" or self._gateway_port == 0:
            return kept_port(self.home, row.name)
        if not port_is_free(self._gateway_port):
            raise StartFailed(
                "gateway",
                f"port {self._gateway_port} is taken by another program",
                mend="choose another: make run PORT=8081, or jiayuan up --port 8081",
            )
        return self._gateway_port

    def _environment(self, row: Process) -> dict[str, str]:
        environment = plain_environment() | {
            "JIAYUAN_HOME": str(self.home),
            "JIAYUAN_PORT": str(self._ports[row.name]),
            "JIAYUAN_METRICS_PORT": str(self._metrics_ports[row.name]),
            "JIAYUAN_LOG_LEVEL": os.environ.get("JIAYUAN_LOG_LEVEL", "info"),
        }
        if row.database:
            environment["JIAYUAN_DATABASE_URL"] = self.dsn(row.database)
        if "kafka" in row.needs:
            environment |= {"JIAYUAN_KAFKA": self.bootstrap} | self._kafka.access.environment()
        if "keys" in row.needs:
            environment |= prepare.keys(self._keys, row.needs)
        if row.serves == "gateway":
            rooms: dict[str, list[str]] = {}
            for other in self._processes:
                if other.serves != "gateway":
                    rooms.setdefault(other.serves, []).append(f"http://127.0.0.1:{self._ports[other.name]}")
            environment["JIAYUAN_ROOM_URLS"] = json.dumps({room: ",".join(urls) for room, urls in rooms.items()})
        return environment

    def _watch(self, part: Part) -> None:
        keeper = Keeper(part, self.teller, self.write_card)
        keeper.watch()
        self._keepers.append(keeper)
