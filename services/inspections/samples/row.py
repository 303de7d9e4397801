"""A sample as commands lock it, its newest result, and its re-test."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.inspections.samples.rules import State, Verdict
from services.inspections.storage import SQL


@dataclass(frozen=True, slots=True)
class Sample(TypedRow, reads=SQL["lock-sample"]):
    """The aggregate's row, which everything that touches the sample locks first."""

    id: UUID
    round_id: UUID
    establishment_id: UUID
    venue_id: UUID | None
    taken_at: datetime
    state: State
    found: Verdict | None
    dossier_id: UUID | None
    analysed_by: str | None
    publish_due: date | None
    laboratory_id: UUID | None
    programme: str
    organisation_id: UUID

    def facts(self) -> dict[str, str]:
        """What every event of a sample carries."""
        facts = {
            "sample_id": str(self.id),
            "round_id": str(self.round_id),
            "programme": self.programme,
            "organisation_id": str(self.organisation_id),
            "establishment_id": str(self.establishment_id),
        }
        return facts | ({"venue_id": str(self.venue_id)} if self.venue_id else {})


@dataclass(frozen=True, slots=True)
class Result(TypedRow, reads=SQL["newest-result"]):
    """The version that holds."""

    version: int
    verdict: Verdict
    published_at: datetime
    dossier_id: UUID | None


@dataclass(frozen=True, slots=True)
class Retest(TypedRow, reads=SQL["retest-of"]):
    """A re-test: what was asked for, which laboratory was drawn, what it found."""

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
    concluded_at: datetime | None
    id: UUID
    found: Verdict | None


@dataclass(frozen=True, slots=True)
class Awaited(TypedRow, reads=SQL["samples-to-publish"]):
    """A sample whose result is to be published by a day."""

    id: UUID
    publish_due: date


async def lock(conn: Connection, sample_id: UUID) -> Sample:
    """The sample, locked until the transaction ends. Raises NotFound("sample-unknown")."""
    sample = await Sample.one(conn, id=sample_id)
    if sample is None:
        raise NotFound("sample-unknown")
    return sample


async def newest_result(conn: Connection, sample_id: UUID) -> Result:
    """The version that holds of a published sample."""
    newest = await Result.one(conn, sample_id=sample_id)
    assert newest is not None
    return newest


async def retest_of(conn: Connection, sample_id: UUID) -> Retest:
    """The re-test of a locked sample. Raises NotFound("retest-unknown")."""
    retest = await Retest.one(conn, sample_id=sample_id)
    if retest is None:
        raise NotFound("retest-unknown")
    return retest
