"""Find anything: `POST /search` of every room, over the kinds of things that it declares.

A kind's statement answers all things of the kind that the caller may see, with the columns of `Found`, the `number`
that is asked for whole, and `found_by`, a tsvector that `kernel.spelling` makes of the name. It may take `:now` and
`:organisation` (that the caller acts for, or null).

Names are read in Python, so the database cannot fill `found_by` itself. A new or renamed row has none, by a trigger,
and what has none is filled before a search looks and by `keep_found` meanwhile: a search finds all that was committed
before it, no command knows of it, and a name that was erased is gone with the same commit.

It is a POST, though it changes nothing: what is asked for may be somebody's name, and a proxy before the gateway logs
addresses. Our own processes log neither.
"""

import asyncio
import contextlib
import re
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from kernel.auth import Caller
from kernel.db import DATABASE_AWAY, Connection, Pool, Statement
from kernel.routes import At, Endpoint, Now, query
from kernel.spelling import Asked, asked, found_by
from kernel.web import Input, Output

# A name takes a third of a millisecond to read, and the process serves nothing else meanwhile.
FILLED_AT_ONCE = 100
FILL_EVERY_SECONDS = 5.0
# A search brings a list up to date that far, and leaves the rest of a large import to `keep_found`.
FILLED_FIRST = 3
# Of what fits so many are ranked: who types one letter more finds the rest.
RANKED = 1000
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is found by who holds `may`, or, of what is their organisation's, by who holds `own`.

    `named` is the table, its key and the column that the name is in; None where it is found by number and id alone.
    `numbers` is what a number of it looks like.
    """

    name: str
    may: str
    rows: Statement
    named: tuple[str, str, str] | None = None
    numbers: re.Pattern[str] | None = None
    own: str | None = None

    def is_for(self, caller: Caller) -> bool:
        """Whether the caller may read things of this kind, its own at least."""
        acts = self.own is not None and caller.organisation is not None and caller.may(self.own)
        return acts or caller.may(self.may)


class Wanted(Input):
    """What is looked for: a part of a name, its pinyin or initials, an id, or a number."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    limit: Annotated[int, Field(ge=1, le=50)] = SHOWN


class Found(Output):
    """A thing that was found. `rank`: 0 all of the name, 1 its beginning, 2 a word's beginning, 3 any part.

    `ended`: it is over, cancelled or closed. `detail` says which of several of one name; `at` when it is or began.
    """

    kind: str
    id: UUID
    name: str
    state: str | None
    ended: bool
    detail: str | None
    number: str | None
    at: datetime | None
    rank: int


_COLUMNS = "id, name, state, ended, detail, number, at"
_BY_NAME = """
select '{kind}' as kind, {columns}, case when found_by @@ :whole::text::tsquery then 0
    when found_by @@ :start::text::tsquery then 1 when found_by @@ :word::text::tsquery then 2 else 3 end as rank
from ((select * from ({rows}) w where w.found_by @@ :whole::text::tsquery limit {ranked})
      union all (select * from ({rows}) p where p.found_by @@ :part::text::tsquery limit {ranked})) f
"""
_BY_ID = "select '{kind}' as kind, {columns}, 0 as rank from ({rows}) i where i.id = :id::uuid"
_BY_NUMBER = """
select * from (select '{kind}' as kind, {columns}, 0 as rank from ({rows}) n where n.number = :number::text
               limit {ranked}) n
"""
_BEST = """
select * from (select distinct on (kind, id) * from ({parts}) every order by kind, id, rank) best
order by rank, ended, abs(extract(epoch from at - :now::timestamptz)), length(name), name, id limit :limit
"""
_UNFILLED = "select '{table}' as of, {key} as id, {column} as name from {table} where found_by is null limit {some}"
_FILL = """
with free as (select {key} as id from {table} where {key} = any(:ids::uuid[]) and found_by is null
              for no key update skip locked),
read as (select unnest(:ids::uuid[]) as id, unnest(:names::text[]) as name, unnest(:found::text[]) as found)
update {table} t set found_by = read.found::tsvector from read join free using (id)
where t.{key} = read.id and t.{column} = read.name
"""


class Search:
    """The search of a room over its kinds of things."""

    def __init__(self, room: str, kinds: Sequence[Kind], at: At = "everywhere") -> None:
        self.room, self.kinds, self.at = room, kinds, at
        named = sorted({kind.named for kind in kinds if kind.named})
        parts = {"some": str(FILLED_AT_ONCE)}
        self._unfilled = " union all ".join(
            "(" + _UNFILLED.format(table=t, key=k, column=c, **parts) + ")" for t, k, c in named
        )
        self._fill = {t: Statement(_FILL.format(table=t, key=k, column=c)) for t, k, c in named}

    async def find(self, conn: Connection, caller: Caller, wanted: Wanted, now: datetime) -> list[Found]:
        """What fits best, of the kinds that the caller may read."""
        for _ in range(FILLED_FIRST):
            if not await self.fill(conn):
                break
        return [Found(**dict(row)) for row in await self._rows(conn, caller, wanted, now)]

    async def _rows(self, conn: Connection, caller: Caller, wanted: Wanted, now: datetime) -> list[Any]:
        name, identifier = asked(wanted.text), _identifier(wanted.text)
        parts = [
            part for kind in self.kinds if kind.is_for(caller) for part in _parts(kind, name, identifier, wanted.text)
        ]
        if not parts:
            return []
        best = Statement(_BEST.replace("{parts}", " union all ".join(f"({part})" for part in parts)))
        values: dict[str, Any] = {
            "organisation": caller.organisation,
            "now": now,
            "limit": wanted.limit,
            "id": identifier,
            "number": wanted.text,
            **(name._asdict() if name else {}),
        }
        return await conn.fetch(*best(**{one: values[one] for one in best.parameters}))

    async def fill(self, conn: Connection) -> bool:
        """Read some names that were not read yet; whether there may be more."""
        if not self._unfilled:
            return False
        rows = await conn.fetch(self._unfilled)
        for table, fill in self._fill.items():
            own = [row for row in rows if row["of"] == table]
            if own:
                names = [row["name"] for row in own]
                await conn.execute(
                    *fill(ids=[row["id"] for row in own], names=names, found=[found_by(name) for name in names])
                )
        return len(rows) >= FILLED_AT_ONCE

    @property
    def query(self) -> Endpoint:
        """The route of the search."""

        @query(
            "POST /search",
            may=f"{self.room}:search",
            at=self.at,
            says="""Find things by a part of the name, its pinyin or initials, by an id or a number, the best first.

            Of the kinds that the caller may read; people of an organisation find what is its own. Nothing is changed.
            """,
        )
        async def search(conn: Connection, wanted: Wanted, caller: Caller, now: Now) -> list[Found]:
            """What fits best."""
            return await self.find(conn, caller, wanted, now)

        return search

    @property
    def keeping(self) -> Callable[[Pool], Coroutine[Any, Any, None]]:
        """The background work that reads the names of what is new."""

        async def keep_found(pool: Pool) -> None:
            while True:
                more = False
                with contextlib.suppress(*DATABASE_AWAY):
                    async with pool.acquire() as conn:
                        more = await self.fill(conn)
                await asyncio.sleep(0.1 if more else FILL_EVERY_SECONDS)

        return keep_found


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def _parts(kind: Kind, name: Asked | None, identifier: UUID | None, text: str) -> list[str]:
    """The statements that look for one kind, as far as what is asked for may name one."""
    filled = {"kind": kind.name, "columns": _COLUMNS, "rows": kind.rows.source, "ranked": str(RANKED)}
    found = []
    if name is not None and kind.named:
        found.append(_BY_NAME.format(**filled))
    if identifier is not None:
        found.append(_BY_ID.format(**filled))
    if kind.numbers and kind.numbers.fullmatch(text):
        found.append(_BY_NUMBER.format(**filled))
    return found
