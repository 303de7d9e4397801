"""Work beside the server: a part that ends is started again, later and later, and readiness names it until it lives.

A part that ended in silence was a relay that never published again, in a process that took commands all the same.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

from kernel import telemetry

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.5, 30.0
# A part that failed counts as living again after so long without another failure.
SETTLED_SECONDS = 5.0
# After a life of this length the pauses begin anew.
GOOD_LIFE_SECONDS = 60.0
log = telemetry.logger(__name__)

Work = Callable[[], Coroutine[Any, Any, None]]


def stop_process() -> None:
    """End at once: the supervisor starts a fresh process from what is stored."""
    os._exit(70)


def _end_with(task: asyncio.Task[None]) -> None:
    # It would not begin again: a process without its relay must not live on. Nothing that may raise comes first.
    if not task.cancelled():
        stop_process()


class Part:
    """One thing that is done for as long as the process lives."""

    def __init__(self, name: str, work: Work) -> None:
        self.name = name
        self._work = work
        self._began = time.monotonic()
        self._failed = False
        self._pausing = False

    @property
    def lives(self) -> bool:
        """Whether it works: it never failed, or has settled since."""
        if self._pausing:
            return False
        return not self._failed or time.monotonic() - self._began > SETTLED_SECONDS

    async def run(self) -> None:
        """Do the work until cancelled; whatever ends it, it is begun again."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            self._began, self._pausing = time.monotonic(), False
            error = await self._once()
            self._failed = self._pausing = True
            if time.monotonic() - self._began > GOOD_LIFE_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            telemetry.BACKGROUND_FAILURES.labels(self.name).inc()
            log.critical("background_part_ended", part=self.name, again_in_seconds=pause, exc_info=error)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _once(self) -> BaseException | None:
        try:
            await self._work()
        except asyncio.CancelledError as error:
            # Of what was waited for, not of this part: a client whose server was killed cancels what its callers wait
            # for (seen in the gateway's consumer when PostgreSQL was killed; it ended for good, in silence).
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return error
        except Exception as error:
            return error
        return None


class Background:
    """The parts of one process."""

    def __init__(self, parts: dict[str, Work]) -> None:
        self._parts = [Part(name, work) for name, work in parts.items()]
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def failing(self) -> list[str]:
        """The names of the parts that do not live now."""
        names = [part.name for part in self._parts if not part.lives]
        # Only a cancellation from elsewhere ends one and leaves the process.
        return names + [task.get_name() for task in self._tasks if task.done()]

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Every part runs inside this block."""
        self._tasks = [asyncio.create_task(part.run(), name=part.name) for part in self._parts]
        for task in self._tasks:
            task.add_done_callback(_end_with)
        try:
            yield
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
