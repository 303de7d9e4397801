"""A room's real application on a real database, in this process, and a client that signs in and names its keys."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2
import pytest
from fastapi import FastAPI
from httpx2 import Response

from kernel import auth
from kernel import keys as key_files
from kernel.db import Connection, Pool
from kernel.relay import LEADER_LOCK
from kernel.routes import Declared, declarations
from kernel.settings import RoomSettings
from tests.kit.stores import Database, Server

Serve = Callable[..., AbstractAsyncContextManager["Room"]]


@dataclass(slots=True)
class Room:
    """One running room. `conn` is a second connection as the owner of its tables: to look, and to hold locks."""

    name: str
    dsn: str
    app: FastAPI
    http: httpx2.AsyncClient
    conn: Connection
    signer: auth.Signer
    permissions: frozenset[str]
    tokens: dict[tuple[str, frozenset[str]], str] = field(default_factory=dict)

    def token(self, who: str = "somebody", permissions: Iterable[str] | None = None) -> dict[str, str]:
        """The header that makes `who` the caller; by default with every permission that the room's routes name."""
        scope = self.permissions if permissions is None else frozenset(permissions)
        if (who, scope) not in self.tokens:
            self.tokens[who, scope] = self.signer.issue(who, scope)
        return {"Authorization": f"Bearer {self.tokens[who, scope]}"}

    async def post(
        self,
        path: str,
        body: object = None,
        *,
        who: str = "somebody",
        key: str | None = None,
        permissions: Iterable[str] | None = None,
    ) -> Response:
        """Send one command, under a fresh key unless one is given."""
        headers = self.token(who, permissions) | {"Idempotency-Key": key or str(uuid4())}
        return await self.http.post(path, json=body, headers=headers)

    async def done(self, path: str, body: object = None, **how: Any) -> dict[str, Any]:
        """The reply of a command that must succeed."""
        answer = await self.post(path, body, **how)
        assert answer.status_code == 201, (path, answer.status_code, answer.text)
        reply: dict[str, Any] = answer.json()
        return reply

    async def refused(self, path: str, body: object = None, **how: Any) -> tuple[int, str]:
        """Status and code of a command that must not succeed."""
        answer = await self.post(path, body, **how)
        assert answer.status_code >= 400, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code, answer.json()["code"]

    async def race(self, *calls: tuple[str, object], **how: Any) -> Counter[str]:
        """Send commands at once; how many answers had which code ("done" for 201)."""
        answers = await asyncio.gather(*(self.post(path, body, **how) for path, body in calls))
        return Counter("done" if a.status_code == 201 else a.json()["code"] for a in answers)

    async def get(self, path: str, **params: str | int) -> Any:
        """The body of a query that must succeed."""
        answer = await self.http.get(path, params=params, headers=self.token())
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def events(self, aggregate: str) -> list[tuple[int, str]]:
        """Sequence and short type of every event of an aggregate, in order."""
        rows = await self.conn.fetch(
            "select aggregate_seq, type from outbox where aggregate = $1 order by aggregate_seq", aggregate
        )
        return [(row["aggregate_seq"], row["type"].split(".")[1]) for row in rows]

    async def count(self, table: str, where: str = "true", *args: object) -> int:
        """How many rows of `table` are so."""
        found: int = await self.conn.fetchval(f"select count(*) from {table} where {where}", *args)
        return found


async def stopped_clock(_: Pool) -> None:
    """Settles nothing, for ever."""
    await asyncio.Event().wait()


# What any route may answer: about the request itself, or about the moment.
ANYWHERE = {
    "body-incomplete", "body-too-large", "command-in-flight", "database-unavailable", "idempotency-key-reused",
    "internal", "invalid-request", "method-not-allowed", "not-found", "not-ready", "permission-missing",
    "token-invalid", "token-missing",
}  # fmt: skip


def _refused_as_declared(declared: Iterable[Declared]) -> Callable[[Response], Awaitable[None]]:
    """Every refusal of every test is held against what its route declares (`refuses=`)."""
    routes = [(one, re.compile(re.sub(r"{\w+}", "[^/]+", one.path))) for one in declared]

    async def look(answer: Response) -> None:
        if answer.headers.get("content-type") != "application/problem+json":
            return
        await answer.aread()
        code = answer.json()["code"]
        asked = answer.request.method, answer.request.url.path
        fitting = [one for one, path in routes if one.method == asked[0] and path.fullmatch(asked[1])]
        known = ANYWHERE.union(*(one.refuses for one in fitting))
        assert code in known, f"{asked} refuses with {code}: declare it in refuses="

    return look


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a signing key, its public half and the persons' secret."""
    folder = tmp_path_factory.mktemp("keys")
    key_files.ensure_keys(folder)
    return folder


@pytest.fixture
def serve(database: Database, postgres: Server, keys: Path) -> Serve:
    """`async with serve("relief") as room`: that room on a fresh database, its relay waiting behind another leader."""

    @asynccontextmanager
    async def run(name: str, *, connections: int = 8) -> AsyncIterator[Room]:
        dsn = database(name)
        settings = RoomSettings(
            database_url=dsn,
            kafka="127.0.0.1:9",
            port=0,
            token_keys=keys / key_files.PUBLIC_KEYS,
            person_key=keys / key_files.PERSON_KEY,
            sealing_key=keys / key_files.SEALING_KEY,
            database_connections=connections,
        )
        # Tests move a room's clock themselves: its own, late on a slow machine, would settle what a test is to settle.
        by_hand = {"clock": stopped_clock} if name in ("activities", "relief") else {}
        app: FastAPI = import_module(f"services.{name}.app").create_app(settings, **by_hand)
        declared = [one for _, one in declarations(import_module(f"services.{name}.api").router)]
        permissions = frozenset(one.may for one in declared if not one.inner)
        conn = await asyncpg.connect(postgres.owner_dsn(name, dsn.rsplit("/", 1)[1]))
        try:
            # Held from here, so the relay neither publishes nor looks for a broker: what is emitted stays to be read.
            await conn.execute("select pg_advisory_lock($1)", LEADER_LOCK)
            await conn.execute("select pg_advisory_lock(hashtextextended($1, 2))", name)
            transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
            async with (
                app.router.lifespan_context(app),
                httpx2.AsyncClient(
                    transport=transport,
                    base_url="http://room",
                    timeout=30,
                    event_hooks={"response": [_refused_as_declared(declared)]},
                ) as http,
            ):
                signer = auth.Signer(keys / key_files.SIGNING_KEY)
                yield Room(name, dsn, app, http, conn, signer, permissions)
        finally:
            await conn.close()

    return run
