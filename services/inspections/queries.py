"""What inspections answers: lists by page, a sample with every version of its result, what needs a hand."""

from datetime import datetime
from uuid import UUID

from kernel.db import Connection, Row, with_id_as
from kernel.errors import NotFound
from kernel.web import Output
from services.inspections.storage import SQL


class EstablishmentView(Output):
    """A food business."""

    establishment_id: UUID
    name: str
    kind: str
    venue_id: UUID | None
    organisation_id: UUID | None
    risk_class: str
    source: str


class RoundView(Output):
    """A round and how many nominations it has."""

    round_id: UUID
    title: str
    programme: str
    organisation_id: UUID
    opens_at: datetime
    closes_at: datetime
    state: str
    nominations: int
    source: str


class ResultView(Output):
    """One version of a published result; the newest holds, the others stay to be read."""

    version: int
    verdict: str
    reason: str | None
    published_at: datetime


class SampleView(Output):
    """A sample; without a result it is awaited, which is not the same as qualified (I13)."""

    sample_id: UUID
    round_id: UUID
    establishment_id: UUID
    establishment_name: str
    category: str
    taken_at: datetime
    state: str
    results: list[ResultView]


class NeedsHand(Output):
    """A kind of thing that waits for somebody, and how many of it."""

    kind: str
    count: int


async def list_establishments(conn: Connection, after: str, limit: int) -> list[EstablishmentView]:
    """Establishments by name, after the one named `after`."""
    rows = await conn.fetch(SQL["list-establishments"], after, limit)
    return [EstablishmentView(**with_id_as(r, "establishment_id")) for r in rows]


async def list_rounds(conn: Connection, after: UUID, limit: int) -> list[RoundView]:
    """Rounds in the order they were opened."""
    rows = await conn.fetch(SQL["list-rounds"], after, limit)
    return [RoundView(**with_id_as(r, "round_id")) for r in rows]


async def list_samples(conn: Connection, after: UUID, limit: int) -> list[SampleView]:
    """Samples in the order they were recorded, each with its results."""
    return await _with_results(conn, await conn.fetch(SQL["list-samples"], after, limit))


async def one_sample(conn: Connection, sample_id: UUID) -> SampleView:
    """Raises NotFound("sample-unknown")."""
    rows = await conn.fetch(SQL["one-sample"], sample_id)
    if not rows:
        raise NotFound("sample-unknown")
    return (await _with_results(conn, rows))[0]


async def _with_results(conn: Connection, rows: list[Row]) -> list[SampleView]:
    results: dict[UUID, list[ResultView]] = {}
    for row in await conn.fetch(SQL["results-of"], [r["id"] for r in rows]):
        fields = dict(row)
        results.setdefault(fields.pop("sample_id"), []).append(ResultView(**fields))
    return [SampleView(**with_id_as(r, "sample_id"), results=results.get(r["id"], [])) for r in rows]


async def needs_hand(conn: Connection, now: datetime) -> list[NeedsHand]:
    """What waits for somebody; kinds with nothing waiting are left out."""
    rows = await conn.fetch(SQL["needs-hand"], now)
    return [NeedsHand(**dict(r)) for r in rows if r["count"]]
