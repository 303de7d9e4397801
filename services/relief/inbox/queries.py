"""What waits for a decision, and for each row what the caller may do with it, or the rule that says no."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from kernel.announced import working_calendar
from kernel.auth import Caller
from kernel.calendar import WorkingCalendar, local_day
from kernel.db import Connection
from kernel.errors import CommandError
from kernel.routes import Now, NumberAfter, query
from kernel.web import Output, PageLimit
from services.relief.cases.rules import REVIEW_WORKING_DAYS, check_noticed
from services.relief.funds.rules import check_approvable, check_payable, check_rejectable
from services.relief.inbox.row import OpenDisbursement


class Waiting(Output):
    """An open disbursement. `approve`, `reject` and `pay` are null where the caller may, else the rule's code."""

    disbursement_id: UUID
    fund_id: UUID
    fund_title: str
    amount_fen: int
    purpose: str
    state: str
    requested_at: datetime
    expires_at: datetime
    approvals_needed: int
    approvals_given: int
    split: bool
    case_id: UUID | None
    case_number: str | None
    own: bool
    approve: str | None
    reject: str | None
    pay: str | None


@query(
    "GET /inbox",
    may="relief:read",
    says="Open disbursements, and what the caller may do with each, or why not.",
)
async def inbox(
    conn: Connection, caller: Caller, now: Now, skip: NumberAfter = 0, limit: PageLimit = 100
) -> list[Waiting]:
    """What is open, the one that expires first at the top, judged by the rules that the commands follow."""
    calendar = await working_calendar(conn)
    return [_judged(one, caller, now, calendar) for one in await OpenDisbursement.every(conn, skip=skip, limit=limit)]


def _judged(found: OpenDisbursement, caller: Caller, now: datetime, calendar: WorkingCalendar) -> Waiting:
    who: dict[str, Any] = {"state": found.state, "requested_by": found.requested_by}
    term: dict[str, Any] = {"now": now, "expires_at": found.expires_at}

    def payable() -> None:
        check_payable(**who, approvers=found.approvers, payer=caller.subject, **term)
        if found.case_id is not None:
            closes_on = found.closes_on
            check_noticed(
                closes_on=closes_on,
                today=local_day(now),
                objections=found.objections,
                review_until=calendar.add_working_days(closes_on, REVIEW_WORKING_DAYS) if closes_on else None,
            )

    def approvable() -> None:
        check_approvable(**who, approvers=found.approvers, approver=caller.subject, **term)

    fields = {name: getattr(found, name) for name in Waiting.model_fields if hasattr(found, name)}
    return Waiting(
        **fields,
        disbursement_id=found.id,
        approvals_given=len(found.approvers),
        own=found.requested_by == caller.subject,
        approve=_why_not(caller, "relief:approve", approvable),
        reject=_why_not(caller, "relief:approve", lambda: check_rejectable(**who, decider=caller.subject)),
        pay=_why_not(caller, "relief:pay", payable),
    )


def _why_not(caller: Caller, permission: str, check: Callable[[], None]) -> str | None:
    if not caller.may(permission):
        return "permission-missing"
    try:
        check()
    except CommandError as error:
        return error.code
    return None
