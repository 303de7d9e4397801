"""The table of processes: what each one is, what it needs, and where it is asked for its readiness."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Need = Literal["kafka", "postgres", "keys", "persons", "accounts", "dashboard"]
ROOMS = ("activities", "inspections", "relief", "engagement")


@dataclass(frozen=True)
class Process:
    """One row; `jiayuan serve <name>` imports `module` and calls its main()."""

    name: str
    module: str
    needs: frozenset[Need]
    database: str | None = None
    readiness: str = "/health/ready"
    command: tuple[str, ...] | None = None
    """Another program in place of `jiayuan serve`: what tests put here."""
    serves: str = ""
    """The argument of `jiayuan serve`; the same for all replicas of one process."""

    def __post_init__(self) -> None:
        if not self.serves:
            object.__setattr__(self, "serves", self.name)

    def replica(self, number: int) -> Process:
        """Another one of the same, under a name of its own."""
        return replace(self, name=f"{self.name}-{number}")


def _room(name: str, module: str, database: str, *more: Need) -> Process:
    return Process(name, module, frozenset({"kafka", "postgres", "keys", *more}), database)


# In the order of their start; they are stopped the other way about, so that the door closes first.
PROCESSES: tuple[Process, ...] = (
    _room("engagement-stream", "services.engagement.stream", "engagement"),
    _room("engagement", "services.engagement.app", "engagement"),
    _room("activities", "services.activities.app", "activities", "persons"),
    _room("inspections", "services.inspections.app", "inspections", "persons"),
    _room("relief", "services.relief.app", "relief", "persons"),
    _room("gateway", "gateway.app", "gateway", "accounts", "dashboard"),
)

DATABASES = tuple(sorted({row.database for row in PROCESSES if row.database}))
# Looks at a running product from outside, so it is started beside it and not with it.
WATCH = Process("watch", "cli.watch", frozenset())


def named(name: str) -> Process:
    """The row of that name. Raises KeyError."""
    return {process.name: process for process in (*PROCESSES, WATCH)}[name]
