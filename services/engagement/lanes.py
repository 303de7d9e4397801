"""One queue and one task a partition, so that partitions overlap their writes and each stays in order."""

import asyncio
from collections.abc import Awaitable, Callable

from kernel import telemetry
from kernel.background import stop_process
from kernel.kafka import ConsumerRecord

# Batches a partition may hold in memory before fetching waits.
DEPTH = 2
log = telemetry.logger(__name__)
Batch = list[ConsumerRecord]


class Lanes:
    """Applies batches by `apply`, which returns only when a batch is stored."""

    def __init__(self, apply: Callable[[Batch], Awaitable[None]]) -> None:
        self._apply = apply
        self._queues: dict[tuple[str, int], asyncio.Queue[Batch]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def put(self, batch: Batch) -> None:
        """Hand a batch to its partition's lane; waits while the lane is full, which holds Faust's fetching."""
        place = batch[0].topic, batch[0].partition
        if place not in self._queues:
            self._queues[place] = asyncio.Queue(maxsize=DEPTH)
            task = asyncio.create_task(self._drive(self._queues[place]))
            task.add_done_callback(_end_with_error)
            self._tasks.add(task)
        await self._queues[place].put(batch)

    async def _drive(self, queue: asyncio.Queue[Batch]) -> None:
        while True:
            await self._apply(await queue.get())


def _end_with_error(task: asyncio.Task[None]) -> None:
    # Faust would acknowledge the batch of an agent that raised; a process that ends starts from what is stored.
    if not task.cancelled() and task.exception() is not None:
        try:
            log.critical("lane_failed", exc_info=task.exception())
        finally:
            stop_process()
