"""Somebody else approves a disbursement; with enough approvals it can be paid by a third person (RULE-23)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementApproved
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.disbursements.row import Disbursement
from services.relief.disbursements.row import lock as lock_disbursement
from services.relief.funds.row import Fund
from services.relief.funds.rules import check_approvable
from services.relief.people.declare_relation import check_unrelated
from services.relief.storage import SQL


class Approved(Output):
    """It can be paid, or waits for `approvals_left` more people."""

    disbursement_id: UUID
    state: Literal["requested", "approved"]
    approvals_left: int
    approved_at: datetime


@command(
    "POST /disbursements/{disbursement_id}/approve",
    may="relief:approve",
    says="Approve a request of somebody else.",
    refuses=(
        "already-approved",
        "approver-is-submitter",
        "disbursement-expired",
        "disbursement-not-requested",
        "disbursement-unknown",
        "related-party",
    ),
)
async def approve_disbursement(tx: Transaction, disbursement_id: UUID) -> Approved:
    """Raises NotFound("disbursement-unknown"), Conflict("disbursement-not-requested", …), Forbidden(…)."""
    fund, found = await lock_disbursement(tx.conn, disbursement_id)
    check_approvable(
        state=found.state,
        requested_by=found.requested_by,
        approvers=found.approvers,
        approver=tx.caller.subject,
        now=tx.now,
        expires_at=found.expires_at,
    )
    payee = await tx.conn.fetchval(*SQL["fingerprint-of"](subject_ref=found.payee_ref))
    await check_unrelated(tx, payee, found.case_id)
    await tx.conn.execute(
        *SQL["insert-approval"](disbursement_id=disbursement_id, approver=tx.caller.subject, approved_at=tx.now)
    )
    left = found.approvals_needed - len(found.approvers) - 1
    if left == 0:
        await tx.conn.execute(
            *SQL["approve-disbursement"](
                disbursement_id=disbursement_id, approved_at=tx.now, approved_by=tx.caller.subject
            )
        )
        await _tell(tx, fund, found)
    return Approved(
        disbursement_id=disbursement_id,
        state="requested" if left else "approved",
        approvals_left=left,
        approved_at=tx.now,
    )


async def _tell(tx: Transaction, fund: Fund, found: Disbursement) -> None:
    await tx.emit(
        DisbursementApproved(**found.facts(fund), approved_at=tx.now),
        aggregate=f"fund/{fund.id}",
        seq=await tx.conn.fetchval(*SQL["touch-fund"](id=fund.id)),
    )
