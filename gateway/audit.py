"""The audit log: who signed in, was given or lost what, and exported which sheet.

A row is written in the transaction of what it records, so what cannot be recorded does not happen. It has ids and
nothing that names or locates a person; what somebody typed as a username is never in it, because people type
passwords there. Reads of households' files are in relief's own log (`case_read`), and not a second time here.
"""

import asyncio
import contextlib
import json
from typing import Literal, get_args
from uuid import UUID

from gateway.storage import SQL
from kernel.db import DATABASE_AWAY, Connection, Pool

# What is done on the machine itself, by its command line or at a start.
MACHINE = "machine"
PRUNE_EVERY_SECONDS = 3600.0
BACKGROUND_SECONDS = 5.0
Kind = Literal[
    "signed-in",
    "sign-in-failed",
    "signed-out",
    "password-changed",
    "password-reset",
    "guesses-forgotten",
    "account-made",
    "account-disabled",
    "account-enabled",
    "account-erased",
    "role-given",
    "role-taken",
    "key-made",
    "key-used",
    "key-revoked",
    "exported",
]
KINDS: tuple[str, ...] = get_args(Kind)


async def record(
    conn: Connection, kind: Kind, *, by: str | None, account: UUID | None = None, **detail: str | list[str]
) -> None:
    """Append a row, within the caller's transaction; `by` is the subject who did it, None for a stranger."""
    await conn.execute(*SQL["insert-audit"](kind=kind, actor=by, account=account, detail=json.dumps(detail)))


async def keep_pruning(pool: Pool, days: int) -> None:
    """Once an hour remove the rows that are older than `days`."""
    while True:
        with contextlib.suppress(*DATABASE_AWAY):
            async with pool.acquire(BACKGROUND_SECONDS) as conn:
                await conn.execute(*SQL["drop-old-audit"](days=days))
        await asyncio.sleep(PRUNE_EVERY_SECONDS)
