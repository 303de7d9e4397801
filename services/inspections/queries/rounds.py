"""Rounds, what was named in them, and what needs a hand."""

from datetime import datetime
from uuid import UUID

from kernel.calendar import local_day
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.web import Output
from services.inspections.storage import SQL

# A smaller count is not told while people can still name places: whoever knows one voter could read the vote.
SMALLEST_TOLD = 5


class RoundView(Output):
    """A round, where it is in its life, and what is in it."""

    round_id: UUID
    title: str
    programme: str
    organisation_id: UUID
    opens_at: datetime
    closes_at: datetime
    state: str
    categories: list[str]
    closing_reason: str | None
    nominations: int
    samples: int
    samples_awaited: int
    open_disposals: int
    source: str


class PublicRound(Output):
    """A round as everybody sees it."""

    round_id: UUID
    title: str
    opens_at: datetime
    closes_at: datetime
    state: str
    categories: list[str]
    closing_reason: str | None
    samples: int
    samples_awaited: int
    source: str


class Ranked(Output):
    """How often a place was named; null where it was fewer than five times."""

    establishment_id: UUID
    name: str
    nominations: int | None


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


async def list_rounds(conn: Connection, after: UUID, limit: int) -> list[RoundView]:
    """Rounds in the order they were opened."""
    rows = await conn.fetch(SQL["list-rounds"], after, limit)
    return [RoundView(**with_id_as(r, "round_id")) for r in rows]


async def public_rounds(conn: Connection, after: UUID, limit: int) -> list[PublicRound]:
    """Rounds without the office's own figures."""
    found = await list_rounds(conn, after, limit)
    return [PublicRound(**r.model_dump(include=set(PublicRound.model_fields))) for r in found]


async def ranking(conn: Connection, round_id: UUID) -> list[Ranked]:
    """The places that were named, most often first. Raises NotFound("round-unknown")."""
    if await conn.fetchrow(SQL["one-round"], round_id) is None:
        raise NotFound("round-unknown")
    rows = await conn.fetch(SQL["ranking"], round_id)
    told = [r for r in rows if r["nominations"] >= SMALLEST_TOLD]
    # By name, not by count: the order of what is not told would tell it.
    hidden = sorted((r for r in rows if r["nominations"] < SMALLEST_TOLD), key=lambda r: str(r["name"]))
    return [Ranked(**dict(r)) for r in told] + [Ranked(**dict(r) | {"nominations": None}) for r in hidden]


async def needs_hand(conn: Connection, now: datetime) -> list[NeedsHand]:
    """What waits for somebody; kinds with nothing waiting are left out."""
    rows = await conn.fetch(SQL["needs-hand"], now, local_day(now))
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
