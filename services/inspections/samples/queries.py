"""Samples with every version of their results, disposals, laboratories, re-tests."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import AwareDatetime

from kernel.db import Connection, Row, with_id_as
from kernel.errors import NotFound
from kernel.routes import query
from kernel.web import ZERO_ID, Output, PageLimit
from services.inspections.samples.deadlines import is_late
from services.inspections.samples.dossiers import ItemView, items_of
from services.inspections.storage import SQL

State = Annotated[Literal["taken", "received", "analysed", "verified", "published"] | None, Query()]
Before = Annotated[AwareDatetime | None, Query()]


class ResultView(Output):
    """One version of a published result; the newest holds, the others stay to be read."""

    version: int
    verdict: str
    reason: str | None
    published_at: datetime
    # What was tested, in the laboratory's order; none for a result from before this was kept.
    items: list[ItemView]


class SampleView(Output):
    """A sample; without a result it is awaited, which is not the same as qualified (INS-13)."""

    sample_id: UUID
    round_id: UUID
    establishment_id: UUID
    establishment_name: str
    category: str
    taken_at: datetime
    state: str
    drawn: bool
    laboratory_id: UUID | None
    publish_due: date | None
    # What the analyst recorded, for the person who verifies it.
    found: str | None
    items: list[ItemView]
    # Why the verifier sent the last finding back, if one ever did, and what it had said.
    returned: str | None
    returned_items: list[ItemView]
    # Whether its first result was published after that day, or still is not (RULE-19).
    late: bool
    results: list[ResultView]


class PublicResult(Output):
    """A published sample in public; the last of `results` holds, those before it are superseded (RULE-17)."""

    sample_id: UUID
    round_id: UUID
    establishment_id: UUID
    establishment_name: str
    category: str
    taken_at: datetime
    newest_at: datetime
    late: bool
    results: list[ResultView]


class DisposalView(Output):
    """What follows a failure; `overdue` when the day for its present step is over."""

    disposal_id: UUID
    sample_id: UUID
    version: int
    round_id: UUID
    establishment_id: UUID
    establishment_name: str
    state: str
    opened_at: datetime
    due_on: date | None
    overdue: bool
    rechecked_at: datetime | None
    closed_at: datetime | None
    closing_reason: str | None


class LaboratoryView(Output):
    """A laboratory of the list."""

    laboratory_id: UUID
    name: str
    in_force_from: date
    in_force_to: date | None
    source: str


class RetestView(Output):
    """A re-test: who could be drawn from which entropy, and who was (RULE-18)."""

    retest_id: UUID
    sample_id: UUID
    version: int
    requested_at: datetime
    entropy_source: str
    entropy_at: datetime
    entropy: str | None
    candidates: list[UUID] | None
    laboratory_id: UUID | None
    first_laboratory_id: UUID
    drawn_at: datetime | None
    # What the second laboratory found; it holds once `concluded_at` is there.
    found: str | None
    concluded_at: datetime | None


@query(
    "GET /samples",
    may="inspections:read",
    says="Samples with their results.",
)
async def list_samples(
    conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100, state: State = None
) -> list[SampleView]:
    """Samples in the order they were recorded, each with its results."""
    return await _with_results(conn, await conn.fetch(*SQL["list-samples"](after=after, limit=limit, state=state)))


@query(
    "GET /samples/{sample_id}",
    may="inspections:read",
    says="One sample with every version of its result.",
    refuses=("sample-unknown",),
)
async def one_sample(conn: Connection, sample_id: UUID) -> SampleView:
    """Raises NotFound("sample-unknown")."""
    rows = await conn.fetch(*SQL["one-sample"](sample_id=sample_id))
    if not rows:
        raise NotFound("sample-unknown")
    return (await _with_results(conn, rows))[0]


@query(
    "GET /public/results",
    may="inspections:public",
    says="Published results, the newest first.",
)
async def published(
    conn: Connection, before: Before = None, limit: PageLimit = 50, *, establishment_id: UUID | None = None
) -> list[PublicResult]:
    """Published samples, those with the newest version first."""
    until = before or datetime(9999, 1, 1, tzinfo=UTC)
    rows = await conn.fetch(*SQL["published-samples"](until=until, limit=limit, establishment_id=establishment_id))
    results = await _results(conn, rows)
    found = []
    for row in rows:
        fields = with_id_as(row, "sample_id")
        late = _late(fields.pop("publish_due"), results[row["id"]])
        found.append(PublicResult(**fields, late=late, results=results[row["id"]]))
    return found


@query(
    "GET /samples/{sample_id}/retest",
    may="inspections:read",
    says="The re-test of a sample.",
    refuses=("retest-unknown",),
)
async def retest_of(conn: Connection, sample_id: UUID) -> RetestView:
    """Raises NotFound("retest-unknown")."""
    row = await conn.fetchrow(*SQL["retest-of"](sample_id=sample_id))
    if row is None:
        raise NotFound("retest-unknown")
    return RetestView(**with_id_as(row, "retest_id"))


@query(
    "GET /disposals",
    may="inspections:read",
    says="What follows failures.",
)
async def list_disposals(
    conn: Connection, after: UUID = ZERO_ID, limit: PageLimit = 100, *, establishment_id: UUID | None = None
) -> list[DisposalView]:
    """Disposals in the order they were opened."""
    now = datetime.now(UTC)
    rows = await conn.fetch(*SQL["list-disposals"](after=after, limit=limit, establishment_id=establishment_id))
    return [DisposalView(**with_id_as(r, "disposal_id"), overdue=is_late(r["due_on"], now)) for r in rows]


@query(
    "GET /laboratories",
    may="inspections:read",
    says="The list of laboratories.",
)
async def list_laboratories(conn: Connection) -> list[LaboratoryView]:
    """The list of laboratories, by name."""
    return [LaboratoryView(**with_id_as(r, "laboratory_id")) for r in await conn.fetch(*SQL["list-laboratories"]())]


def _late(publish_due: date | None, results: list[ResultView]) -> bool:
    return is_late(publish_due, results[0].published_at if results else datetime.now(UTC))


async def _results(conn: Connection, rows: list[Row]) -> dict[UUID, list[ResultView]]:
    results: dict[UUID, list[ResultView]] = {r["id"]: [] for r in rows}
    versions = await conn.fetch(*SQL["results-of"](sample_id=list(results)))
    items = await items_of(conn, [row["dossier_id"] for row in versions])
    for row in versions:
        fields = dict(row)
        tested = items[fields.pop("dossier_id")]
        results[fields.pop("sample_id")].append(ResultView(**fields, items=tested))
    return results


async def _with_results(conn: Connection, rows: list[Row]) -> list[SampleView]:
    results = await _results(conn, rows)
    items = await items_of(conn, [r[of] for r in rows for of in ("dossier_id", "returned_dossier_id")])
    views = []
    for row in rows:
        fields, of = with_id_as(row, "sample_id"), results[row["id"]]
        tested = {
            "items": items[fields.pop("dossier_id")],
            "returned_items": items[fields.pop("returned_dossier_id")],
        }
        views.append(SampleView(**fields, **tested, results=of, late=_late(row["publish_due"], of)))
    return views
