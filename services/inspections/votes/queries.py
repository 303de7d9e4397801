"""Paper codes: which batches a round has, and a batch's codes to be printed."""

from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.persons import Fingerprints
from kernel.routes import query
from kernel.web import Output
from services.inspections.storage import SQL
from services.inspections.votes.rules import code


class PaperBatch(Output):
    """Codes that were made together, and how many of them voted."""

    batch_id: UUID
    codes: int
    used: int
    issued_at: datetime


class PaperList(Output):
    """A batch to be printed: the codes, made again from the house's secret."""

    title: str
    closes_at: datetime
    issued_at: datetime
    codes: list[str]


@query(
    "GET /rounds/{round_id}/paper-codes",
    may="inspections:nominate",
    says="The round's batches of paper codes.",
    refuses=("round-unknown",),
)
async def paper_batches(conn: Connection, round_id: UUID) -> list[PaperBatch]:
    """The round's batches, oldest first. Raises NotFound("round-unknown")."""
    if await conn.fetchrow(*SQL["one-round"](round_id=round_id)) is None:
        raise NotFound("round-unknown")
    return [PaperBatch(**with_id_as(r, "batch_id")) for r in await conn.fetch(*SQL["paper-batches"](round_id=round_id))]


@query(
    "GET /rounds/{round_id}/paper-codes/{batch_id}",
    may="inspections:nominate",
    says="A batch's codes, to be printed.",
    refuses=("paper-batch-unknown",),
)
async def paper_list(conn: Connection, round_id: UUID, batch_id: UUID, fingerprints: Fingerprints) -> PaperList:
    """Raises NotFound("paper-batch-unknown")."""
    found = await conn.fetchrow(*SQL["one-paper-batch"](round_id=round_id, batch_id=batch_id))
    if found is None:
        raise NotFound("paper-batch-unknown")
    codes = [code(fingerprints.seal, batch_id, number) for number in range(found["codes"])]
    return PaperList(**dict(found) | {"codes": codes})
