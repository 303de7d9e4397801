"""Rounds, what was named in them, and what needs a hand."""

from datetime import datetime
from uuid import UUID

from kernel.calendar import local_day
from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.routes import Now, query
from kernel.web import ZERO_ID, Output, PageLimit
from services.inspections.storage import SQL

# A smaller count is not shown while people can still vote: a person who knows one voter could read the vote.
SMALLEST_SHOWN = 5


class RoundView(Output):
    """A round, where it is in its life, and what is in it; `nominations` are verified, the others apart."""

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
    unverified: int
    samples: int
    samples_awaited: int
    open_disposals: int
    # Whether there is a draw to look at: a round that is broken off while it collects never has one.
    frozen: bool
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
    frozen: bool
    source: str


class Ranked(Output):
    """How often a place was named: by verified votes, which give tickets, and by others; null for fewer than five."""

    establishment_id: UUID
    name: str
    nominations: int | None
    unverified: int | None


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


@query(
    "GET /rounds",
    may="inspections:read",
    says="Rounds, oldest first.",
)
async def list_rounds(conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[RoundView]:
    """Rounds in the order they were opened."""
    rows = await conn.fetch(*SQL["list-rounds"](after=after, limit=limit))
    return [RoundView(**with_id_as(r, "round_id")) for r in rows]


@query(
    "GET /public/rounds",
    may="inspections:public",
    says="Rounds, oldest first.",
)
async def public_rounds(conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100) -> list[PublicRound]:
    """Rounds without the office's own figures."""
    found = await list_rounds(conn, after, limit)
    return [PublicRound(**r.model_dump(include=set(PublicRound.model_fields))) for r in found]


@query(
    "GET /public/rounds/{round_id}/ranking",
    may="inspections:public",
    says="What was named how often, verified and not; counts below five are not shown.",
    refuses=("round-unknown",),
)
async def ranking(conn: Connection, round_id: UUID) -> list[Ranked]:
    """The places that were named, most often first. Raises NotFound("round-unknown")."""
    if await conn.fetchrow(*SQL["one-round"](round_id=round_id)) is None:
        raise NotFound("round-unknown")
    rows = await conn.fetch(*SQL["ranking"](round_id=round_id))
    shown = [Ranked(**dict(r) | {count: _shown(r[count]) for count in ("nominations", "unverified")}) for r in rows]
    # By what is shown, then by name: the order of hidden counts would reveal them.
    return sorted(shown, key=lambda r: (-(r.nominations or 0), -(r.unverified or 0), r.name))


def _shown(count: int) -> int | None:
    return count if count >= SMALLEST_SHOWN else None


@query(
    "GET /needs-hand",
    may="inspections:read",
    says="What waits for somebody.",
)
async def needs_hand(conn: Connection, now: Now) -> list[NeedsHand]:
    """What waits for somebody; kinds with nothing waiting are left out."""
    rows = await conn.fetch(*SQL["needs-hand"](now=now, today=local_day(now)))
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
