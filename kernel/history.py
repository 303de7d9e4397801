"""What happened to one thing: its events from the room's outbox, which is the archive (docs/adr/0011).

A room declares which kinds of things have a history and who may read it; any other kind is unknown. Of each kind a
statement of the room's `history.sql` answers, for an id (`:thing_id`), a row if there is such a thing: the organisation
whose own it is (`owner`), and the aggregates whose events belong to it (`aggregates`, such as those of an activity's
sessions).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from fastapi import Path

from kernel.auth import Caller
from kernel.db import Connection, Statement
from kernel.errors import Forbidden, NotFound
from kernel.routes import Endpoint, NumberBefore, query
from kernel.web import Output, PageLimit

# Each aggregate's newest events by its own index; then the newest of these. Within an aggregate ids rise with `seq`.
_PAGE = """
select o.id as number, o.event_id, o.type, o.aggregate as subject, o.aggregate_seq as seq, o.occurred_at, o.data
from unnest($1::text[]) as wanted (aggregate)
cross join lateral (
    select * from outbox
    where outbox.aggregate = wanted.aggregate and ($2::bigint is null or id < $2) and type <> all($3::text[])
    order by aggregate_seq desc limit $4
) as o
order by o.id desc limit $4
"""
# The one field of events that stands for a person; no history shows it.
PERSON = "subject_ref"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of thing with a history: the statement that finds it, who may read it, and the types that are left out."""

    found: Statement
    may: str
    leaves_out: tuple[str, ...] = ()


class Happened(Output):
    """One event of a thing, or of another thing that belongs to it (`subject`); `number` pages the list."""

    number: int
    event_id: UUID
    type: str
    subject: str
    seq: int
    occurred_at: datetime
    data: dict[str, Any]


def history_query(room: str, kinds: Mapping[str, Kept]) -> Endpoint:
    """The query `GET /history/{kind}/{thing_id}` of a room, for these kinds."""
    known = Annotated[str, Path(json_schema_extra={"enum": sorted(kinds)})]

    @query(
        "GET /history/{kind}/{thing_id}",
        may=f"{room}:read",
        at="organisation",
        says="""What happened to one thing: its events, newest first, without the person that an event is about.

        A caller who acts for an organisation reads the history of its own things only.
        """,
        refuses=("another-organisation", "permission-missing", "thing-unknown"),
    )
    async def history(
        conn: Connection,
        caller: Caller,
        kind: known,
        thing_id: UUID,
        before: NumberBefore,
        limit: PageLimit = 100,
    ) -> list[Happened]:
        """Raises NotFound("thing-unknown"), Forbidden("permission-missing", "another-organisation")."""
        kept = kinds.get(kind)
        if kept is None:
            raise NotFound("thing-unknown")
        if not caller.may(kept.may):
            raise Forbidden("permission-missing")
        thing = await conn.fetchrow(kept.found.text, thing_id)
        if thing is None:
            raise NotFound("thing-unknown")
        caller.check_acts_for(thing["owner"])
        rows = await conn.fetch(_PAGE, thing["aggregates"], before, list(kept.leaves_out), limit)
        return [Happened(**{**dict(row), "data": _without_person(row["data"])}) for row in rows]

    return history


def _without_person(raw: bytes) -> dict[str, Any]:
    data: dict[str, Any] = msgspec.json.decode(raw)
    data.pop(PERSON, None)
    return data
