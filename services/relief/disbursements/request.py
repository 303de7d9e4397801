"""Money of a fund is asked for a payee and reserved at once, so that it cannot be promised twice (REL-3)."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from contracts.events.relief import DisbursementRequested
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit_as, identify
from kernel.routes import command
from kernel.web import Input, Output
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import check_drawable
from services.relief.funds import ledger
from services.relief.funds.row import Fund, donors
from services.relief.funds.row import lock as lock_fund
from services.relief.funds.rules import approvals_needed, check_open, check_purpose, reserved_until
from services.relief.limits import Limits
from services.relief.people.declare_relation import check_unrelated
from services.relief.projects.open import Fen
from services.relief.storage import SQL

Purpose = Literal["living-hardship", "medical", "schooling", "disaster", "festival-visit", "other"]


class Application(Input):
    """How much, what for, and to which payee: a person named here, or a member of a case's household by place, from 1.

    The payee's name never leaves this room.
    """

    amount_fen: Fen
    purpose: Purpose
    payee: Person | None = None
    case_id: UUID | None = None
    member: Annotated[int, Field(ge=1, le=20)] | None = None

    @model_validator(mode="after")
    def _one_payee(self) -> Self:
        if (self.payee is None) == (self.case_id is None) or (self.member is None) != (self.case_id is None):
            raise ValueError("a payee, or a case and its member")
        return self


class Requested(Output):
    """The request, and what the fund can spend besides; `split` when it counts as a part of a larger one."""

    disbursement_id: UUID
    fund_id: UUID
    payee_ref: UUID
    state: Literal["requested"] = "requested"
    available_fen: int
    approvals_needed: int
    split: bool
    expires_at: datetime


@command(
    "POST /funds/{fund_id}/disbursements",
    may="relief:request",
    says="Ask for money of a fund and reserve it.",
    refuses=(
        "case-grant-exceeded",
        "case-not-approved",
        "case-not-valid",
        "case-unknown",
        "fund-closed",
        "fund-insufficient",
        "fund-unknown",
        "member-unknown",
        "purpose-not-allowed",
        "related-party",
    ),
)
async def request_disbursement(
    tx: Transaction, fund_id: UUID, order: Application, fingerprints: Fingerprints, limits: Limits
) -> Requested:
    """Raises NotFound("fund-unknown", "case-unknown"), Refused("fund-insufficient", "purpose-not-allowed", …)."""
    payee_ref, fingerprint, household = await _payee(tx, order, fingerprints)
    fund = await lock_fund(tx.conn, fund_id)
    check_open(closed_at=fund.closed_at)
    check_purpose(fund=fund.purpose, asked=order.purpose)
    await check_unrelated(tx, fingerprint, order.case_id, donors=await donors(tx.conn, fund_id))
    since = tx.now - timedelta(days=limits.split_window_days)
    close_by = await tx.conn.fetchval(*SQL["close-by"](payee_ref=payee_ref, household=household, since=since))
    needed, split = approvals_needed(order.amount_fen, close_by_fen=close_by, limits=limits)
    disbursement_id = new_id()
    seq = await ledger.post(
        tx.conn, fund, "reserve", disbursement_id, order.amount_fen, occurred_at=tx.now, posted_at=tx.now
    )
    expires_at = reserved_until(tx.now, limits)
    await tx.conn.execute(
        *SQL["insert-disbursement"](
            disbursement_id=disbursement_id,
            fund_id=fund_id,
            payee_ref=payee_ref,
            amount_fen=order.amount_fen,
            purpose=order.purpose,
            requested_at=tx.now,
            requested_by=tx.caller.subject,
            expires_at=expires_at,
            approvals_needed=needed,
            split=split,
            case_id=order.case_id,
        )
    )
    await _tell(tx, fund, disbursement_id, order, seq)
    return Requested(
        disbursement_id=disbursement_id,
        fund_id=fund_id,
        payee_ref=payee_ref,
        available_fen=await tx.conn.fetchval(*SQL["available-of"](fund_id=fund_id)),
        approvals_needed=needed,
        split=split,
        expires_at=expires_at,
    )


async def _payee(tx: Transaction, order: Application, fingerprints: Fingerprints) -> tuple[UUID, bytes, list[UUID]]:
    """The payee's reference and fingerprint, and the household's cases: locked in this order, before any fund."""
    if order.payee is not None:
        await tx.conn.execute(*SQL["lock-name"](name_key=fingerprints.of_name(order.payee)))
        fingerprint = await identify(tx.conn, fingerprints, order.payee)
        payee_ref = await admit_as(tx.conn, fingerprint, order.payee)
        await tx.conn.execute(*SQL["remember-name"](subject_ref=payee_ref, name_key=fingerprints.of_name(order.payee)))
    else:
        assert order.case_id is not None
        fingerprint = await tx.conn.fetchval(*SQL["member-of-case"](case_id=order.case_id, place=order.member))
        if fingerprint is None:
            await lock_case(tx.conn, order.case_id)
            raise NotFound("member-unknown")
        payee_ref = await tx.conn.fetchval(*SQL["admit-fingerprint"](subject_ref=new_id(), fingerprint=fingerprint))
    household = [
        row["id"] for row in await tx.conn.fetch(*SQL["lock-household"](fingerprint=fingerprint, case_id=order.case_id))
    ]
    if order.case_id is not None:
        await _draw(tx, order.case_id, order.amount_fen)
    return payee_ref, fingerprint, household


async def _draw(tx: Transaction, case_id: UUID, amount_fen: int) -> None:
    """Take so much of a case's grant."""
    case = await lock_case(tx.conn, case_id)
    check_drawable(
        state=case.state,
        today=local_day(tx.now),
        starts_on=case.starts_on,
        valid_until=case.valid_until,
        left_fen=case.total_fen - case.promised_fen,
        amount_fen=amount_fen,
    )
    await tx.conn.execute(*SQL["promise"](case_id=case_id, amount_fen=amount_fen))


async def _tell(tx: Transaction, fund: Fund, disbursement_id: UUID, order: Application, seq: int) -> None:
    await tx.emit(
        DisbursementRequested(
            **fund.facts(),
            disbursement_id=str(disbursement_id),
            organisation_id=str(fund.organisation_id),
            amount_fen=order.amount_fen,
            purpose=order.purpose,
            requested_at=tx.now,
        ),
        aggregate=f"fund/{fund.id}",
        seq=seq,
    )
