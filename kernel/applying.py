"""Applying records so that none of them ends a process: halved until the bad one stands alone, then parked (rule 7).

Two outcomes only. A store or broker that is away is waited for, and nothing is skipped. Whatever else is raised is
the record's: it is tried once more in a fresh transaction, and then parked with the error's type and its stack.
"""

from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import NamedTuple, TypeVar

import asyncpg

from kernel import telemetry
from kernel.db import DATABASE_AWAY
from kernel.inbox import Fenced, OffsetGap
from kernel.kafka import ConsumerRecord, KafkaError

# What says nothing about the record at hand. Beside a database that is away: one that is locked, read-only or broken,
# a transaction that another one crossed, and a schema or a role that does not fit this program. To park for those
# would put every record aside.
STORE_AWAY: tuple[type[Exception], ...] = (
    *DATABASE_AWAY,
    asyncpg.LockNotAvailableError,
    asyncpg.TransactionRollbackError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.SyntaxOrAccessError,
    asyncpg.PostgresSystemError,
    asyncpg.InternalServerError,
)
NOT_THE_RECORDS: tuple[type[Exception], ...] = (*STORE_AWAY, KafkaError, Fenced, OffsetGap)
# Frames reported of one error: the innermost say where it was raised.
FRAMES = 20
log = telemetry.logger(__name__)

T = TypeVar("T")
Records = Sequence[ConsumerRecord]


class Reason(NamedTuple):
    """Why a record was put aside: kebab-case, and nothing that the record holds."""

    reason: str
    detail: str
    trace: str = ""


def unforeseen(error: BaseException) -> Reason:
    """What may be reported of an unforeseen error: its type and its stack, never its text, which quotes values."""
    kinds: list[str] = []
    traces: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        code = getattr(seen, "sqlstate", None)
        rule = getattr(seen, "constraint_name", None)
        kinds.append(" ".join(str(part) for part in (type(seen).__name__, code, rule) if part))
        traces.append(f"{type(seen).__name__}: {' < '.join(_frames(seen.__traceback__))}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return Reason("handler-failed", "; ".join(kinds), "\n".join(traces))


def _frames(at: TracebackType | None) -> list[str]:
    """Module, function and line of each frame, the innermost first: no values, and no path of this machine."""
    frames = []
    while at is not None:
        code = at.tb_frame.f_code
        frames.append(f"{at.tb_frame.f_globals.get('__name__', '?')}.{code.co_name}:{at.tb_lineno}")
        at = at.tb_next
    return frames[::-1][:FRAMES]


async def in_parts(
    records: Records,
    together: Callable[[Records], Awaitable[list[T]]],
    aside: Callable[[ConsumerRecord, Reason], Awaitable[None]],
) -> list[T]:
    """Apply `records` with `together`, one transaction; one that cannot be applied is handed to `aside`.

    `together` moves the position past what it was given, so each part stands when it is done: a crash in between
    repeats none of it. Raises NOT_THE_RECORDS.
    """
    try:
        return await together(records)
    except NOT_THE_RECORDS:
        raise
    except Exception as error:
        log.warning("batch_failed", records=len(records), error=type(error).__name__)
    if len(records) == 1:
        return await _once_more(records, together, aside)
    half = len(records) // 2
    first = await in_parts(records[:half], together, aside)
    return first + await in_parts(records[half:], together, aside)


async def _once_more(
    records: Records,
    together: Callable[[Records], Awaitable[list[T]]],
    aside: Callable[[ConsumerRecord, Reason], Awaitable[None]],
) -> list[T]:
    try:
        return await together(records)
    except NOT_THE_RECORDS:
        raise
    except Exception as error:
        await aside(records[0], unforeseen(error))
        return []
