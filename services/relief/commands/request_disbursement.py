"""Money of a fund is asked for a payee and reserved at once, so that nobody else can promise it (R3)."""

from typing import Literal
from uuid import UUID

from contracts.events.relief import DisbursementRequested
from kernel.commands import Transaction
from kernel.errors import NotFound
from kernel.identifiers import new_id
from kernel.persons import Fingerprints, Person, admit
from kernel.web import Input, Output
from services.relief import ledger
from services.relief.commands.open_project import Fen
from services.relief.storage import SQL

Purpose = Literal["living-hardship", "medical", "schooling", "disaster", "festival-visit", "other"]


class Application(Input):
    """How much, what for, and for whom; the payee's name never leaves this room's person table."""

    amount_fen: Fen
    purpose: Purpose
    payee: Person


class Requested(Output):
    """The request, and what the fund can spend besides."""

    disbursement_id: UUID
    fund_id: UUID
    payee_ref: UUID
    state: Literal["requested"] = "requested"
    available_fen: int


async def request_disbursement(
    tx: Transaction, fund_id: UUID, order: Application, fingerprints: Fingerprints
) -> Requested:
    """Raises NotFound("fund-unknown"), Refused("fund-insufficient")."""
    payee_ref = await admit(tx.conn, fingerprints, order.payee)
    fund = await tx.conn.fetchrow(SQL["lock-fund"], fund_id)
    if fund is None:
        raise NotFound("fund-unknown")
    disbursement_id = new_id()
    seq = await ledger.post(
        tx.conn, fund, "reserve", disbursement_id, order.amount_fen, occurred_at=tx.now, posted_at=tx.now
    )
    await tx.conn.execute(
        SQL["insert-disbursement"],
        disbursement_id, fund_id, payee_ref, order.amount_fen, order.purpose, tx.now, tx.caller.subject,
    )  # fmt: skip
    await tx.emit(
        DisbursementRequested(
            fund_id=str(fund_id),
            disbursement_id=str(disbursement_id),
            programme=fund["programme"],
            organisation_id=str(fund["organisation_id"]),
            amount_fen=order.amount_fen,
            purpose=order.purpose,
            requested_at=tx.now,
        ),
        aggregate=f"fund/{fund_id}",
        seq=seq,
    )
    return Requested(
        disbursement_id=disbursement_id,
        fund_id=fund_id,
        payee_ref=payee_ref,
        available_fen=await tx.conn.fetchval(SQL["available-of"], fund_id),
    )
