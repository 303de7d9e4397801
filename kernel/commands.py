"""A command's frame: who asks, once by its key, one transaction for effect, event and reply.

A command is a function `async (tx, …) -> Output`; it loads, asks the domain, stores, emits. The frame opens the
transaction, because the idempotency row, the effect and the event must commit together or not at all.
"""

import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Concatenate, ParamSpec, TypeVar

import asyncpg
from fastapi import Depends, Header, Request
from fastapi.responses import Response
from pydantic import BaseModel

from contracts.record import Record
from kernel import failpoints, once, outbox, telemetry
from kernel.auth import Caller
from kernel.db import Connection, Pool
from kernel.errors import CommandError, Refused
from kernel.persons import Fingerprints
from kernel.web import authenticate

P = ParamSpec("P")
Reply = TypeVar("Reply", bound=BaseModel)
log = telemetry.logger(__name__)
_RULE_NAME = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")


@dataclass(frozen=True, slots=True)
class Transaction:
    """What a command works with: the open transaction, its time, and who asked."""

    conn: Connection
    now: datetime
    caller: Caller

    async def emit(self, data: Record, *, aggregate: str, seq: int) -> None:
        """Append one event of `aggregate`; `seq` comes from the aggregate's row, locked in this transaction."""
        await outbox.append(self.conn, data, aggregate=aggregate, seq=seq, at=self.now)


@dataclass(frozen=True, slots=True)
class CommandFrame:
    """Runs one command for one request."""

    pool: Pool
    fingerprints: Fingerprints
    caller: Caller
    key: str
    path: str

    async def run(
        self,
        command: Callable[Concatenate[Transaction, P], Awaitable[Reply]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Response:
        """Run `command` once for this key; the same key and request again gives the stored reply.

        Raises what the command raises; Refused with a constraint's name where the database said no;
        Refused("idempotency-key-reused") for another request under a used key; Conflict("command-in-flight").
        """
        name = getattr(command, "__name__", "command")
        started, outcome = time.perf_counter(), "failed"
        try:
            stored = await self._once(command, *args, **kwargs)
            outcome = "replayed" if stored.replayed else "done"
        except CommandError as error:
            outcome = error.code
            raise
        finally:
            ms = round((time.perf_counter() - started) * 1e3, 1)
            telemetry.COMMANDS.labels(name, outcome).inc()
            log.info("command", command=name, outcome=outcome, caller=self.caller.subject, ms=ms)
        headers = {"Idempotency-Replayed": "true"} if stored.replayed else None
        return Response(stored.reply, stored.status, headers, "application/json")

    async def _once(
        self,
        command: Callable[Concatenate[Transaction, P], Awaitable[Reply]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> once.Stored:
        digest = self.fingerprints.seal(_canonical(self.path, args))
        asked = time.perf_counter()
        async with self.pool.acquire() as conn:
            telemetry.POOL_WAIT.observe(time.perf_counter() - asked)
            try:
                async with conn.transaction():
                    stored = await once.recall(conn, self.caller.subject, self.key, digest)
                    if stored is not None:
                        return stored
                    tx = Transaction(conn, datetime.now(UTC), self.caller)
                    reply = await command(tx, *args, **kwargs)
                    stored = once.Stored(201, reply.model_dump_json().encode(), replayed=False)
                    await once.keep(conn, self.caller.subject, self.key, digest, stored)
                    failpoints.reach("cmd.before_commit")
            except asyncpg.IntegrityConstraintViolationError as error:
                # A constraint is the last guard of a rule and carries the rule's name.
                if error.constraint_name and _RULE_NAME.match(error.constraint_name):
                    raise Refused(error.constraint_name) from None
                raise
        failpoints.reach("cmd.after_commit_before_reply")
        return stored


def _canonical(path: str, args: tuple[object, ...]) -> bytes:
    """What makes two requests the same: the path (with its ids) and the parsed bodies, without what is the default.

    Saying the default is the same as saying nothing; and a caller who asks again after an upgrade has not asked for
    something else because the house learned a new optional field meanwhile.
    """
    bodies = [arg.model_dump_json(exclude_defaults=True) for arg in args if isinstance(arg, BaseModel)]
    return "\0".join([path, *bodies]).encode()


async def frame(
    request: Request,
    idempotency_key: Annotated[str, Header(min_length=8, max_length=128, pattern=r"^[A-Za-z0-9._~:/-]+$")],
) -> CommandFrame:
    """FastAPI dependency: the frame for this request. The route declares its permission beside it."""
    state = request.app.state
    return CommandFrame(state.pool, state.fingerprints, authenticate(request), idempotency_key, request.url.path)


Frame = Annotated[CommandFrame, Depends(frame)]
