"""Postgres: one typed connection alias, the pool, and SQL in `.sql` files under names."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
from asyncpg.pool import PoolConnectionProxy

if TYPE_CHECKING:
    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    AsyncpgPool = asyncpg.Pool[asyncpg.Record]
else:
    Connection = asyncpg.Connection | PoolConnectionProxy
    AsyncpgPool = asyncpg.Pool

Row = asyncpg.Record

# What is raised when the database goes away under us: a caller that gets one of these may wait and try again.
# InternalClientError is no PostgresError; asyncpg raises it ("cannot switch to state 12; another operation (2) is
# in progress") on a connection whose server was killed in the middle of an operation, and it must not end a relay.
DATABASE_AWAY: tuple[type[Exception], ...] = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    # A full disk is one of these; a failing one is PostgresIOError.
    asyncpg.InsufficientResourcesError,
    asyncpg.PostgresIOError,
    # Waiting for the broker inside a transaction, or being stopped for a while, may pass the role's 10 s.
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)

# A connection is waited for and held no longer than this. A server that hangs answers nothing and refuses nothing:
# without an end of our own everybody waits for it, holding what others wait for.
WAIT_SECONDS = 3.0
REQUEST_SECONDS = 7.0
# For work that no caller waits for.
BACKGROUND_SECONDS = 60.0
RELEASE_SECONDS = 2.0
CLOSE_SECONDS = 5.0

_NAME = re.compile(r"^-- name: (?P<name>[a-z0-9-]+)\s*$")
# A parameter is `:name`. What looks like one in a literal or a comment is none, and `::date` is a cast.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|--[^\n]*|(?<![:\w]):(?P<name>[a-z_]\w*)")


class Statement:
    """A statement of a `.sql` file, `text` as PostgreSQL takes it, with the names of its parameters in order.

    `conn.fetchrow(*SQL["lock-fund"](fund_id=fund_id))`: the call answers the text and its arguments in order.
    `tests/unit/house/test_queries.py` holds every call against the names. It is no `str`, so that none is run uncalled.
    """

    def __init__(self, source: str) -> None:
        """Compile a statement with `:name` parameters; the first name is `$1`."""
        places: dict[str, int] = {}

        def numbered(found: re.Match[str]) -> str:
            name = found["name"]
            return found[0] if name is None else f"${places.setdefault(name, len(places) + 1)}"

        self.source = source
        self.text = _PARAMETER.sub(numbered, source)
        self.parameters = tuple(places)

    def over(self, **parts: "Statement") -> "Statement":
        """This statement with others in the places that it names in braces."""
        return Statement(self.source.format(**{name: part.source for name, part in parts.items()}))

    def __call__(self, **values: Any) -> tuple[str, *tuple[Any, ...]]:
        """The text and its arguments. Raises TypeError where a name is missing or unknown."""
        if values.keys() != set(self.parameters):
            raise TypeError(f"takes {', '.join(self.parameters)}, was given {', '.join(values)}")
        return (self.text, *(values[name] for name in self.parameters))


def queries_of(folder: Path) -> dict[str, Statement]:
    """The named queries of a room: of each aggregate's `.sql` files, and of its own `figures.sql` and `history.sql`.

    Raises ValueError on a name that two files use.
    """
    found: dict[str, Statement] = {}
    for path in sorted({*folder.glob("figures.sql"), *folder.glob("history.sql"), *folder.glob("*/*.sql")}):
        if path.parent.name == "migrations":
            continue
        own = queries(path)
        if twice := found.keys() & own.keys():
            raise ValueError(f"{path.name}: {min(twice)} is in another file of {folder.name} too")
        found |= own
    return found


def queries(path: Path) -> dict[str, Statement]:
    """Load the named queries of one `.sql` file: each begins with a line `-- name: kebab-case`.

    Raises ValueError on a name used twice or SQL before the first name.
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := _NAME.match(line):
            if match["name"] in found:
                raise ValueError(f"{path.name}: {match['name']} is there twice")
            current = found.setdefault(match["name"], [])
        elif current is not None:
            current.append(line)
        elif line.strip() and not line.startswith("--"):
            raise ValueError(f"{path.name}: SQL before the first name")
    return {name: Statement("\n".join(lines).strip()) for name, lines in found.items()}


def with_id_as(row: Row, name: str) -> dict[str, Any]:
    """The row's columns with `id` under the name an answer gives it, such as `session_id`."""
    fields = dict(row)
    fields[name] = fields.pop("id")
    return fields


class Pool:
    """Connections, each lent for a bounded time."""

    def __init__(self, pool: AsyncpgPool) -> None:
        self._pool = pool

    @contextlib.asynccontextmanager
    async def acquire(self, within: float | None = None) -> AsyncIterator[Connection]:
        """A connection for at most `within` seconds (REQUEST_SECONDS), the waiting for it included.

        Past that it is cut off, not cancelled: a cancellation is answered by the server, and a rollback as well. What
        waits for it then raises one of DATABASE_AWAY; so does this, when no connection is had within WAIT_SECONDS.
        """
        loop = asyncio.get_running_loop()
        seconds = REQUEST_SECONDS if within is None else within
        ends = loop.time() + seconds
        conn = await self._pool.acquire(timeout=min(seconds, WAIT_SECONDS))
        cut = loop.call_at(ends, conn.terminate)
        try:
            yield conn
        finally:
            cut.cancel()
            # What was done is done: a connection that cannot be reset is thrown away, and no caller is refused for it.
            with contextlib.suppress(*DATABASE_AWAY, asyncpg.PostgresError):
                await self._pool.release(conn, timeout=RELEASE_SECONDS)

    async def close(self) -> None:
        """Close every connection, those of a server that hangs by force."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()


async def open_pool(dsn: str, *, connections: int = 8) -> Pool:
    """Open a pool whose connections plan each statement once and give up on a dead server in 10 s."""
    opened = await asyncpg.create_pool(
        dsn,
        min_size=1,
        max_size=connections,
        timeout=10,
        # The role's own timeouts (statement 5 s, lock 2 s, idle in transaction 10 s) do the rest.
        server_settings={"timezone": "UTC", "application_name": "jiayuan"},
    )
    return Pool(opened)
