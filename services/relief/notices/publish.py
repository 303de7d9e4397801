"""An approved case is noticed in public for some working days, without giving anybody away (REL-11)."""

from datetime import date
from uuid import UUID

from kernel.announced import working_calendar
from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Output
from services.relief.cases.row import lock as lock_case
from services.relief.cases.rules import band
from services.relief.limits import Limits
from services.relief.storage import SQL


class Noticed(Output):
    """Anybody may object through the day `closes_on`.

    Without `calendar_announced` that day was counted by weekends: a later notice of holidays may move it back, never
    forward.
    """

    notice_id: UUID
    case_id: UUID
    opens_on: date
    closes_on: date
    calendar_announced: bool


@command(
    "POST /cases/{case_id}/notice",
    may="relief:approve",
    says="Notice an approved case in public.",
    refuses=("case-not-approved", "case-unknown", "notice-already-exists"),
)
async def publish_notice(tx: Transaction, case_id: UUID, limits: Limits) -> Noticed:
    """Raises NotFound("case-unknown"), Refused("case-not-approved", "notice-already-exists", …)."""
    case = await lock_case(tx.conn, case_id)
    if case.state != "approved":
        raise Refused("case-not-approved")
    notice_id, opens_on = new_id(), local_day(tx.now)
    calendar = await working_calendar(tx.conn)
    closes_on = calendar.add_working_days(opens_on, limits.objection_working_days)
    many = await tx.conn.fetchval(*SQL["neighbours"](neighbourhood_id=case.neighbourhood_id)) >= limits.small_cell
    await tx.conn.execute(
        *SQL["insert-notice"](
            notice_id=notice_id,
            case_id=case_id,
            category=case.category,
            band=band(case.total_fen),
            neighbourhood_id=case.neighbourhood_id if many else None,
            opens_on=opens_on,
            closes_on=closes_on,
            published_by=tx.caller.subject,
            neighbourhood=case.neighbourhood if many else None,
        )
    )
    return Noticed(
        notice_id=notice_id,
        case_id=case_id,
        opens_on=opens_on,
        closes_on=closes_on,
        calendar_announced=calendar.is_announced(closes_on.year),
    )
