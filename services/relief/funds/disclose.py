"""What was disclosed to the public about a fund is recorded, and the clock starts again (慈善法 art. 72, 79)."""

from datetime import date
from uuid import UUID

from kernel.calendar import local_day
from kernel.commands import Transaction
from kernel.errors import Refused
from kernel.routes import command
from kernel.web import Input, Output, Text
from services.relief.funds.row import lock as lock_fund
from services.relief.storage import SQL


class Disclosure(Input):
    """Where it can be read; `final` for the account of a closed fund."""

    document: Text
    final: bool = False


class Disclosed(Output):
    """The day in Shanghai on which it was disclosed."""

    fund_id: UUID
    disclosed_on: date


@command(
    "POST /funds/{fund_id}/disclosures",
    may="relief:manage",
    says="Record a disclosure to the public about a fund.",
    refuses=("disclosure-already-exists", "fund-still-open", "fund-unknown"),
)
async def disclose(tx: Transaction, fund_id: UUID, order: Disclosure) -> Disclosed:
    """Raises NotFound("fund-unknown"), Refused("fund-still-open", "disclosure-already-exists")."""
    fund = await lock_fund(tx.conn, fund_id)
    if order.final and fund.closed_at is None:
        raise Refused("fund-still-open")
    day = local_day(tx.now)
    await tx.conn.execute(
        *SQL["insert-disclosure"](
            fund_id=fund_id, disclosed_on=day, final=order.final, document=order.document, recorded_by=tx.caller.subject
        )
    )
    return Disclosed(fund_id=fund_id, disclosed_on=day)
