"""A batch of another register's businesses is taken row by row: new, changed, unchanged, or refused with a reason.

They are listed, no more: no event says that they are the district's, and none of them is drawn, sampled or named until
the office takes it over.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Output, Programme
from services.inspections.establishments.rules import Listing, Unreadable, read
from services.inspections.storage import SQL

Raw = Annotated[str, Field(max_length=1000)]


class ImportRow(Input):
    """A row as it stands in the file; `line` is its number there, from 1. Absent values are empty."""

    line: Annotated[int, Field(ge=1)]
    external_id: Raw = ""
    name: Raw = ""
    rating: Raw = ""
    rated_on: Raw = ""
    pending: bool = False


class Batch(Input):
    """At most 200 rows of one feed. No feed tells our kinds and risk classes: the operator says them for all of it."""

    feed: Programme
    format: Literal["lives", "fhrs"]
    kind: Literal["restaurant", "supermarket", "canteen", "lunch-point", "stall", "mall"]
    risk_class: Literal["A", "B", "C", "D"]
    rows: Annotated[list[ImportRow], Field(min_length=1, max_length=200)]


class RefusedRow(Output):
    """Which line was not taken, and why; never what stood there."""

    line: int
    code: str


class Imported(Output):
    """What came of each row."""

    added: int
    changed: int
    unchanged: int
    refused: list[RefusedRow]


@command(
    "POST /imports/establishments",
    may="inspections:manage",
    says="Take a batch of another register's businesses.",
)
async def import_establishments(tx: Transaction, order: Batch) -> Imported:
    """Raises nothing for a single row: it is in `refused`."""
    # Imports take turns, so neither adds what the other has just added.
    await tx.conn.execute(*SQL["lock-imports"]())
    outcome = {"added": 0, "changed": 0, "unchanged": 0}
    refused: list[RefusedRow] = []
    for row in order.rows:
        try:
            listing = read(order.format, row.external_id, row.name, row.rating, row.rated_on, pending=row.pending)
            outcome[await _take(tx, order, listing)] += 1
        except Unreadable as error:
            refused.append(RefusedRow(line=row.line, code=error.code))
    return Imported(**outcome, refused=refused)


async def _take(tx: Transaction, order: Batch, listing: Listing) -> str:
    known = await tx.conn.fetchrow(*SQL["one-listing"](feed=order.feed, external_id=listing.external_id))
    standing = {"standing": listing.standing, "score": listing.score, "rated_on": listing.rated_on}
    place = {"feed": order.feed, "external_id": listing.external_id, "imported_at": tx.now}
    if known is None:
        establishment_id = await _establish(tx, order, listing)
        await tx.conn.execute(*SQL["insert-listing"](establishment_id=establishment_id, **place, **standing))
        return "added"
    if {name: known[name] for name in standing} == standing:
        return "unchanged"
    await tx.conn.execute(*SQL["update-listing"](**place, **standing))
    return "changed"


async def _establish(tx: Transaction, order: Batch, listing: Listing) -> UUID:
    # The branches of a chain have one name: the register's id tells them apart.
    for name in (listing.name, f"{listing.name} ({order.feed} {listing.external_id})"[:200]):
        made: UUID | None = await tx.conn.fetchval(
            *SQL["insert-listed"](
                id=new_id(), name=name, kind=order.kind, risk_class=order.risk_class, registered_at=tx.now
            )
        )
        if made is not None:
            return made
    raise Unreadable("name-taken")
