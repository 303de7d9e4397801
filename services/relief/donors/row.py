"""Donations and receipts as commands lock them, and what an organisation's statement is made of."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.funds.row import EmergencyReason, EntryKind
from services.relief.storage import SQL


@dataclass(frozen=True, slots=True)
class Donation(TypedRow, reads=SQL["lock-donation"]):
    """What an organisation gave."""

    id: UUID
    amount_fen: int
    reversed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Receipt(TypedRow, reads=SQL["lock-receipt"]):
    """A receipt of a donation; a voided one stays."""

    number: int
    donation_id: UUID
    voided_at: datetime | None


@dataclass(frozen=True, slots=True)
class Gift(TypedRow, reads=SQL["gifts-of"]):
    """A donation with its fund and the receipt that holds."""

    id: UUID
    fund_id: UUID
    title: str
    purpose: str
    received_at: datetime
    source: str
    receipt: int | None


@dataclass(frozen=True, slots=True)
class Movement(TypedRow, reads=SQL["movements-of"]):
    """An entry of a ledger as one amount."""

    kind: EntryKind
    reference: UUID
    amount_fen: int


@dataclass(frozen=True, slots=True)
class FundClock(TypedRow, reads=SQL["disclosures"]):
    """A fund, and the days (in Shanghai) that say when the public must hear of it."""

    fund_id: UUID
    title: str
    emergency: EmergencyReason | None
    emergency_on: date | None
    opened_on: date
    closed_on: date | None
    last_on: date | None
    final: bool


async def lock_donation(conn: Connection, donation_id: UUID) -> Donation:
    """The donation, locked until the transaction ends. Raises NotFound("donation-unknown")."""
    donation = await Donation.one(conn, donation_id=donation_id)
    if donation is None:
        raise NotFound("donation-unknown")
    return donation


async def lock_receipt(conn: Connection, number: int) -> Receipt:
    """The receipt, locked until the transaction ends. Raises NotFound("receipt-unknown")."""
    receipt = await Receipt.one(conn, number=number)
    if receipt is None:
        raise NotFound("receipt-unknown")
    return receipt
