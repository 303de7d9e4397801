"""What lies at the end of a log and is no record: a transaction's control record takes an offset and is never read."""

from collections.abc import Awaitable, Callable
from typing import Any

from kernel import gaps
from kernel.db import BACKGROUND_SECONDS, Pool
from kernel.kafka import TopicPartition
from services.engagement.lag import Assigned, highwater
from services.engagement.storage import CONSUMER

# How often a position must be seen where it was, before the log's end: a look a second.
LOOKS = 5
Positions = dict[tuple[str, int], int]


class Tails:
    """Steps over them, so that neither the lag nor a reader of it waits for a record that never comes."""

    def __init__(self, pool: Callable[[], Awaitable[Pool]], bootstrap: str) -> None:
        self._pool, self._bootstrap = pool, bootstrap
        self._seen: dict[tuple[str, int], tuple[int, int]] = {}

    async def look(self, consumer: Assigned, positions: Positions) -> None:
        """Look at every partition held; one that stood still for LOOKS looks before its end is asked for.

        Raises KafkaError, inbox.Fenced, and what a database raises that is away.
        """
        for tp in consumer.assignment():
            place = tp.topic, tp.partition
            position, end = positions.get(place), highwater(consumer, tp)
            if position is None or end is None or end <= position:
                self._seen.pop(place, None)
            elif self._stands(place, position):
                self._seen.pop(place)
                await self._step_over(tp, positions, position, end)

    def _stands(self, place: tuple[str, int], position: int) -> bool:
        at, looks = self._seen.get(place, (position, 0))
        self._seen[place] = (position, looks + 1 if at == position else 0)
        return self._seen[place][1] >= LOOKS

    async def _step_over(self, tp: Any, positions: Positions, position: int, end: int) -> None:
        pool = await self._pool()
        async with pool.acquire(BACKGROUND_SECONDS) as conn:
            if await gaps.step_over(conn, self._bootstrap, CONSUMER, TopicPartition(*tp), position, end):
                positions[tp.topic, tp.partition] = end
