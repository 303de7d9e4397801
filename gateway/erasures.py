"""Erasures go through every room: what activities has written down is taken to the others until all are done.

Nothing is remembered here. Every step may be repeated: a room's command carries the erasure's id as its key, and
deleting an account twice deletes it once. So a crash between two rooms costs time and nothing else, and two gateways
may do it.
"""

import asyncio
import contextlib
import json
from typing import Any, Protocol
from uuid import UUID

from gateway import audit
from gateway.forward import Answer, RoomUnavailable
from gateway.storage import SQL
from kernel import failpoints, telemetry
from kernel.auth import Signer
from kernel.db import DATABASE_AWAY, Pool
from kernel.identifiers import new_id

# One that passes through this gateway is taken up at once; this is for what another one left behind when it ended.
EVERY_SECONDS = 60.0
AGAIN_SECONDS = 2.0
CONFLICT = 409
# After activities, which keeps the request. Each room erases what it holds of the person.
ROOMS = ("inspections", "relief")
log = telemetry.logger(__name__)


class Asks(Protocol):
    """What forwards to the rooms."""

    async def ask(
        self, room: str, method: str, path: str, query: bytes, headers: dict[str, str], body: bytes | None = None
    ) -> Answer:
        """As gateway.forward.Rooms.ask."""


class RoomRefused(Exception):
    """A room answered an erasure with an error; it is asked again later."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


# Whatever passes by waiting.
AWAY: tuple[type[Exception], ...] = (RoomUnavailable, RoomRefused, *DATABASE_AWAY)


class Erasures:
    """Takes erasures to the rooms."""

    def __init__(self, pool: Pool, rooms: Asks, signer: Signer) -> None:
        self._pool, self._rooms, self._signer = pool, rooms, signer
        self._asked = asyncio.Event()

    def asked(self) -> None:
        """Somebody has asked for one: look now."""
        self._asked.set()

    async def keep_erasing(self) -> None:
        """For ever; a room or a database that is away is waited for."""
        while True:
            pause = EVERY_SECONDS
            self._asked.clear()
            try:
                await self.erase_open()
            except AWAY as error:
                log.warning("erasure_waits", error=type(error).__name__)
                pause = AGAIN_SECONDS
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._asked.wait()

    async def erase_open(self) -> int:
        """One round; answers how many are done."""
        found = await self._ask("activities", "GET", "/erasures/open")
        failed: Exception | None = None
        for erasure in found:
            try:
                await self._erase(erasure)
            except AWAY as error:
                # The others do not wait for it.
                failed = error
        if failed is not None:
            raise failed
        return len(found)

    async def _erase(self, erasure: dict[str, Any]) -> None:
        erasure_id, parts = erasure["erasure_id"], {}
        for room in ROOMS:
            order = {"erasure_id": erasure_id, "marks": erasure["marks"], "account": erasure["account"]}
            parts[room] = await self._ask(room, "POST", "/erasures", order, key=f"erasure-{erasure_id}")
            failpoints.reach("erasure.between_rooms")
        async with self._pool.acquire() as conn, conn.transaction():
            gone = await conn.fetch(*SQL["delete-account"](id=_account(erasure["account"])))
            for row in gone:
                await audit.record(conn, "account-erased", by=str(row["id"]), account=row["id"])
        parts["gateway"] = {"erased": {"account": len(gone)}, "kept": []}
        try:
            await self._ask("activities", "POST", f"/erasures/{erasure_id}/done", {"rooms": parts}, key=str(new_id()))
        except RoomRefused as refused:
            if refused.status != CONFLICT:
                raise
            # Another gateway was first.
        log.info("person_erased", erasure=erasure_id)

    async def _ask(self, room: str, method: str, path: str, body: Any = None, key: str | None = None) -> Any:
        token = self._signer.issue("gateway-erasures", {f"{room}:erase"})
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        sent = None if body is None else json.dumps(body).encode()
        answer = await self._rooms.ask(room, method, path, b"", headers, sent)
        if answer.status not in (200, 201):
            raise RoomRefused(answer.status)
        return json.loads(answer.body)


def _account(value: str | None) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        # A program that registered for itself has no account here.
        return None
