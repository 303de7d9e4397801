"""A third person pays what was approved: the reserve leaves the fund, once (RULE-23, RULE-25)."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementPaid
from kernel.announced import working_calendar
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.rules import REVIEW_WORKING_DAYS, check_noticed
from services.relief.disbursements.row import lock as lock_disbursement
from services.relief.funds import ledger
from services.relief.funds.rules import check_payable
from services.relief.notices.row import Notice
from services.relief.people.declare_relation import check_unrelated
from services.relief.storage import SQL


class Paid(Output):
    """The money went out."""

    disbursement_id: UUID
    state: Literal["paid"] = "paid"
    paid_at: datetime


@command(
    "POST /disbursements/{disbursement_id}/pay",
    may="relief:pay",
    says="Pay what others requested and approved.",
    refuses=(
        "disbursement-expired",
        "disbursement-not-approved",
        "disbursement-unknown",
        "notice-missing",
        "notice-still-open",
        "objection-open",
        "objection-unreviewed",
        "objection-upheld",
        "payer-is-approver",
        "payer-is-submitter",
        "related-party",
    ),
)
async def pay_disbursement(tx: Transaction, disbursement_id: UUID) -> Paid:
    """Raises NotFound("disbursement-unknown"), Conflict("disbursement-not-approved", …), Forbidden("payer-is-…").

    For a household's case Refused("notice-missing", "notice-still-open", "objection-…") as well.
    """
    fund, found = await lock_disbursement(tx.conn, disbursement_id)
    check_payable(
        state=found.state,
        requested_by=found.requested_by,
        approvers=found.approvers,
        payer=tx.caller.subject,
        now=tx.now,
        expires_at=found.expires_at,
    )
    payee = await tx.conn.fetchval(*SQL["fingerprint-of"](subject_ref=found.payee_ref))
    await check_unrelated(tx, payee, found.case_id)
    if found.case_id is not None:
        await _check_noticed(tx, found.case_id)
    await tx.conn.execute(
        *SQL["pay-disbursement"](disbursement_id=disbursement_id, paid_at=tx.now, paid_by=tx.caller.subject)
    )
    seq = await ledger.post(
        tx.conn, fund, "pay", disbursement_id, found.amount_fen, occurred_at=tx.now, posted_at=tx.now
    )
    if found.case_id is not None:
        await tx.conn.execute(*SQL["settle-paid-case"](case_id=found.case_id))
    await tx.emit(
        DisbursementPaid(**found.facts(fund), paid_at=tx.now),
        aggregate=f"fund/{fund.id}",
        seq=seq,
    )
    return Paid(disbursement_id=disbursement_id, paid_at=tx.now)


async def _check_noticed(tx: Transaction, case_id: UUID) -> None:
    # An objection takes the same lock, so it comes before the payment or finds the window closed.
    notice = await Notice.one(tx.conn, case_id=case_id)
    objections = await tx.conn.fetch(*SQL["objections-to"](notice_id=notice.id)) if notice else []
    closes_on = notice.closes_on if notice else None
    calendar = await working_calendar(tx.conn)
    check_noticed(
        closes_on=closes_on,
        today=local_day(tx.now),
        objections=[row["state"] for row in objections],
        review_until=calendar.add_working_days(closes_on, REVIEW_WORKING_DAYS) if closes_on else None,
    )
