"""A fund as commands lock it, and what they read of its ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.storage import SQL

EntryKind = Literal["donation", "reserve", "void", "pay", "donation-reversal", "pay-reversal"]
# The four kinds of 突发事件应对法 art. 2.
EmergencyReason = Literal["natural-disaster", "accident-disaster", "public-health", "public-security"]


@dataclass(frozen=True, slots=True)
class Fund(TypedRow, reads=SQL["lock-fund"]):
    """The aggregate's row, which everything that touches the fund locks first and takes turns at."""

    id: UUID
    purpose: str
    programme: str
    organisation_id: UUID
    entries: int
    head: bytes
    closed_at: datetime | None
    emergency: bool

    def facts(self) -> dict[str, str]:
        """What every event of the fund's money carries."""
        return {"fund_id": str(self.id), "programme": self.programme}


@dataclass(frozen=True, slots=True)
class PostedEntry(TypedRow, reads=SQL["entry-for-reversal"]):
    """An entry that may be taken back, with the donation (`donor`, `received_at`) or the payment that it posted."""

    kind: EntryKind
    reference: UUID
    amount_fen: int
    reversed_before: bool
    recorded_by: str
    donor: UUID | None
    received_at: datetime | None
    purpose: str | None
    requested_at: datetime | None
    paid_at: datetime | None

    def facts(self, fund: Fund) -> dict[str, Any]:
        """What the event of the donation's or the payment's reversal carries."""
        if self.kind == "donation":
            return {
                **fund.facts(),
                "donation_id": str(self.reference),
                "organisation_id": str(self.donor),
                "amount_fen": self.amount_fen,
                "received_at": self.received_at,
            }
        return {
            **fund.facts(),
            "disbursement_id": str(self.reference),
            "organisation_id": str(fund.organisation_id),
            "amount_fen": self.amount_fen,
            "purpose": self.purpose,
            "requested_at": self.requested_at,
            "paid_at": self.paid_at,
        }


@dataclass(frozen=True, slots=True)
class Head(TypedRow, reads=SQL["unseen-heads"]):
    """The head, in hex, of a ledger that grew since it was last published."""

    id: UUID
    entries: int
    head: str

    def facts(self) -> dict[str, Any]:
        """What its event carries."""
        return {"fund_id": str(self.id), "entries": self.entries, "head": self.head}


async def lock(conn: Connection, fund_id: UUID) -> Fund:
    """The fund, locked until the transaction ends. Raises NotFound("fund-unknown")."""
    fund = await Fund.one(conn, fund_id=fund_id)
    if fund is None:
        raise NotFound("fund-unknown")
    return fund


async def donors(conn: Connection, fund_id: UUID) -> set[UUID]:
    """The organisations that gave to the fund and did not take it back."""
    return {row["organisation_id"] for row in await conn.fetch(*SQL["donors-of-fund"](fund_id=fund_id))}
