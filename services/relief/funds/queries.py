"""Funds with their balances, and a fund's ledger with all that its seals are made of."""

from datetime import datetime
from uuid import UUID

from kernel.db import Connection, with_id_as
from kernel.errors import NotFound
from kernel.export import SHEET_ROWS, Format, Sheet, listed
from kernel.routes import Before, NumberAfter, query
from kernel.web import Output, PageLimit
from services.relief.funds.ledger import instant
from services.relief.newest import check_row
from services.relief.storage import SQL

COLUMNS = (
    "number", "kind", "reference", "occurred_utc", "posted_utc", "moves", "reverses", "reversed_by", "previous_hash",
    "hash",
)  # fmt: skip


class FundView(Output):
    """A fund: received = available + reserved + disbursed; `head` seals its `entries` entries.

    `emergency` is the kind of the one that lasts, if any.
    """

    fund_id: UUID
    title: str
    purpose: str
    programme: str
    organisation_id: UUID
    opened_at: datetime
    closed_at: datetime | None
    received_fen: int
    available_fen: int
    reserved_fen: int
    disbursed_fen: int
    emergency: str | None
    entries: int
    head: str
    source: str


class LegView(Output):
    """What an entry did to one account."""

    account: str
    amount_fen: int


class EntryView(Output):
    """One entry of a fund's ledger, with all that its hash is made of (README.md), and its reversal, both ways."""

    number: int
    kind: str
    reference: UUID
    occurred_at: datetime
    posted_at: datetime
    legs: list[LegView]
    previous_hash: str
    hash: str
    reverses: int | None
    reversed_by: int | None

    @property
    def occurred_utc(self) -> str:
        """`occurred_at` as it is sealed."""
        return instant(self.occurred_at)

    @property
    def posted_utc(self) -> str:
        """`posted_at` as it is sealed."""
        return instant(self.posted_at)

    @property
    def moves(self) -> str:
        """The legs on one line, as `canonical` has them: account, amount in fen."""
        return "; ".join(f"{leg.account} {leg.amount_fen}" for leg in self.legs)


@query(
    "GET /funds",
    may="relief:read",
    says="Funds with their balances, newest first.",
    refuses=("fund-unknown",),
)
async def list_funds(conn: Connection, before: Before, limit: PageLimit = 100) -> list[FundView]:
    """Funds with their balances, the last opened first. Raises NotFound("fund-unknown") for an unknown `before`."""
    await check_row(conn, "fund-exists", "fund-unknown", before)
    rows = await conn.fetch(*SQL["list-funds"](before=before, limit=limit, one=None))
    return [FundView(**with_id_as(r, "fund_id")) for r in rows]


@query("GET /funds/{fund_id}", may="relief:read", says="One fund with its balances.", refuses=("fund-unknown",))
async def show_fund(conn: Connection, fund_id: UUID) -> FundView:
    """Raises NotFound("fund-unknown")."""
    row = await conn.fetchrow(*SQL["list-funds"](before=None, limit=1, one=fund_id))
    if row is None:
        raise NotFound("fund-unknown")
    return FundView(**with_id_as(row, "fund_id"))


@query(
    "GET /funds/{fund_id}/entries",
    may="relief:read",
    says="A fund's ledger by number, with the seals to recompute.",
    refuses=("fund-unknown",),
)
async def list_entries(
    conn: Connection, fund_id: UUID, after: NumberAfter = 0, limit: PageLimit = 100
) -> list[EntryView]:
    """A fund's entries by number, after the number `after`. Raises NotFound("fund-unknown")."""
    if not await conn.fetchval(*SQL["fund-exists"](id=fund_id)):
        raise NotFound("fund-unknown")
    rows = await conn.fetch(*SQL["list-entries"](fund_id=fund_id, after=after, limit=limit))
    legs: dict[int, list[LegView]] = {}
    for row in await conn.fetch(*SQL["legs-of"](fund_id=fund_id, number=[r["number"] for r in rows])):
        fields = dict(row)
        legs.setdefault(fields.pop("number"), []).append(LegView(**fields))
    return [EntryView(**dict(r), legs=legs.get(r["number"], [])) for r in rows]


@query(
    "GET /funds/{fund_id}/entries/export",
    may="relief:read",
    says="A fund's whole ledger as a sheet: what docs/ledger/verify.py checks.",
    refuses=("fund-unknown",),
)
async def export_entries(conn: Connection, fund_id: UUID, kind: Format) -> Sheet:
    """A fund's entries, as a sheet. Raises NotFound("fund-unknown")."""
    return listed(f"ledger-{fund_id}", await list_entries(conn, fund_id, 0, SHEET_ROWS), COLUMNS, kind)
