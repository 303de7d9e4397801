"""The product in containers, killed part by part under load, and every figure counted three ways afterwards.

    python -m tests.containers.drill --file compose.yaml --events 2000

Images are those that the JIAYUAN_*_IMAGE settings name (`deploy/images/within` sets them). Ends the containers and
their volumes when it is through. A kill is SIGKILL to the process on the machine (`docker kill` would count as
somebody's wish, and nothing would start it again), so it needs the engine on this machine, and root.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

from deploy.embedded.child import poll
from deploy.embedded.processes import PROCESSES
from tests.kit.compose import REPOSITORY, commands

READY_SECONDS = 240.0
BACK_SECONDS = 120.0
# One broker of however many, the database, and one of each process of ours.
TARGETS = ("kafka-1", "postgres", *(row.name for row in PROCESSES))


@dataclass
class Composed:
    """A started file: `with Composed(command, file) as product` leaves neither container nor volume behind."""

    command: list[str]
    file: str
    project: str = "jiayuan-drill"
    killed: list[str] = field(default_factory=list)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Compose with these arguments, to its end."""
        return subprocess.run(self.line(*arguments), text=True, capture_output=True, check=False, cwd=REPOSITORY)

    def line(self, *arguments: str) -> list[str]:
        """The command's words."""
        file = str(REPOSITORY / "deploy" / self.file)
        return [*self.command, "-p", self.project, "-f", file, *arguments]

    def tool(self, *verb: str) -> subprocess.Popen[bytes]:
        """A verb of ours, running inside."""
        return subprocess.Popen(self.line("--profile", "tools", "run", "--rm", "-T", "tools", *verb), cwd=REPOSITORY)

    def __enter__(self) -> Composed:
        try:
            done = self.run("up", "--detach")
            if done.returncode or not poll(lambda: self.health("gateway") == "healthy", READY_SECONDS, every=1.0):
                raise RuntimeError(f"not up: {done.stderr[-2000:]}\n{self.run('ps', '-a').stdout}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.run("--profile", "tools", "--profile", "grafana", "down", "--volumes", "--remove-orphans")

    def state(self, service: str) -> dict[str, object]:
        """What the engine says of a service's one container."""
        found = self.run("ps", "--quiet", "--all", service).stdout.split()
        if not found:
            # v1 has no --all; its list has the ended ones anyway.
            found = self.run("ps", "--quiet", service).stdout.split()
        inspected = subprocess.run(["docker", "inspect", found[0]], capture_output=True, text=True, check=True).stdout
        state: dict[str, object] = json.loads(inspected)[0]["State"]
        return state

    def health(self, service: str) -> str:
        """starting, healthy, unhealthy, or nothing where it does not run."""
        state = self.state(service)
        health = state.get("Health")
        return str(health["Status"]) if state["Running"] and isinstance(health, dict) else ""

    def kill(self, service: str) -> bool:
        """SIGKILL to what the container runs; whether another life of it is healthy again in time."""
        state = self.state(service)
        before, pid = state["StartedAt"], int(str(state["Pid"]))
        os.kill(pid, signal.SIGKILL)
        self.killed.append(service)

        def is_back() -> bool:
            return self.state(service)["StartedAt"] != before and self.health(service) == "healthy"

        return poll(is_back, BACK_SECONDS, every=0.5)


def drill(product: Composed, events: int) -> list[str]:
    """What did not hold; empty when everything did."""
    wrong = []
    if product.tool("demo", "load").wait():
        wrong.append("the district could not be loaded")
    load = product.tool("demo", "summer", "--events", str(events))
    under_load = 0
    try:
        for target in TARGETS:
            under_load += load.poll() is None
            began = time.monotonic()
            back = product.kill(target)
            took = time.monotonic() - began
            print(f"killed {target}: {'back' if back else 'NOT back'} after {took:.1f} s", flush=True)
            if not back:
                wrong.append(f"{target} did not come back")
        status = load.wait(1800)
    finally:
        if load.poll() is None:
            load.kill()
            load.wait()
    if status:
        wrong.append(f"the load ended with status {status}")
    if under_load < len(TARGETS):
        wrong.append(f"only {under_load} of {len(TARGETS)} kills fell into the load; ask for more events")
    if product.tool("verify", "--wait", "120").wait():
        wrong.append("verify found differences")
    return wrong


def main() -> int:
    """0 when everything was killed and came back, and every figure is equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", default="compose.yaml")
    parser.add_argument("--events", type=int, default=4_000)
    asked = parser.parse_args()
    os.environ.setdefault("JIAYUAN_RATE_PER_MINUTE", "1000000")
    found = commands()
    if not found:
        print("no compose on this machine")
        return 1
    version, command = list(found.items())[-1]
    print(f"compose {version}, {asked.file}", flush=True)
    with Composed(command, asked.file) as product:
        wrong = drill(product, asked.events)
        print(f"killed {len(product.killed)}: {', '.join(product.killed)}")
    print("\n".join(wrong) or "every part was killed under load, came back, and every figure is equal")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
