"""Three brokers as plain processes on loopback: the same broker as the product's, with a quorum and three copies."""

from __future__ import annotations

import base64
import os
import signal
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from deploy.embedded import jars, kafka_listeners
from deploy.embedded.kafka import Kafka
from deploy.embedded.places import kept_port, open_home
from deploy.embedded.tell import Teller

NODES = 3


class Node(Kafka):
    """One of the three: broker and controller."""

    def __init__(self, home: Path, number: int, voters: str) -> None:
        super().__init__(home)
        self.number, self._voters = number, voters

    def pause(self) -> None:
        """SIGSTOP: alive for the kernel, dead for everybody else."""
        assert self.pid is not None
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """SIGCONT."""
        assert self.pid is not None
        os.kill(self.pid, signal.SIGCONT)

    def _settings(self, controller: int) -> dict[str, str]:
        return super()._settings(controller) | {
            "node.id": str(self.number),
            "controller.quorum.voters": self._voters,
            "default.replication.factor": str(NODES),
            "min.insync.replicas": "2",
            "unclean.leader.election.enable": "false",
            "offsets.topic.replication.factor": str(NODES),
            "transaction.state.log.replication.factor": str(NODES),
            "transaction.state.log.min.isr": "2",
        }


@contextmanager
def cluster(home: Path) -> Iterator[list[Node]]:
    """The three nodes, running; whatever was done to them, they are gone at the end."""
    homes = [open_home(home / f"node-{number}") for number in range(1, NODES + 1)]
    voters = ",".join(f"{n}@127.0.0.1:{kept_port(place, 'kafka-controller')}" for n, place in enumerate(homes, 1))
    identity = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    jars.ensure(Teller(quiet=True))
    nodes = [Node(place, number, voters) for number, place in enumerate(homes, 1)]
    for node in nodes:
        node.folder.mkdir(exist_ok=True)
        (node.folder / "cluster-id").write_text(identity)
        # They sign in to each other, so they share the first one's.
        (node.folder / kafka_listeners.FILE).write_text(kafka_listeners.password(nodes[0].folder))
    try:
        # At once: none of them serves before two of them agree.
        with ThreadPoolExecutor(NODES) as pool:
            list(pool.map(Node.start, nodes))
        yield nodes
    finally:
        for node in nodes:
            node.kill()
