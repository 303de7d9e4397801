"""A relief fund is opened with its four empty accounts."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import FundOpened
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Programme, Source, Text
from services.relief.dates import past_time
from services.relief.funds.declare_emergency import declare
from services.relief.funds.ledger import ACCOUNTS
from services.relief.funds.row import EmergencyReason
from services.relief.storage import SQL

FundPurpose = Literal["living-hardship", "medical", "schooling", "disaster", "festival-visit", "general", "other"]


class Fund(Input):
    """What an operator enters; `organisation_id` keeps the fund; `emergency` where it is opened because of one."""

    fund_id: UUID | None = None
    title: Text
    purpose: FundPurpose
    programme: Programme
    organisation_id: UUID
    opened_at: Instant | None = None
    emergency: EmergencyReason | None = None
    source: Source = "operator"


class OpenedFund(Output):
    """The fund's id."""

    fund_id: UUID


@command(
    "POST /funds",
    may="relief:manage",
    says="Open a fund.",
    refuses=("emergency-already-declared", "fund-already-exists", "opened-in-the-future"),
)
async def open_fund(tx: Transaction, order: Fund) -> OpenedFund:
    """Raises Refused("opened-in-the-future", "fund-already-exists")."""
    fund_id = order.fund_id or new_id()
    at = past_time("opened", given=order.opened_at, now=tx.now)
    await tx.conn.execute(
        *SQL["insert-fund"](
            fund_id=fund_id,
            title=order.title,
            purpose=order.purpose,
            programme=order.programme,
            organisation_id=order.organisation_id,
            opened_at=at,
            source=order.source,
        )
    )
    await tx.conn.execute(*SQL["insert-accounts"](fund_id=fund_id, kinds=list(ACCOUNTS)))
    await tx.emit(
        FundOpened(
            fund_id=str(fund_id),
            title=order.title,
            programme=order.programme,
            source=order.source,
            purpose=order.purpose,
            organisation_id=str(order.organisation_id),
            opened_at=at,
        ),
        aggregate=f"fund/{fund_id}",
        seq=1,
    )
    if order.emergency:
        await declare(tx, fund_id, order.emergency, at)
    return OpenedFund(fund_id=fund_id)
