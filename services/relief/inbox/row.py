"""What waits for a decision, with what decides who may do what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from kernel.rows import TypedRow
from services.relief.storage import SQL


@dataclass(frozen=True, slots=True)
class OpenDisbursement(TypedRow, reads=SQL["inbox"]):
    """An open disbursement with its case and notice. An objection's state is "unreviewed" too (`check_noticed`)."""

    id: UUID
    fund_id: UUID
    fund_title: str
    amount_fen: int
    purpose: str
    state: Literal["requested", "approved"]
    requested_at: datetime
    requested_by: str
    expires_at: datetime
    approvals_needed: int
    split: bool
    case_id: UUID | None
    case_number: str | None
    closes_on: date | None
    approvers: list[str]
    objections: list[str]
