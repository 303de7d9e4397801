"""A disbursement as commands lock it: behind the case that it is for, and behind its fund."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from kernel.db import Connection
from kernel.errors import NotFound
from kernel.rows import TypedRow
from services.relief.cases.row import Case
from services.relief.funds.row import Fund
from services.relief.storage import SQL

DisbursementState = Literal["requested", "approved", "rejected", "expired", "paid", "reversed"]


@dataclass(frozen=True, slots=True)
class Disbursement(TypedRow, reads=SQL["disbursement-for-command"]):
    """Money of a fund that is reserved for a payee, and who approved it."""

    id: UUID
    payee_ref: UUID
    amount_fen: int
    purpose: str
    state: DisbursementState
    requested_at: datetime
    requested_by: str
    expires_at: datetime
    approvals_needed: int
    case_id: UUID | None
    approvers: list[str]

    def facts(self, fund: Fund) -> dict[str, Any]:
        """What every event of the disbursement carries."""
        return {
            **fund.facts(),
            "organisation_id": str(fund.organisation_id),
            "disbursement_id": str(self.id),
            "amount_fen": self.amount_fen,
            "purpose": self.purpose,
            "requested_at": self.requested_at,
        }


@dataclass(frozen=True, slots=True)
class Places(TypedRow, reads=SQL["places-of-disbursement"]):
    """What is locked before a disbursement; neither ever changes."""

    fund_id: UUID
    case_id: UUID | None


async def lock(conn: Connection, disbursement_id: UUID) -> tuple[Fund, Disbursement]:
    """The fund and its disbursement, locked until the transaction ends. Raises NotFound("disbursement-unknown").

    The order is the case, the fund, the disbursement, and after it the case's notice. A request locks the case, then
    the fund: a command that locked them the other way round could wait for it while it waits for the command.
    """
    places = await Places.one(conn, disbursement_id=disbursement_id)
    if places is None:
        raise NotFound("disbursement-unknown")
    if places.case_id is not None:
        await Case.one(conn, case_id=places.case_id)
    fund = await Fund.one(conn, fund_id=places.fund_id)
    found = await Disbursement.one(conn, disbursement_id=disbursement_id)
    assert fund is not None
    assert found is not None
    return fund, found
