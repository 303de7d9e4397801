"""One of our own processes: a child that is asked over HTTP whether it is ready."""

from __future__ import annotations

import http.client
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.embedded.child import Child, poll
from deploy.embedded.failure import StartFailed
from deploy.embedded.places import REPOSITORY
from deploy.embedded.processes import Process

READY_SECONDS = 60.0
STOP_SECONDS = 15.0


class Service:
    """`start()` forks it, `await_ready()` waits for its readiness; several can so start at once."""

    def __init__(self, process: Process, port: int, log: Path, work: Path, environment: Mapping[str, str]) -> None:
        self.process = process
        self.name = process.name
        self.port = port
        self.log = log
        command = process.command or (sys.executable, "-m", "cli.main", "serve", process.serves)
        # What a library drops into its working directory (Faust does) must land among the data, not in the
        # checkout; so the checkout is found by path.
        path = ":".join(part for part in (str(REPOSITORY), environment.get("PYTHONPATH", "")) if part)
        self._work = work
        self._child = Child(command, log=log, env={**environment, "PYTHONPATH": path}, cwd=work)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int | None:
        return self._child.pid

    def alive(self) -> bool:
        return self._child.alive()

    def start(self) -> None:
        self._work.mkdir(parents=True, exist_ok=True)
        self._child.start()

    def await_ready(self, timeout: float = READY_SECONDS) -> None:
        """Raises StartFailed when the process ends or is not ready within the timeout (seconds)."""
        poll(lambda: not self.alive() or self.ready(), timeout, every=0.1)
        if not self.alive():
            raise StartFailed(self.name, f"ended with status {self._child.returncode}", log=self.log)
        if not self.ready():
            raise StartFailed(self.name, f"not ready after {timeout:.0f} s", log=self.log)

    def ready(self) -> bool:
        """Whether it answers its readiness path with 200."""
        if not self.alive():
            return False
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", self.process.readiness)
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        self._child.stop(signal.SIGTERM, STOP_SECONDS)

    def kill(self) -> None:
        self._child.kill()

    def wait(self, timeout: float | None = None) -> int | None:
        return self._child.wait(timeout)
