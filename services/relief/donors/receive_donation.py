"""An organisation's donation arrives in a fund and can be spent from now on."""

from datetime import datetime
from uuid import UUID

from contracts.events.relief import DonationReceived
from kernel.commands import Transaction
from kernel.identifiers import new_id
from kernel.routes import command
from kernel.web import Input, Instant, Output, Source
from services.relief.dates import past_time
from services.relief.funds import ledger
from services.relief.funds.row import lock as lock_fund
from services.relief.funds.rules import check_open
from services.relief.projects.open import Fen
from services.relief.storage import SQL


class Donation(Input):
    """Who gave how much; `received_at` when it is typed in later."""

    donation_id: UUID | None = None
    organisation_id: UUID
    amount_fen: Fen
    received_at: Instant | None = None
    source: Source = "operator"


class Received(Output):
    """The donation, and what the fund can spend now."""

    donation_id: UUID
    fund_id: UUID
    received_at: datetime
    available_fen: int


@command(
    "POST /funds/{fund_id}/donations",
    may="relief:receive",
    says="Record a donation that arrived.",
    refuses=("donation-already-exists", "fund-closed", "fund-unknown", "received-in-the-future"),
)
async def receive_donation(tx: Transaction, fund_id: UUID, order: Donation) -> Received:
    """Raises NotFound("fund-unknown"), Refused("fund-closed", "received-in-the-future", …)."""
    fund = await lock_fund(tx.conn, fund_id)
    check_open(closed_at=fund.closed_at)
    at = past_time("received", given=order.received_at, now=tx.now)
    donation_id = order.donation_id or new_id()
    await tx.conn.execute(
        *SQL["insert-donation"](
            donation_id=donation_id,
            fund_id=fund_id,
            organisation_id=order.organisation_id,
            amount_fen=order.amount_fen,
            received_at=at,
            source=order.source,
            recorded_by=tx.caller.subject,
        )
    )
    seq = await ledger.post(tx.conn, fund, "donation", donation_id, order.amount_fen, occurred_at=at, posted_at=tx.now)
    await tx.emit(
        DonationReceived(
            **fund.facts(),
            source=order.source,
            donation_id=str(donation_id),
            organisation_id=str(order.organisation_id),
            amount_fen=order.amount_fen,
            received_at=at,
        ),
        aggregate=f"fund/{fund_id}",
        seq=seq,
    )
    return Received(
        donation_id=donation_id,
        fund_id=fund_id,
        received_at=at,
        available_fen=await tx.conn.fetchval(*SQL["available-of"](fund_id=fund_id)),
    )
