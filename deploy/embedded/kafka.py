"""A real Apache Kafka broker on loopback: one KRaft node, broker and controller, whose data outlives it."""

from __future__ import annotations

import base64
import shutil
import signal
import subprocess
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from deploy.embedded import jars, java, kafka_listeners
from deploy.embedded.child import Child, poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import kept_port, open_home, port_is_free, write_private
from deploy.embedded.tell import Teller

if TYPE_CHECKING:
    from kernel.kafka import KafkaAccess

READY_SECONDS = 90.0
STOP_SECONDS = 30.0
STARTED = "Kafka Server started"
JAVA_OPTIONS = [
    "-Xmx256m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
    "-Djava.awt.headless=true",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
    "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn",
]


class Kafka:
    """`start()` returns when the broker answers; the same folder has the same address and records again."""

    name = "kafka"

    def __init__(self, home: Path, teller: Teller | None = None) -> None:
        self.home = home
        self.folder = home / "kafka"
        self.log = home / "logs" / "kafka.log"
        self._teller = teller or Teller(quiet=True)
        self._child: Child | None = None
        self._port = 0
        self._partners_port = 0
        self._password = ""

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    @property
    def bootstrap(self) -> str:
        """host:port for clients; known after the first start."""
        return f"127.0.0.1:{self._port}"

    @property
    def partners(self) -> str:
        """host:port for partners, who sign in (SASL_PLAINTEXT, SCRAM-SHA-512) and may do what their ACLs say."""
        return f"127.0.0.1:{self._partners_port}"

    @property
    def access(self) -> KafkaAccess:
        """Who our own processes are to it; known after the first start."""
        # Not at the top: the client's library takes a while, and the port checks come first.
        from kernel.kafka import PLAIN, KafkaAccess

        return KafkaAccess(user=kafka_listeners.USER, password=self._password, mechanism=PLAIN, ca=None)

    def alive(self) -> bool:
        return self._child is not None and self._child.alive()

    def ready(self) -> bool:
        """Whether the present life of the broker serves."""
        return self._child is not None and self._child.alive() and STARTED in self._child.life_log()

    def await_ready(self) -> None:
        """Nothing left to do: `start()` has waited."""

    def start(self) -> None:
        """Starts the broker and waits until it serves; raises StartFailed with the end of its log."""
        if self.alive():
            return
        open_home(self.home)
        self.folder.mkdir(exist_ok=True)
        runtime = java.find()
        path = ":".join(str(jar) for jar in jars.ensure(self._teller))
        # Over a restart of this object the address stays, whatever happens: clients know it.
        port = self._port or kept_port(self.home, "kafka")
        if self._port and not poll(lambda: port_is_free(port), 10):
            raise StartFailed(self.name, f"port {port} was taken by another program while the broker was away")
        self._port = port
        self._partners_port = self._partners_port or kept_port(self.home, "kafka-partners")
        # Over a restart it stays as the address does: the running processes have it.
        self._password = self._password or kafka_listeners.password(self.folder)
        properties = self._write_properties(kept_port(self.home, "kafka-controller"))
        command = [str(runtime.path), *JAVA_OPTIONS, "-cp", path]
        if not self._is_formatted():
            self._format(command, properties)
        self._child = Child([*command, "kafka.Kafka", str(properties)], log=self.log, cwd=self.folder)
        self._child.start()
        self._wait_until_ready(self._child)
        self._sign_in()

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when that took too long; what was acknowledged stays either way."""
        if self._child is not None:
            self._child.stop(signal.SIGTERM, STOP_SECONDS)

    def kill(self) -> None:
        """SIGKILL."""
        if self._child is not None:
            self._child.kill()

    def wait(self, timeout: float | None = None) -> int | None:
        return self._child.wait(timeout) if self._child else None

    def _sign_in(self) -> None:
        """What this very process asks of the broker, it asks as our own."""
        from kernel.kafka import sign_in

        sign_in(self.bootstrap, self.access)

    def _wait_until_ready(self, child: Child) -> None:
        began = time.monotonic()
        poll(lambda: "Kafka Server started" in child.life_log() or not child.alive(), READY_SECONDS, every=0.1)
        if not child.alive():
            raise StartFailed(self.name, f"the broker ended with status {child.returncode}", log=self.log)
        if not self.ready():
            child.kill()
            raise StartFailed(self.name, f"not ready after {time.monotonic() - began:.0f} s", log=self.log)

    def _is_formatted(self) -> bool:
        """Whether the data folder has its name. One that was cut off before anything was kept there is made anew."""
        data = self.folder / "data"
        meta = data / "meta.properties"
        if not meta.exists():
            return False
        if "cluster.id=" in meta.read_text():
            return True
        if any(data.glob("*-[0-9]*/*.log")):
            raise StartFailed(
                self.name,
                f"{meta} is empty or cut short, though there are records beside it",
                mend=f"write version=1, node.id=1, cluster.id={self._cluster_id()} into it, a line each, or "
                "start anew: jiayuan reset",
            )
        shutil.rmtree(data)
        return False

    def _cluster_id(self) -> str:
        id_file = self.folder / "cluster-id"
        return id_file.read_text().strip() if id_file.exists() else "…"

    def _format(self, command: list[str], properties: Path) -> None:
        """Once in a folder's life. The cluster's id is ours: a second try after a crash does not differ."""
        id_file = self.folder / "cluster-id"
        if not id_file.exists() or not id_file.read_text().strip():
            # An empty one was cut off before anything was formatted under it.
            write_private(id_file, base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("="))
        formatting = ["kafka.tools.StorageTool", "format", "--ignore-formatted"]
        done = subprocess.run(
            # One argument: one id in 64 begins with a hyphen and would be read as another option.
            [*command, *formatting, f"--cluster-id={id_file.read_text()}", f"--config={properties}"],
            capture_output=True,
            text=True,
            check=False,
            timeout=READY_SECONDS,
        )
        if done.returncode != 0:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            with self.log.open("a") as log:
                log.write(done.stdout + done.stderr)
            raise StartFailed(self.name, "its data folder could not be formatted", log=self.log)

    def _write_properties(self, controller: int) -> Path:
        file = self.folder / "server.properties"
        # Our own password is in it.
        write_private(file, "".join(f"{key}={value}\n" for key, value in self._settings(controller).items()))
        return file

    def _settings(self, controller: int) -> dict[str, str]:
        return kafka_listeners.settings(self.bootstrap, self.partners, controller, self._password) | {
            "process.roles": "broker,controller",
            "node.id": "1",
            "controller.quorum.voters": f"1@127.0.0.1:{controller}",
            "log.dirs": str(self.folder / "data"),
            "auto.create.topics.enable": "false",
            "num.partitions": "4",
            "default.replication.factor": "1",
            "min.insync.replicas": "1",
            "offsets.topic.replication.factor": "1",
            "offsets.topic.num.partitions": "4",
            # A machine that slept a month must not find its groups' positions gone.
            "offsets.retention.minutes": str(400 * 24 * 60),
            "transaction.state.log.replication.factor": "1",
            "transaction.state.log.min.isr": "1",
            "transaction.state.log.num.partitions": "4",
            "share.coordinator.state.topic.replication.factor": "1",
            "share.coordinator.state.topic.min.isr": "1",
            # One consumer a group here: waiting for companions would only delay the start.
            "group.initial.rebalance.delay.ms": "0",
            "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
            "log.cleaner.threads": "1",
            "num.network.threads": "2",
            "num.io.threads": "4",
        }
